import type { ContactField } from '#shared/psa/contact.ts'
import { normalised } from '#shared/sync/contact-fields.ts'
import { recordUnlinked } from '../store/outbox.ts'
import type { ChangeRow } from '../store/plans.ts'
import { type Desk, isContactField, mark, present, type Sent, skip, write } from './send.ts'

/** Takes a first linking back: values that it wrote over are put back where they are still ours, and the link goes. */
export async function unlink(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const { deps, lease, mapping, rules } = desk
  const link = desk.linkOf(entry)
  if (!link || link.contactId !== entry.contactId)
    return skip(desk, entry, 'The contact is not linked any more.')
  const contact = await present(desk, link.contactId)
  const stop = await mark(desk, entry)
  if (stop) return stop
  const fields = contact
    ? entry.fields.filter(({ field, old }) => {
        const id = field as ContactField
        return (
          isContactField(rules, id) &&
          normalised(rules, id, contact.values[id]) === normalised(rules, id, old)
        )
      })
    : []
  const answer = contact && (await write(desk, contact, fields))
  const isDone = await recordUnlinked(deps, lease, mapping, rules, entry, { contact: answer, fields })
  return isDone ? 'settled' : 'withdrawn'
}
