import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'

/** Hosted accounts; others run HaloPSA under a name of their own. */
const hosted = /^(?:[a-z0-9-]+\.)+(?:halopsa|haloitsm)\.com$/
/** The maker's own pages, where nobody's account is. */
const makers = /^(?:www\.)?(?:halopsa|haloitsm)\.com$/

const halopsa: PsaDefinition = {
  id: 'halopsa',
  name: 'HaloPSA',
  credentials: {
    address: text('Address', {
      required: true,
      maxLength: 253,
      placeholder: 'yourcompany.halopsa.com',
      help: 'Where you open HaloPSA; your own domain if you use one.',
    }),
    clientId: text('Client ID', {
      required: true,
      maxLength: 120,
      help: 'In HaloPSA: Configuration, Integrations, HaloPSA API, an application that signs in by client credentials, as an agent.',
    }),
    clientSecret: secret('Client secret', { help: 'Shown once, when the application is made.' }),
    tenant: text('Tenant', {
      maxLength: 120,
      help: 'Only where HaloPSA’s API details name one.',
    }),
  },
  // As the permissions of an API application are called (github.com/homotechsual/HaloAPI, Classes/HaloAuth.psm1).
  keyPermissions: ['read:customers', 'edit:customers', 'read:tickets', 'edit:tickets'],
  cannot: [
    'Sidelight does not move contacts between organisations in HaloPSA: one who moves is made inactive and created again.',
    'Sidelight creates no organisations in HaloPSA.',
    'Sidelight writes no job title, department, office or address in HaloPSA.',
  ],
  accountOf(host) {
    const lower = host.toLowerCase()
    return hosted.test(lower) && !makers.test(lower) ? lower : null
  },
  hostsOf: (account) => [account],
  accountFrom({ address = '' }, parse) {
    const host = parse(address)?.host ?? null
    return host !== null && !makers.test(host) ? host : null
  },
}
export default halopsa
