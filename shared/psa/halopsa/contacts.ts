import { AppError } from '../../errors.ts'
import type { HttpPort, NewValues, PsaApi, Query } from '../api.ts'
import { type Contact, emailOf } from '../contact.ts'
import { normal } from '../normal.ts'
import { HaloClient, HaloUser, isGeneralUser, one, read } from './answers.ts'
import { bodyOf, fields, idPath } from './bodies.ts'
import { listing } from './listing.ts'
import { editingCustomers, readingCustomers } from './permissions.ts'

/** Contacts are "users" in HaloPSA. Writing is a POST of a list, of new records and of known ones alike. */
export function contactMethods(http: HttpPort) {
  return {
    contacts: (organisationId, page) => contactPage(http, organisationId, {}, page),

    async contact(id) {
      const answer = await readingCustomers(() =>
        http.get(`/Users/${idPath(id)}`, { includedetails: 'true' }),
      )
      return read(one(HaloUser), answer, 'a user')
    },

    async findContacts(organisationId, email) {
      const wanted = normal('email', email)
      const found: Contact[] = []
      let page: string | null = null
      do {
        const { items, next } = await contactPage(http, organisationId, { search: email }, page)
        found.push(...items.filter((item) => normal('email', emailOf(item) ?? '') === wanted))
        page = next
      } while (page !== null)
      return found
    },

    fields,
    normal,
    createContact: (organisationId, values) => createContact(http, organisationId, values),

    updateContact({ id, values: { name } }, values) {
      return write(http, { id: Number(idPath(id)), ...bodyOf({ name: name ?? null, ...values }) })
    },

    deactivate: ({ id }) => setInactive(http, id, true),
    reactivate: ({ id }) => setInactive(http, id, false),
  } satisfies Partial<PsaApi>
}

async function contactPage(http: HttpPort, organisationId: string, query: Query, page: string | null) {
  const asked = {
    ...query,
    client_id: idPath(organisationId),
    includeactive: 'true',
    includeinactive: 'true',
  }
  const { items, next } = await readingCustomers(() =>
    listing(http, { path: '/Users', query: asked, name: 'users', row: HaloUser }, page),
  )
  // A filter that is not heeded must not mix two customers.
  const ours = items.filter(
    (found) => found.organisationId === organisationId && !isGeneralUser(found.values.name ?? null),
  )
  return { items: ours, next }
}

async function createContact(http: HttpPort, organisationId: string, values: NewValues): Promise<Contact> {
  const answer = await readingCustomers(() =>
    http.get(`/Client/${idPath(organisationId)}`, { includedetails: 'true' }),
  )
  const { mainSiteId } = read(one(HaloClient), answer, 'a customer')
  if (mainSiteId === null)
    throw new AppError('psa.rejected', {
      detail: 'The organisation has no main site in HaloPSA, where new contacts go.',
    })
  return write(http, { ...bodyOf(values), client_id: Number(organisationId), site_id: Number(mainSiteId) })
}

async function write(http: HttpPort, record: object): Promise<Contact> {
  const answer = await editingCustomers(() => http.post('/Users', [record]))
  return read(one(HaloUser), answer, 'the written user', 'psa.unknownOutcome')
}

async function setInactive(http: HttpPort, id: string, inactive: boolean): Promise<Contact> {
  const written = await write(http, { id: Number(idPath(id)), inactive })
  if (written.active === !inactive) return written
  throw new AppError('psa.rejected', {
    detail: `HaloPSA did not make the contact ${inactive ? 'inactive' : 'active'}.`,
  })
}
