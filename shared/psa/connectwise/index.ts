import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'
import { accountAt, accountOf } from './hosts.ts'

const connectwise: PsaDefinition = {
  id: 'connectwise',
  name: 'ConnectWise PSA',
  credentials: {
    address: text('Address', {
      required: true,
      placeholder: 'https://na.myconnectwise.net',
      help: 'The address at which your technicians open ConnectWise PSA.',
    }),
    companyId: text('Company', {
      required: true,
      maxLength: 100,
      help: 'What you type as company when you sign in.',
    }),
    publicKey: text('Public key', {
      required: true,
      help: 'In ConnectWise PSA: System, Members, API Members, API Keys.',
    }),
    privateKey: secret('Private key', { help: 'Shown once, when the key is made.' }),
    clientId: text('Client ID', {
      required: true,
      help: 'Your own, from developer.connectwise.com, Client IDs.',
    }),
  },
  // Rows of the API member's security role.
  keyPermissions: [
    'Companies: Company Maintenance, Inquire',
    'Companies: Contacts, Inquire',
    'Service Desk: Service Tickets, Inquire',
    'Service Desk: Service Tickets, Add and Edit',
  ],
  cannot: [
    'Sidelight does not keep contacts of ConnectWise PSA: it reads who asks, and writes internal notes.',
  ],
  accountOf,
  hostsOf: (account) => [account],
  accountFrom({ address = '' }, parse) {
    const typed = parse(address)
    return typed && accountAt(typed.host)
  },
}
export default connectwise
