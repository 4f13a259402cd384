import { AppError } from '../../errors.ts'
import type { HttpPort, PsaTicket } from '../api.ts'
import { emailOf, nameOf } from '../contact.ts'
import { HaloAction, HaloTicket, HaloUser, isGeneralUser, one, read } from './answers.ts'
import { htmlOf, idPath } from './bodies.ts'
import { editingTickets, readingCustomers, readingTickets } from './permissions.ts'

/** HaloPSA's own action "Private Note"; without an outcome it takes no note. */
const privateNote = 7

/** A ticket names its user but not the user's address: that is a second request. */
export async function ticket(http: HttpPort, id: string): Promise<PsaTicket> {
  const answer = await readingTickets(() => http.get(`/Tickets/${idPath(id)}`, { includedetails: 'true' }))
  const found = read(one(HaloTicket), answer, 'a ticket')
  const { client_id, client_name, user_id, user_name } = found
  const isSomebody = user_id !== null && user_id > 0 && !isGeneralUser(user_name)
  return {
    id: found.id,
    number: found.id,
    subject: found.summary ?? '',
    organisation:
      client_id !== null && client_id > 0
        ? { id: String(client_id), name: client_name ?? `Customer ${client_id}` }
        : null,
    contact: isSomebody ? await requester(http, String(user_id), user_name) : null,
  }
}

async function requester(http: HttpPort, id: string, name: string | null): Promise<PsaTicket['contact']> {
  try {
    const answer = await readingCustomers(() => http.get(`/Users/${idPath(id)}`, { includedetails: 'true' }))
    const user = read(one(HaloUser), answer, 'a user')
    if (isGeneralUser(user.values.name ?? null)) return null
    return { id, name: nameOf(user) || (name ?? ''), email: emailOf(user) }
  } catch (error) {
    // Deleted or merged since: the ticket still names somebody.
    if (error instanceof AppError && error.code === 'psa.notFound')
      return { id, name: name ?? '', email: null }
    throw error
  }
}

export async function note(http: HttpPort, ticketId: string, subject: string, body: string): Promise<void> {
  const action = {
    ticket_id: Number(idPath(ticketId)),
    outcome_id: privateNote,
    hiddenfromuser: true,
    note_html: htmlOf(`${subject}\n\n${body}`),
  }
  const answer = await editingTickets(() => http.post('/Actions', [action])).catch((error: unknown) => {
    throw error instanceof AppError && (error.code === 'psa.rejected' || error.code === 'psa.permission')
      ? new AppError(error.code, { detail: mayNotNote(error), cause: error })
      : error
  })
  read(one(HaloAction), answer, 'an action', 'psa.unknownOutcome')
}

function mayNotNote({ detail }: AppError): string {
  const hint = `The agent of the API application must be allowed to use the action “Private Note” (outcome ${privateNote}).`
  return detail ? `${detail.replace(/\.?$/, '.')} ${hint}` : hint
}
