import { AppError } from '../../errors.ts'
import type { FieldSpec, HttpPort, NewValues, PsaApi } from '../api.ts'
import type { Contact, ContactValues } from '../contact.ts'
import { needing } from '../needing.ts'
import { insertedId, wasChanged } from './answers.ts'
import { checkedId, type Reader } from './reader.ts'
import { bodyOf, columns, type ItflowField, kept, longest, normal, plain } from './values.ts'

export const mayWriteClients = <T>(request: () => Promise<T>): Promise<T> =>
  needing('ITFlow', 'module_client, level 2', request)

type Contacts = Pick<
  PsaApi,
  | 'contacts'
  | 'contact'
  | 'findContacts'
  | 'addresses'
  | 'fields'
  | 'normal'
  | 'createContact'
  | 'updateContact'
  | 'deactivate'
  | 'reactivate'
>

const fields: readonly FieldSpec[] = (Object.keys(columns) as ItflowField[]).map((id) => ({ id }))

/** Contacts. They cannot move to another client, so there is no moveContact. */
export function contactsOf(http: HttpPort, reader: Reader): Contacts {
  return {
    async contacts(organisationId, page) {
      const { items, next } = await reader.contacts({ client_id: checkedId(organisationId) }, page)
      return { items: items.filter((contact) => contact.organisationId === organisationId), next }
    },
    contact: reader.contact,
    async findContacts(organisationId, email) {
      const wanted = normal('email', email)
      const isIt = ({ organisationId: id, values }: Contact) =>
        id === organisationId && normal('email', values.email ?? '') === wanted
      return wanted === '' ? [] : (await reader.contactsWith(kept('email', email))).filter(isIt)
    },
    async addresses(page) {
      const { items, next } = await reader.contacts({}, page)
      const known = items.flatMap(({ organisationId, values: { email } }) =>
        organisationId && email ? [{ organisationId, email }] : [],
      )
      return { items: known, next }
    },
    fields,
    normal,
    createContact: createContact(http, reader),
    updateContact: (present, values) => updateContact(http, reader, present, values),
    deactivate: (present) => setActive(http, reader, present, false),
    reactivate: (present) => setActive(http, reader, present, true),
  }
}

/**
 * ITFlow makes contacts of clients that are not there, and answers "False" without a reason for an address that the
 * client has already, archived contacts included: both are looked at here.
 */
function createContact(http: HttpPort, reader: Reader) {
  const seenClients = new Set<string>()
  return async (organisationId: string, values: NewValues): Promise<Contact> => {
    refuseUnfit(values)
    if (!plain(values.email ?? '')) throw refused('ITFlow takes no contact without an e-mail address.')
    if (!seenClients.has(organisationId)) await reader.client(organisationId)
    seenClients.add(organisationId)
    const body = { client_id: Number(organisationId), ...bodyOf(values) }
    const answer = await mayWriteClients(() => http.post('/contacts/create.php', body))
    const id = insertedId(answer, 'the new contact')
    if (id === null)
      throw refused('ITFlow made no contact: the client has one with this address, perhaps archived.')
    return reader.contact(id).catch((cause: unknown) => {
      // It exists; who raises anything else would have it made again.
      throw cause instanceof AppError ? new AppError('psa.unknownOutcome', { cause }) : cause
    })
  }
}

/** Nothing is sent when nothing differs: ITFlow answers an update without a difference as it answers a wrong id. */
async function updateContact(
  http: HttpPort,
  reader: Reader,
  present: Contact,
  values: ContactValues,
): Promise<Contact> {
  refuseUnfit(values)
  const changed = bodyOf(values, present.values)
  if (Object.keys(changed).length === 0) return present
  const answer = await mayWriteClients(() =>
    http.post('/contacts/update.php', { ...idsOf(present), ...changed }),
  )
  const after = await reader.contact(present.id)
  const isThere = Object.keys(bodyOf(values, after.values)).length === 0
  if (wasChanged(answer, 'the changed contact') || isThere) return after
  throw refused('ITFlow did not change the contact.')
}

async function setActive(
  http: HttpPort,
  reader: Reader,
  present: Contact,
  active: boolean,
): Promise<Contact> {
  const path = active ? '/contacts/unarchive.php' : '/contacts/archive.php'
  await mayWriteClients(() => http.post(path, idsOf(present)))
  // "False" is also what a second time is answered with.
  const after = await reader.contact(present.id)
  if (after.active === active) return after
  throw refused(active ? 'ITFlow did not bring the contact back.' : 'ITFlow did not archive the contact.')
}

const idsOf = ({ id, organisationId }: Contact) => ({
  contact_id: Number(checkedId(id)),
  client_id: Number(checkedId(organisationId)),
})

/** Names and titles are cut to what fits; half an address is another address. */
function refuseUnfit({ name, email }: ContactValues): void {
  if ([...(email ?? '').trim()].length > longest)
    throw refused(`ITFlow takes no e-mail address of more than ${longest} characters.`)
  if (typeof name === 'string' && !plain(name)) throw refused('ITFlow takes no contact without a name.')
}

const refused = (detail: string) => new AppError('psa.rejected', { detail })
