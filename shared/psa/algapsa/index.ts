import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'

/** Anyone may host AlgaPSA: an account is its host. */
const algapsa: PsaDefinition = {
  id: 'algapsa',
  name: 'AlgaPSA',
  credentials: {
    address: text('Address', {
      required: true,
      maxLength: 253,
      placeholder: 'psa.yourcompany.com',
      help: 'Where you open AlgaPSA.',
    }),
    apiKey: secret('API key', {
      help: 'In AlgaPSA: your profile, API keys. It may do what its owner may: the permissions are listed below.',
    }),
  },
  // As the API's description names them (x-rbac-resource: x-rbac-action).
  keyPermissions: [
    'client: read',
    'client: create',
    'contact: read',
    'contact: create',
    'contact: update',
    'ticket: read',
    'ticket: update',
  ],
  cannot: [
    'AlgaPSA keeps no contact without an e-mail address, and each address once.',
    'AlgaPSA keeps no department, office, company or address of a contact.',
    'An organisation created by Sidelight starts with a monthly billing cycle.',
  ],
  hostsOf: (account) => [account],
  accountFrom: ({ address = '' }, parse) => parse(address)?.host ?? null,
}
export default algapsa
