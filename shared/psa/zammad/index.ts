import { secret, text } from '../../field.ts'
import type { PsaDefinition } from '../psa.ts'

const zammad: PsaDefinition = {
  id: 'zammad',
  name: 'Zammad',
  credentials: {
    address: text('Address', {
      required: true,
      placeholder: 'https://helpdesk.yourcompany.com',
      help: 'The address at which your technicians open Zammad.',
    }),
    token: secret('Access token', {
      help: 'In Zammad, as the user that Sidelight acts as: Profile, Token Access. The permission it needs is listed below.',
    }),
  },
  // docs.zammad.org, "Required permission" of each operation used: one covers them all.
  keyPermissions: ['ticket.agent'],
  cannot: ['Sidelight does not keep customers of Zammad: it reads who asks, and writes internal notes.'],
  hostsOf: (account) => [account],
  accountFrom: ({ address = '' }, parse) => parse(address)?.host ?? null,
}
export default zammad
