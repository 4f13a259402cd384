import { AppError } from '../../errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition, PsaTicket } from '../api.ts'
import { firstRequest } from '../first-request.ts'
import { idPath } from '../id-path.ts'
import { needing } from '../needing.ts'
import { Article, Organisation, Organisations, read, refusalWords, Ticket, User } from './answers.ts'

/** Zammad's REST API v1 (docs.zammad.org/en/latest/api/intro.html). */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${account}/api/v1`,
  sign: (request, { token = '' }) => ({
    ...request,
    headers: { ...request.headers, Authorization: `Token token=${token.trim()}` },
  }),
  // None is documented; what a small server of one's own bears well.
  limit: { requests: 120, perSeconds: 60 },
  refusal: ({ body }) => ({ code: null, words: refusalWords(body) }),
  api,
}
export default definition

const perPage = 100

function api(http: HttpPort): PsaApi {
  return {
    check: () => check(http),

    async organisations(query, page) {
      if (query) return { items: await search(http, query, perPage), next: null }
      const current = Number(page ?? 1)
      const answer = await asAgent(() => http.get('/organizations', { page: current, per_page: perPage }))
      const items = read(Organisations, answer, 'organisations')
      // Documented: no total is given, and a page may be shorter than asked for; only an empty one is past the end.
      return { items, next: items.length ? String(current + 1) : null }
    },

    async organisation(id) {
      const answer = await asAgent(() => http.get(`/organizations/${idPath(id)}`))
      return read(Organisation, answer, 'an organisation')
    },

    ticket: (id) => ticket(http, id),

    async note(ticketId, subject, body) {
      const article = {
        ticket_id: Number(idPath(ticketId)),
        subject,
        body,
        content_type: 'text/plain',
        type: 'note',
        internal: true,
      }
      const answer = await asAgent(() => http.post('/ticket_articles', article))
      const { internal } = read(Article, answer, 'an article', 'psa.unknownOutcome')
      if (!internal)
        throw new AppError('psa.rejected', { detail: 'Zammad made the note visible to the customer.' })
    },
  }
}

const asAgent = <T>(request: () => Promise<T>) => needing('Zammad', 'ticket.agent', request)

async function search(http: HttpPort, query: string, limit: number) {
  const answer = await asAgent(() => http.get('/organizations/search', { query, limit }))
  return read(Organisations, answer, 'organisations')
}

/** Searching organisations is refused to customers, whereas listing them answers with their own. */
async function check(http: HttpPort): Promise<{ connectedAs: string }> {
  const answer = await firstRequest('Zammad', () => http.get('/users/me'))
  const { name, email } = read(User, answer, 'the token’s user')
  await search(http, '*', 1)
  return { connectedAs: email && email !== name ? `${name} (${email})` : name }
}

async function ticket(http: HttpPort, id: string): Promise<PsaTicket> {
  const answer = await asAgent(() => http.get(`/tickets/${idPath(id)}`, { expand: 'true' }))
  const found = read(Ticket, answer, 'a ticket')
  return {
    id: found.id,
    number: found.number,
    subject: found.title ?? '',
    organisation: found.organisation,
    contact: found.customer_id === null ? null : await customer(http, found.customer_id),
  }
}

async function customer(http: HttpPort, id: string): Promise<PsaTicket['contact']> {
  const answer = await asAgent(() => http.get(`/users/${idPath(id)}`))
  const { isSystem, name, email } = read(User, answer, 'a user')
  return isSystem ? null : { id, name, email }
}
