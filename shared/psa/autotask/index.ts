import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'
import { accountOf } from './zones.ts'

const autotask: PsaDefinition = {
  id: 'autotask',
  name: 'Autotask',
  credentials: {
    address: text('Address', {
      required: true,
      placeholder: 'https://ww5.autotask.net',
      help: 'What your browser shows when you work in Autotask: it names your zone.',
    }),
    userName: text('API user name', {
      required: true,
      help: 'In Autotask: Admin, Resources/Users, New, New API User.',
    }),
    secret: secret('API user password (secret)'),
    integrationCode: secret('Tracking identifier', {
      help: 'On the same page: Custom (Internal Integration), Tracking Identifier.',
    }),
  },
  // What a copy of the security level "API User (API-only)" must keep.
  keyPermissions: [
    'CRM: Companies, View',
    'CRM: Contacts, View',
    'Service Desk: Tickets, View',
    'Service Desk: Ticket Notes, Add',
  ],
  cannot: ['Sidelight does not keep contacts of Autotask: it reads who asks, and writes internal notes.'],
  accountOf,
  hostsOf: (account) => [`${account}.autotask.net`],
  accountFrom({ address = '' }, parse) {
    return accountOf(parse(address)?.host ?? `${address.trim()}.autotask.net`)
  },
}
export default autotask
