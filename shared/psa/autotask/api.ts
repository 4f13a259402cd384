import type * as v from 'valibot'
import { AppError } from '../../errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition, PsaOrganisation, PsaPageOf, PsaTicket } from '../api.ts'
import { idPath } from '../id-path.ts'
import { needing } from '../needing.ts'
import {
  Company,
  Contact,
  Created,
  FieldInformation,
  ItemOf,
  PageOf,
  read,
  refusalWords,
  Ticket,
} from './answers.ts'
import { noteKind } from './note-kind.ts'
import { zoneOfUser } from './zone-of-user.ts'
import { baseUrl, directory } from './zones.ts'

/** Autotask's REST API 1.0 (autotask.net/help/developerhelp/Content/APIs/REST/API_Calls/REST_API_Calls.htm). */
const definition: PsaApiDefinition = {
  baseUrl,
  otherOrigins: [directory],
  sign(request, { integrationCode = '', userName = '', secret = '' }) {
    const user = userName.trim()
    // Documented: the zone of a user is told without a key, so it gets none.
    if (request.path.startsWith(`${directory}/`)) return { ...request, query: { ...request.query, user } }
    const headers = { ApiIntegrationCode: integrationCode.trim(), UserName: user, Secret: secret.trim() }
    return { ...request, headers: { ...request.headers, ...headers } }
  },
  // 10,000 an hour, shared by everything that asks this Autotask, and slower answers from the half on
  // (autotask.net/help/DeveloperHelp/Content/APIs/REST/General_Topics/REST_Thresholds_Limits.htm).
  limit: { requests: 5000, perSeconds: 3600 },
  refusal({ status, body, isPost }) {
    const words = refusalWords(body)
    // What it does not take, Autotask answers with status 500 and a list of errors
    // (github.com/WYRE-AI/msp-claude-plugins/issues/31, github.com/WYRE-AI/autotask-mcp/issues/46).
    return { code: isPost && status === 500 && words !== null ? 'psa.rejected' : null, words }
  },
  trials: {
    note: 'What Autotask’s settings of who sees a note are called differs from account to account.',
  },
  api,
}
export default definition

/** Documented: the most that a query gives. */
const maxRecords = 500
const fields = ['id', 'companyName', 'webAddress', 'isActive']

const asking = (permission: string) => {
  return <T>(request: () => Promise<T>) => needing('Autotask', permission, request)
}
const companies = asking('CRM: Companies, View')
const contacts = asking('CRM: Contacts, View')
const tickets = asking('Service Desk: Tickets, View')
const notes = asking('Service Desk: Ticket Notes, Add')

function api(http: HttpPort, account: string): PsaApi {
  return {
    check: () => check(http, account),
    organisations: (query, page) => organisations(http, query, page),
    organisation: (id) => organisation(http, id),

    async ticket(id): Promise<PsaTicket> {
      const answer = await tickets(() => http.get(`/Tickets/${idPath(id)}`))
      const found = itemOf(Ticket, answer, 'a ticket')
      const [company, contact] = await Promise.all([
        found.companyID === null ? null : organisation(http, found.companyID),
        found.contactID === null ? null : contactOf(http, found.contactID),
      ])
      return {
        id: found.id,
        number: found.ticketNumber ?? found.id,
        subject: found.title ?? '',
        organisation: company && { id: company.id, name: company.name },
        contact,
      }
    },

    async note(ticketId, subject, body) {
      const path = `/Tickets/${idPath(ticketId)}/Notes`
      const information = await notes(() => http.get('/TicketNotes/entityInformation/fields'))
      const kind = noteKind(read(FieldInformation, information, 'the fields of notes'))
      const answer = await notes(() => http.post(path, { title: subject, description: body, ...kind }))
      read(Created, answer, 'a note', 'psa.unknownOutcome')
    },
  }
}

async function check(http: HttpPort, account: string): Promise<{ connectedAs: string }> {
  const zone = await zoneOfUser(http)
  if (zone !== account)
    throw new AppError('psa.address', {
      detail: `This API user belongs to https://${zone}.autotask.net, not to https://${account}.autotask.net.`,
    })
  const one = { MaxRecords: 1, IncludeFields: ['id'], filter: [{ op: 'gte', field: 'id', value: 0 }] }
  await companies(() => http.query('/Companies/query', one))
  await contacts(() => http.query('/Contacts/query', one))
  await tickets(() => http.query('/Tickets/query', one))
  return { connectedAs: `an API user of ${account}.autotask.net` }
}

/**
 * Queries give records sorted by id, and what is left is asked for by ids above the last
 * (autotask.net/help/DeveloperHelp/Content/APIs/SOAP/APICalls/QueryCall.htm). So `page` is the first id that may be on
 * it: `nextPageUrl` says that there is more, and no address of Autotask's making has to be kept or followed.
 */
async function organisations(
  http: HttpPort,
  query: string,
  page: string | null,
): Promise<PsaPageOf<PsaOrganisation>> {
  const from = Number(idPath(page ?? '0'))
  const answer = await companies(() =>
    http.query('/Companies/query', {
      MaxRecords: maxRecords,
      IncludeFields: fields,
      filter: [
        { op: 'gte', field: 'id', value: from },
        ...(query ? [{ op: 'contains', field: 'companyName', value: query }] : []),
      ],
    }),
  )
  const { items, pageDetails } = read(PageOf(Company), answer, 'companies')
  const last = Math.max(-1, ...items.map(({ id }) => Number(id)))
  // An answer without anything new would be asked for again and again.
  const next = pageDetails.nextPageUrl !== null && last >= from ? String(last + 1) : null
  return { items, next }
}

async function organisation(http: HttpPort, id: string): Promise<PsaOrganisation> {
  return itemOf(Company, await companies(() => http.get(`/Companies/${idPath(id)}`)), 'a company')
}

async function contactOf(http: HttpPort, id: string): Promise<PsaTicket['contact']> {
  return itemOf(Contact, await contacts(() => http.get(`/Contacts/${idPath(id)}`)), 'a contact')
}

function itemOf<S extends v.GenericSchema>(schema: S, answer: unknown, what: string) {
  const { item } = read(ItemOf(schema), answer, what)
  if (item === null) throw new AppError('psa.notFound')
  return item
}
