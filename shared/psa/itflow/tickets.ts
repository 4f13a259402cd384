import { AppError } from '../../errors.ts'
import type { HttpPort, PsaApi } from '../api.ts'
import { emailOf, nameOf } from '../contact.ts'
import { needing } from '../needing.ts'
import { insertedId } from './answers.ts'
import type { Reader } from './reader.ts'
import { replyOf } from './values.ts'

/** Tickets hold ids alone: client and contact are read beside them. The contact may be another client's; it is told as it is. */
export function ticketsOf(http: HttpPort, reader: Reader): Pick<PsaApi, 'ticket' | 'note'> {
  return {
    async ticket(id) {
      const { number, subject, clientId, contactId } = await reader.ticket(id)
      const [client, contact] = await Promise.all([
        clientId === null ? null : orNull(reader.client(clientId)),
        contactId === null ? null : orNull(reader.contact(contactId)),
      ])
      return {
        id,
        number,
        subject,
        organisation: clientId === null ? null : { id: clientId, name: client?.name ?? `Client ${clientId}` },
        contact: contact && { id: contact.id, name: nameOf(contact), email: emailOf(contact) },
      }
    },

    async note(ticketId, subject, body) {
      const { clientId } = await reader.ticket(ticketId)
      const reply = {
        ticket_id: Number(ticketId),
        // A key that does not see every client must name the ticket's own.
        ...(clientId === null ? {} : { client_id: Number(clientId) }),
        ticket_reply: replyOf(subject, body),
        // Public ones are e-mailed to the requester.
        ticket_reply_type: 'Internal',
      }
      const answer = await needing('ITFlow', 'module_support, level 2', () => postReply(http, reply))
      if (insertedId(answer, 'the new reply') === null)
        throw new AppError('psa.rejected', { detail: 'ITFlow did not take the note.' })
    },
  }
}

/** Replies came to the API in 2026; before, there is no such page. */
async function postReply(http: HttpPort, reply: object): Promise<unknown> {
  try {
    return await http.post('/ticket_replies/create.php', reply)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'psa.notFound') throw error
    throw new AppError('psa.unsupported', { detail: 'This ITFlow is too old to take notes.', cause: error })
  }
}

async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read
  } catch (error) {
    if (error instanceof AppError && error.code === 'psa.notFound') return null
    throw error
  }
}
