import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'

/** Where ITFlow stands in the web root, pages that people copy begin like this: /login.php, /agent/ticket.php … */
const ownPages = /^\/(?:(?:agent|admin|client)(?:\/.*)?|[\w-]+\.php)?$/

const itflow: PsaDefinition = {
  id: 'itflow',
  name: 'ITFlow',
  credentials: {
    address: text('Address', {
      required: true,
      maxLength: 260,
      placeholder: 'itflow.example.com',
      help: 'The host name of your ITFlow. It must stand at the top of that host: one in a folder (example.com/itflow) cannot be connected, nor one at a port of its own.',
    }),
    apiKey: secret('API key', {
      help: 'In ITFlow: Admin, API Keys. A key runs as a user and expires on a day; what that user needs is listed below.',
    }),
  },
  // The modules and levels that ITFlow itself checks for each request: github.com/itflow-org/itflow,
  // api/v1/enforce_api_rbac.php (read 1, create and update 2).
  keyPermissions: [
    'module_client, level 2: read, create and update clients and contacts',
    'module_support, level 2: read tickets, create ticket replies',
    'a user who may see every client that is mapped',
  ],
  cannot: [
    'ITFlow cannot move a contact to another client: Sidelight archives it and makes a new one there.',
    'ITFlow takes no contact without an e-mail address, and no second one with the same address in a client.',
    'ITFlow keeps digits alone of telephone numbers, and its API cannot change a country code that was typed by hand.',
    'ITFlow’s API writes no office, company or address of a contact.',
  ],
  hostsOf: (account) => [account],
  accountFrom({ address = '' }, parse) {
    const typed = parse(address)
    return typed && ownPages.test(typed.pathname) ? typed.host : null
  },
}
export default itflow
