import { AppError } from '../../errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition } from '../api.ts'
import {
  AlgaClient,
  AlgaComment,
  AlgaContact,
  AlgaTicket,
  one,
  pageOf,
  read,
  refusalWords,
} from './answers.ts'
import { contactMethods } from './contacts.ts'
import { pageSize, pageToken } from './paging.ts'
import { asking, idPath } from './permissions.ts'

/** Longest text of a comment (TicketCommentCreateBody). */
const longestComment = 5000

/**
 * AlgaPSA's REST API v1 (sdk/docs/openapi/alga-openapi.ce.json of Nine-Minds/alga-psa, read in 2026). All that is used
 * of it is described there, so nothing needs a trial.
 */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${account}/api/v1`,
  sign: (request, { apiKey = '' }) => ({
    ...request,
    headers: { ...request.headers, 'x-api-key': apiKey.trim() },
  }),
  // The server's own default: 60 a minute after a burst of 120. Whoever runs it may set others.
  limit: { requests: 60, perSeconds: 60 },
  refusal: ({ body }) => ({ code: null, words: refusalWords(body) }),
  api,
}
export default definition

function api(http: HttpPort, account: string): PsaApi {
  return {
    check: () => check(http, account),

    async organisations(query, page) {
      const answer = await asking('client: read', () =>
        http.get('/clients', {
          client_name: query || undefined,
          is_inactive: 'false',
          sort: 'client_name',
          order: 'asc',
          limit: pageSize,
          page: page ?? '1',
        }),
      )
      const { data, pagination } = read(pageOf(AlgaClient), answer, 'clients')
      return { items: data, next: pageToken(page, pagination) }
    },

    async organisation(id) {
      const answer = await asking('client: read', () => http.get(`/clients/${idPath(id)}`))
      return read(one(AlgaClient), answer, 'a client')
    },

    async createOrganisation(name) {
      // A billing cycle is asked for; "monthly" is what the MSP most likely wants and can change.
      const body = { client_name: name, billing_cycle: 'monthly' }
      const answer = await asking('client: create', () => http.post('/clients', body))
      return read(one(AlgaClient), answer, 'the new client', 'psa.unknownOutcome')
    },

    async ticket(id) {
      const answer = await asking('ticket: read', () => http.get(`/tickets/${idPath(id)}`))
      return read(one(AlgaTicket), answer, 'a ticket')
    },

    async note(ticketId, subject, body) {
      const comment = { comment_text: cut(`${subject}\n\n${body}`), is_internal: true }
      const answer = await asking('ticket: update', () =>
        http.post(`/tickets/${idPath(ticketId)}/comments`, comment),
      )
      read(one(AlgaComment), answer, 'a comment', 'psa.unknownOutcome')
    },

    ...contactMethods(http),
  }
}

/** One request for each reading permission. No request says whose a key is. */
async function check(http: HttpPort, account: string): Promise<{ connectedAs: string }> {
  const clients = await asking('client: read', () => http.get('/clients', { limit: 1 })).catch(
    (error: unknown) => {
      throw error instanceof AppError && error.code === 'psa.notFound'
        ? new AppError('psa.address', { detail: 'There is no AlgaPSA at this address.', cause: error })
        : error
    },
  )
  read(pageOf(AlgaClient), clients, 'clients')
  const contacts = await asking('contact: read', () => http.get('/contacts', { limit: 1 }))
  read(pageOf(AlgaContact), contacts, 'contacts')
  await asking('ticket: read', () => http.get('/tickets', { limit: 1 }))
  return { connectedAs: `an API key of ${account}` }
}

function cut(text: string): string {
  const characters = [...text]
  if (text.length <= longestComment) return text
  // Counted in UTF-16 there, so half of it is safe whatever is written.
  return `${characters.slice(0, longestComment / 2 - 1).join('')}…`
}
