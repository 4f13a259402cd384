import type { HttpPort } from '../api.ts'
import { firstRequest } from '../first-request.ts'
import { ClientRow, ContactRow, rowsOf, TicketRow } from './answers.ts'
import { mayReadClients, mayReadTickets } from './reader.ts'

/** One row of each kind that is read. ITFlow does not say whose a key is, and writing cannot be tried without writing. */
export async function check(http: HttpPort, account: string): Promise<{ connectedAs: string }> {
  const first = { limit: 1 }
  await firstRequest('ITFlow', async () =>
    rowsOf(ClientRow, await mayReadClients(() => http.get('/clients/read.php', first)), 'clients'),
  )
  rowsOf(ContactRow, await mayReadClients(() => http.get('/contacts/read.php', first)), 'contacts')
  rowsOf(TicketRow, await mayReadTickets(() => http.get('/tickets/read.php', first)), 'tickets')
  return { connectedAs: `an API key of ${account}` }
}
