import { AppError } from '../../errors.ts'
import type { HttpPort } from '../api.ts'
import { HaloAgent, HaloClient, HaloUser, listOf, one, read } from './answers.ts'
import { readingCustomers, readingTickets } from './permissions.ts'

const single = { pageinate: 'true', page_size: 1, page_no: 1 }

/** One request for each reading permission that can be tried without changing anything, and who the key is. */
export async function check(http: HttpPort): Promise<{ connectedAs: string }> {
  const clients = await readingCustomers(() => http.get('/Client', single)).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'psa.notFound'
      ? new AppError('psa.address', { detail: 'There is no HaloPSA at this address.', cause: error })
      : error
  })
  read(listOf('clients', HaloClient), clients, 'clients')
  const users = await readingCustomers(() => http.get('/Users', single))
  read(listOf('users', HaloUser), users, 'users')
  await readingTickets(() => http.get('/Tickets', single))
  return { connectedAs: await agentName(http) }
}

/** The agent that the application logs in as; not every key may ask for it. */
async function agentName(http: HttpPort): Promise<string> {
  try {
    const { name, email } = read(one(HaloAgent), await http.get('/Agent/me'), 'the agent')
    if (name ?? email) return name && email ? `${name} (${email})` : (name ?? email ?? '')
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'psa.throttled') throw error
  }
  return 'an API application'
}
