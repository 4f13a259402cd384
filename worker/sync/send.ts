import { AppError } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import { type Contact, emailOf, nameOf } from '#shared/psa/contact.ts'
import { type FieldChange, type FieldRules, labelOf } from '#shared/sync/contact-fields.ts'
import type { Link, PlanInput } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import type { Lease } from '../store/mapping-lease.ts'
import type { MappingRow } from '../store/mappings.ts'
import {
  forgetContact,
  markSending,
  type Outcome,
  planAnew,
  recordDone,
  seeContact,
  sendToReview,
  settle,
} from '../store/outbox.ts'
import type { ChangeRow } from '../store/plans.ts'
import type { Persons } from './send-desk.ts'

/** What sending a change needs. */
export interface Desk {
  deps: Deps
  mapping: MappingRow
  lease: Lease
  api: PsaApi
  can: PlanInput['can']
  rules: FieldRules
  /** Whom the changes are about, as the mirror has them, and whether they belong here as the rules are now. */
  persons: Persons
  linkOf(entry: Pick<ChangeRow, 'personId'>): Link | undefined
  linkOfContact(contactId: string): Link | undefined
  seeLink(link: Link): void
  /** Contacts of the organisation, but for some, under the first of these addresses that any has: asked for, or as last read. */
  look(addresses: readonly string[], except?: ReadonlySet<string>): Promise<Look | null>
  /** Whether a change takes back what a run did: then nobody is judged anew. */
  isUndo(entry: ChangeRow): boolean
}

interface Look {
  address: string
  contacts: Contact[]
}

/**
 * settled: this change needs nothing more · waits: another organisation is just getting the person · withdrawn: it was
 * taken back, or another run took over
 */
export type Sent = 'settled' | 'waits' | 'withdrawn'

export async function skip({ deps, lease }: Desk, entry: ChangeRow, why: string): Promise<Sent> {
  await settle(deps, lease, entry, 'skipped', why)
  await planAnew(deps, lease)
  return 'settled'
}

export async function review(
  { deps, lease }: Desk,
  entry: ChangeRow,
  why: string,
  candidates: readonly Contact[] = [],
): Promise<Sent> {
  const shown = candidates.map((contact) => ({
    id: contact.id,
    name: nameOf(contact),
    email: emailOf(contact),
  }))
  // In the order of the plans, so that the next one finds this entry as it would write it.
  shown.sort((a, b) => (a.id < b.id ? -1 : 1))
  await sendToReview(deps, lease, entry, why, shown)
  return 'settled'
}

/** Before the first request that changes something, with what it writes. Null: it may leave. */
export async function mark(
  { deps, lease, mapping }: Desk,
  entry: ChangeRow,
  fields: readonly FieldChange[] = entry.fields,
): Promise<Exclude<Sent, 'settled'> | null> {
  const marked = await markSending(deps, lease, mapping, entry, fields)
  return marked === 'marked' ? null : marked
}

/** The contact as the PSA has it now; null where it is gone or in another organisation: then the mirror forgets it. */
export async function present(
  { api, deps, mapping, lease, rules }: Desk,
  contactId: string,
  organisationId: string | null = mapping.organisationId,
): Promise<Contact | null> {
  if (!api.contact) throw new AppError('psa.unsupported')
  const found = await api.contact(contactId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'psa.notFound') return null
    throw error
  })
  if (found && organisationId === null) return found
  if (found?.organisationId === organisationId) {
    await seeContact(deps, lease, mapping, rules, found)
    return found
  }
  if (organisationId !== null) await forgetContact(deps, mapping, contactId)
  return null
}

export const noLonger = 'The contact is no longer in the organisation.'

/** Done: on record, with the link and the contact as it is now. */
export async function record(desk: Desk, entry: ChangeRow, outcome: Outcome): Promise<Sent> {
  const { deps, lease, mapping, rules } = desk
  // Not recorded: the next run looks, finds the contact, and decides with what it then knows.
  if (!(await recordDone(deps, lease, mapping, rules, entry, outcome))) return 'withdrawn'
  const { tenantId, personId } = entry
  const { contact, written, inactive } = outcome
  desk.seeLink({ tenantId, personId, contactId: contact.id, written, active: !inactive })
  if (leavesMore(rules, entry, outcome)) await planAnew(deps, lease)
  return 'settled'
}

/** What changed with a move, an address that somebody else waits for, what the PSA did not take. */
function leavesMore(rules: FieldRules, { kind, state }: ChangeRow, { fields, written }: Outcome): boolean {
  const isOpen = ({ field, old }: FieldChange) =>
    (field === 'email' && old !== null) || !Object.hasOwn(written, field)
  return (
    kind === 'move' ||
    state === 'sending' ||
    fields.some((one) => isContactField(rules, one.field) && isOpen(one))
  )
}

/** Writes values into a contact, if there are any; the answer is the contact as it is then. */
export async function write(
  { api, rules }: Desk,
  contact: Contact,
  fields: readonly FieldChange[],
): Promise<Contact> {
  const values = Object.fromEntries(
    fields.filter(({ field }) => isContactField(rules, field)).map(({ field, new: value }) => [field, value]),
  )
  if (Object.keys(values).length === 0) return contact
  if (!api.updateContact) throw new AppError('psa.unsupported')
  return api.updateContact(contact, values)
}

export const isContactField = ({ specs }: FieldRules, field: string) => specs.some(({ id }) => id === field)

export function keptWords(rules: FieldRules, kept: readonly string[]): string {
  return kept.length > 0
    ? `${kept.map((field) => labelOf(rules, field)).join(', ')} edited by hand and kept.`
    : ''
}
