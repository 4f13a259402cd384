import { AppError } from '../../errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition, PsaTicket } from '../api.ts'
import { firstRequest } from '../first-request.ts'
import { idPath } from '../id-path.ts'
import { needing } from '../needing.ts'
import { Anything, Communications, Companies, Company, Note, read, refusalWords, Ticket } from './answers.ts'
import { base64 } from './base64.ts'
import { apiHost } from './hosts.ts'

/** ConnectWise PSA's REST API (developer.connectwise.com/manage/rest). */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${apiHost(account)}/v4_6_release/apis/3.0`,
  sign(request, { companyId = '', publicKey = '', privateKey = '', clientId = '' }) {
    const user = `${companyId.trim()}+${publicKey.trim()}`
    const headers = {
      Authorization: `Basic ${base64(`${user}:${privateKey.trim()}`)}`,
      clientId: clientId.trim(),
    }
    return { ...request, headers: { ...request.headers, ...headers } }
  },
  // ConnectWise documents no number; those who use it report 60 a minute.
  limit: { requests: 60, perSeconds: 60 },
  refusal: ({ body }) => ({ code: null, words: refusalWords(body) }),
  trials: {
    note: 'It is not documented in public that a note marked as internal stays hidden from the customer and is not mailed under your boards’ rules.',
  },
  api,
}
export default definition

const pageSize = 100
const fields = 'id,name,website,deletedFlag'

const asking = (permission: string) => {
  return <T>(request: () => Promise<T>) => needing('ConnectWise PSA', permission, request)
}
const companies = asking('Companies: Company Maintenance, Inquire')
const contacts = asking('Companies: Contacts, Inquire')
const tickets = asking('Service Desk: Service Tickets, Inquire')
const notes = asking('Service Desk: Service Tickets, Add and Edit')

function api(http: HttpPort, account: string): PsaApi {
  return {
    async check() {
      const one = { page: 1, pageSize: 1 }
      const first = await companies(() =>
        firstRequest('ConnectWise PSA', () => http.get('/company/companies', { ...one, fields })),
      )
      read(Companies, first, 'companies')
      read(Anything, await contacts(() => http.get('/company/contacts', one)), 'contacts')
      read(Anything, await tickets(() => http.get('/service/tickets', one)), 'tickets')
      return { connectedAs: `an API member at ${account}` }
    },

    async organisations(query, page) {
      const current = Number(page ?? 1)
      const answer = await companies(() =>
        http.get('/company/companies', {
          conditions: conditionsFor(query),
          orderBy: 'id asc',
          fields,
          page: current,
          pageSize,
        }),
      )
      const items = read(Companies, answer, 'companies')
      return { items, next: items.length < pageSize ? null : String(current + 1) }
    },

    async organisation(id) {
      const answer = await companies(() => http.get(`/company/companies/${idPath(id)}`, { fields }))
      return read(Company, answer, 'a company')
    },

    ticket: (id) => ticket(http, id),
    note: (ticketId, subject, body) => note(http, ticketId, subject, body),
  }
}

/** Quotes and backslashes would end the text: of what they divide, the longest part is looked for. */
function conditionsFor(query: string): string {
  const [text = ''] = query
    .split(/["\\]/)
    .map((part) => part.trim())
    .sort((one, other) => other.length - one.length)
  return ['deletedFlag = false', ...(text ? [`name contains "${text}"`] : [])].join(' and ')
}

/** The number that people see is the id. A name typed into a ticket without a contact is nobody that is known. */
async function ticket(http: HttpPort, id: string): Promise<PsaTicket> {
  const answer = await tickets(() => http.get(`/service/tickets/${idPath(id)}`))
  const { summary, company, contact, contactEmailAddress, ...found } = read(Ticket, answer, 'a ticket')
  return {
    id: found.id,
    number: found.id,
    subject: summary ?? '',
    organisation: company,
    contact: contact && { ...contact, email: contactEmailAddress ?? (await emailOf(http, contact.id)) },
  }
}

/** A contact's addresses are records of their own; the default one, else the first. */
async function emailOf(http: HttpPort, contactId: string): Promise<string | null> {
  const path = `/company/contacts/${idPath(contactId)}/communications`
  const answer = await contacts(() => http.get(path, { pageSize }))
  const emails = read(Communications, answer, 'a contact’s addresses').filter(
    ({ communicationType, value }) => communicationType === 'Email' && value,
  )
  return (emails.find(({ defaultFlag }) => defaultFlag) ?? emails[0])?.value ?? null
}

/** Notes have no title. Of the three kinds, discussion and resolution are the customer's to see. */
async function note(http: HttpPort, ticketId: string, subject: string, body: string): Promise<void> {
  const written = {
    text: `${subject}\n\n${body}`,
    detailDescriptionFlag: false,
    internalAnalysisFlag: true,
    resolutionFlag: false,
    processNotifications: false,
  }
  const answer = await notes(() => http.post(`/service/tickets/${idPath(ticketId)}/notes`, written))
  const made = read(Note, answer, 'a note', 'psa.unknownOutcome')
  if (made.detailDescriptionFlag || made.resolutionFlag)
    throw new AppError('psa.rejected', {
      detail: 'ConnectWise PSA made the note visible to the customer.',
    })
}
