import { AppError } from '../../errors.ts'
import type { FieldSpec, HttpPort, NewValues, PsaApi, PsaPageOf, Query } from '../api.ts'
import type { Contact, ContactValues } from '../contact.ts'
import { normal } from '../normal.ts'
import { AlgaContact, one, pageOf, read } from './answers.ts'
import { pageSize, pageToken } from './paging.ts'
import { asking, idPath } from './permissions.ts'
import { phonesWith } from './phones.ts'

const fields: readonly FieldSpec[] = [
  { id: 'name' },
  { id: 'email' },
  { id: 'phone' },
  { id: 'mobile' },
  { id: 'title' },
]

export function contactMethods(http: HttpPort) {
  const put = (id: string, body: object) => write(http, id, body)
  return {
    async contacts(organisationId, page) {
      const { items, next } = await contactPage(http, { client_id: idPath(organisationId) }, page)
      return { items: ofOrganisation(items, organisationId).map(plain), next }
    },
    contact: async (id) => plain(await readContact(http, id)),
    findContacts: (organisationId, email) => findContacts(http, organisationId, email),
    async addresses(page) {
      const { items, next } = await contactPage(http, { has_client: 'true' }, page)
      return {
        items: items.flatMap(({ organisationId, values: { email } }) =>
          organisationId && email ? [{ organisationId, email }] : [],
        ),
        next,
      }
    },
    fields,
    normal,
    createContact: (organisationId, values) => createContact(http, organisationId, values),
    async updateContact({ id }, values) {
      const phones =
        values.phone || values.mobile ? phonesWith((await readContact(http, id)).phones, values) : null
      return put(id, bodyOf(values, phones))
    },
    deactivate: ({ id }) => put(id, { is_inactive: true }),
    reactivate: ({ id }) => put(id, { is_inactive: false }),
    moveContact: ({ id }, organisationId) => put(id, { client_id: idPath(organisationId) }),
  } satisfies Partial<PsaApi>
}

/** Without what only this adapter needs. */
const plain = ({ phones: _phones, ...contact }: AlgaContact): Contact => contact

/** A filter that is not heeded must not mix two customers. */
const ofOrganisation = (items: AlgaContact[], organisationId: string) =>
  items.filter((item) => item.organisationId === organisationId.toLowerCase())

async function contactPage(
  http: HttpPort,
  query: Query,
  page: string | null,
): Promise<PsaPageOf<AlgaContact>> {
  // Active and inactive ones; oldest first, so that a new one moves no other to another page.
  const asked = { ...query, sort: 'created_at', order: 'asc', limit: pageSize, page: page ?? '1' }
  const answer = await asking('contact: read', () => http.get('/contacts', asked))
  const { data, pagination } = read(pageOf(AlgaContact), answer, 'contacts')
  return { items: data, next: pageToken(page, pagination) }
}

async function readContact(http: HttpPort, id: string): Promise<AlgaContact> {
  const answer = await asking('contact: read', () => http.get(`/contacts/${idPath(id)}`))
  return read(one(AlgaContact), answer, 'a contact')
}

/** The filter finds addresses that contain the text; what is found is compared as a whole. */
async function findContacts(http: HttpPort, organisationId: string, email: string): Promise<Contact[]> {
  const wanted = normal('email', email)
  const query = { client_id: idPath(organisationId), email: email.trim() }
  const found: Contact[] = []
  let page: string | null = null
  do {
    const { items, next } = await contactPage(http, query, page)
    const same = ofOrganisation(items, organisationId).filter(
      ({ values }) => normal('email', values.email ?? '') === wanted,
    )
    found.push(...same.map(plain))
    page = next
  } while (page !== null)
  return found
}

async function createContact(http: HttpPort, organisationId: string, values: NewValues): Promise<Contact> {
  const client_id = idPath(organisationId)
  if (!values.email)
    throw new AppError('psa.rejected', { detail: 'AlgaPSA keeps no contact without an e-mail address.' })
  const body = { ...bodyOf(values, phonesWith([], values)), client_id }
  const answer = await asking('contact: create', () => http.post('/contacts', body))
  return plain(read(one(AlgaContact), answer, 'the new contact', 'psa.unknownOutcome'))
}

/** Fields that are not sent stay as they are. */
async function write(http: HttpPort, id: string, body: object): Promise<Contact> {
  const answer = await asking('contact: update', () => http.put(`/contacts/${idPath(id)}`, body))
  return plain(read(one(AlgaContact), answer, 'the changed contact'))
}

/** A blank is left out and erases nothing. */
function bodyOf({ name, email, title }: ContactValues, phones: ReturnType<typeof phonesWith>): object {
  return {
    ...(name ? { full_name: name } : {}),
    ...(email ? { email } : {}),
    ...(title ? { role: title } : {}),
    ...(phones ? { phone_numbers: phones } : {}),
  }
}
