import { AppError } from '../../errors.ts'
import type { HttpPort } from '../api.ts'
import { ClientRow, ContactRow, rowsOf, TicketRow } from './answers.ts'
import { mayReadClients, mayReadTickets } from './reader.ts'

/** One row of each kind that is read. ITFlow does not say whose a key is, and writing cannot be tried without writing. */
export async function check(http: HttpPort, account: string): Promise<{ connectedAs: string }> {
  const first = { limit: 1 }
  await told(async () => {
    rowsOf(ClientRow, await mayReadClients(() => http.get('/clients/read.php', first)), 'clients')
  })
  rowsOf(ContactRow, await mayReadClients(() => http.get('/contacts/read.php', first)), 'contacts')
  rowsOf(TicketRow, await mayReadTickets(() => http.get('/tickets/read.php', first)), 'tickets')
  return { connectedAs: `an API key of ${account}` }
}

const words: Record<string, { code: 'psa.keyRefused' | 'psa.address'; detail: string }> = {
  'psa.keyRefused': {
    code: 'psa.keyRefused',
    detail: 'ITFlow does not know it, or its day of expiry has passed.',
  },
  'psa.notFound': { code: 'psa.address', detail: 'There is no ITFlow API at this host (/api/v1).' },
  'psa.malformed': { code: 'psa.address', detail: 'What answers at this host is not ITFlow’s API.' },
}

/** Says of the first answer what is wrong: key, address, or something that is no ITFlow. */
async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const said = error instanceof AppError ? words[error.code] : undefined
    throw said ? new AppError(said.code, { detail: said.detail, cause: error }) : error
  }
}
