import { AppError } from '../../errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition, PsaOrganisation, PsaRequest } from '../api.ts'
import { insertedId, refusalWords } from './answers.ts'
import { check } from './check.ts'
import { contactsOf, mayWriteClients } from './contacts.ts'
import { createReader, type Reader } from './reader.ts'
import { ticketsOf } from './tickets.ts'
import { plain } from './values.ts'

/**
 * ITFlow's REST API v1 (docs.itflow.org/api and github.com/itflow-org/itflow, api/v1; answers tried with commit 0262707e
 * of 2026-08-10). GET reads, POST with JSON does everything else.
 */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${account}/api/v1`,
  sign,
  // ITFlow has no limit of its own and none in its API: this is what a small server of the MSP's own bears beside its
  // technicians.
  limit: { requests: 300, perSeconds: 60 },
  refusal: ({ body }) => ({ code: null, words: refusalWords(body) }),
  api,
}
export default definition

/** Headers are not read. A key in an address lands in the server's log, so it is there where nothing else works alone. */
function sign(request: PsaRequest, { apiKey = '' }: Record<string, string>): PsaRequest {
  const key = { api_key: apiKey.trim() }
  return request.body === null
    ? { ...request, query: { ...request.query, ...key } }
    : { ...request, body: { ...request.body, ...key } }
}

function api(http: HttpPort, account: string): PsaApi {
  const reader = createReader(http)
  return {
    check: () => check(http, account),
    async organisations(query, page) {
      const { items, next } = await reader.clients({}, page)
      const part = query.trim().toLowerCase()
      return { items: items.filter(({ name }) => name.toLowerCase().includes(part)), next }
    },
    organisation: reader.client,
    createOrganisation: (name) => createOrganisation(http, reader, name),
    ...contactsOf(http, reader),
    ...ticketsOf(http, reader),
  }
}

async function createOrganisation(http: HttpPort, reader: Reader, name: string): Promise<PsaOrganisation> {
  const client_name = plain(name)
  if (client_name === '')
    throw new AppError('psa.rejected', { detail: 'ITFlow takes no client without a name.' })
  const answer = await mayWriteClients(() => http.post('/clients/create.php', { client_name }))
  const id = insertedId(answer, 'the new client')
  if (id === null) throw new AppError('psa.rejected', { detail: 'ITFlow did not make the client.' })
  return reader.client(id).catch((cause: unknown) => {
    throw cause instanceof AppError ? new AppError('psa.unknownOutcome', { cause }) : cause
  })
}
