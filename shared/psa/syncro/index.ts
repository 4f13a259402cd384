import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'
import { accountOf, suffixes, validAccount } from './hosts.ts'

const syncro: PsaDefinition = {
  id: 'syncro',
  name: 'Syncro',
  credentials: {
    subdomain: text('Subdomain', {
      required: true,
      maxLength: 120,
      placeholder: 'yourcompany',
      help: 'The first part of your Syncro address: yourcompany.syncromsp.com',
    }),
    apiKey: secret('API key', {
      help: 'In Syncro: Admin, API, API Tokens. The permissions it needs are listed below.',
    }),
  },
  // As the API's description names them ("Required permission: …"), one for each operation used.
  keyPermissions: [
    'Customers - List/Search',
    'Customers - View Detail',
    'Customers - Edit',
    'Customers - Create',
    'Tickets - View Details',
    'Tickets - Edit',
  ],
  cannot: [
    'Syncro has no inactive contacts: Sidelight writes a line into the notes of a contact instead.',
    'Syncro keeps no department, office or company of a contact.',
  ],
  accountOf,
  hostsOf: (account) => suffixes.toReversed().map((suffix) => account + suffix),
  accountFrom({ subdomain = '' }) {
    const typed = subdomain
      .trim()
      .toLowerCase()
      .replace(/^https:\/\//, '')
      .replace(/\/.*$/, '')
    return typed.includes('.') ? accountOf(typed) : validAccount(typed)
  },
}
export default syncro
