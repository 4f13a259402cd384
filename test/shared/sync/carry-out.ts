import type { Contact } from '../../../shared/psa/contact.ts'
import { afterWrite, alreadyEqual, valuesOf, valuesToWrite } from '../../../shared/sync/contact-fields.ts'
import type { ContactPlan, Link, PlanChange } from '../../../shared/sync/plan.ts'
import { tenantId } from '../plain-person.ts'
import type { Organisation } from './any-organisation.ts'
import { contact } from './planning.ts'

/** Does in memory what the outbox does in the PSA. */
export function carryOut(world: Organisation, { changes }: ContactPlan): Organisation {
  const contacts = new Map(world.contacts.map((one) => [one.id, one]))
  const links = new Map(world.links.map((link) => [link.personId, link]))
  for (const change of changes) {
    if (change.kind === 'review') continue
    const id = targetOf(world, change)
    const before = contacts.get(id) ?? contact(id, { name: null })
    const after = changed(world, change, before)
    contacts.set(id, after)
    links.set(change.personId, linkAfter(world, change, before, after, links.get(change.personId)))
  }
  return { ...world, contacts: [...contacts.values()], links: [...links.values()] }
}

/** A move takes the same contact along, adopts the one that is there, or makes a new one. */
function targetOf(
  { contacts, can }: Organisation,
  { kind, personId, contactId, reason }: PlanChange,
): string {
  if (kind === 'create') return `new-${personId}`
  if (kind !== 'move') return contactId ?? ''
  const there = /\((\w+)\) is there already/.exec(reason)?.[1]
  const isHere = contacts.some(({ id }) => id === contactId)
  return there ?? (can.move || isHere ? (contactId ?? '') : `new-${personId}`)
}

function changed({ rules, can }: Organisation, { kind, fields }: PlanChange, before: Contact): Contact {
  const wakes =
    kind === 'move'
      ? can.reactivate
      : fields.some(({ field, new: now }) => field === 'active' && now === 'Yes')
  const active = kind === 'deactivate' ? false : before.active || wakes
  return { ...before, active, values: { ...before.values, ...valuesToWrite(rules, fields) } }
}

function linkAfter(
  { rules, persons }: Organisation,
  { kind, personId, fields }: PlanChange,
  before: Contact,
  after: Contact,
  link: Link | undefined,
): Link {
  const subject = persons.find(({ id }) => id === personId)
  const isFirst = kind === 'link' && subject
  const equal = isFirst ? alreadyEqual(rules, valuesOf(subject, rules.specs), before) : {}
  const kept = kind === 'link' ? {} : link?.written
  const written = { ...kept, ...equal, ...afterWrite(rules, fields, after) }
  return { tenantId, personId, contactId: after.id, written, active: kind !== 'deactivate' }
}
