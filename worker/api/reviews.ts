import { AppError } from '#shared/errors.ts'
import { contactsOf } from '../store/contacts.ts'
import { decide, undecide } from '../store/decisions.ts'
import { personsOf } from '../store/persons.ts'
import { openReviews } from '../store/reviews.ts'
import { sendReconcile } from '../sync/reconcile.ts'
import type { Call, Handlers } from './handlers.ts'
import { mappingOf } from './plans.ts'

const pageSize = 100

export const reviewHandlers = {
  async 'reviews.list'({ tenantId, mappingId, after }, call) {
    const found = await openReviews(
      call,
      { tenantId, mappingId, within: call.reach },
      after ?? '',
      pageSize + 1,
    )
    const reviews = found.rows.slice(0, pageSize)
    const last = reviews.at(-1)
    const next = last && found.rows.length > pageSize ? last.position : null
    return { reviews: reviews.map(({ position: _position, ...review }) => review), total: found.total, next }
  },

  async 'reviews.decide'({ mappingId, tenantId, personId, choice, contactId }, call) {
    const mapping = await mappingOf(call, mappingId)
    if (mapping.tenantId !== tenantId) throw new AppError('access.notFound')
    if (!(await personsOf(call, tenantId).get(personId))) throw new AppError('access.notFound')
    const key = { tenantId, personId, connectionId: mapping.connectionId }
    if (choice === 'undecided') await undecide(call, key)
    else
      await decide(
        call,
        key,
        { choice, contactId: await chosen(call, mappingId, choice, contactId) },
        call.caller,
      )
    await call.env.DB.prepare('UPDATE mapping SET mirror_seen = NULL WHERE id = ?1').bind(mappingId).run()
    await sendReconcile(call, mapping)
    return { decided: true as const }
  },
} satisfies Partial<Handlers>

/** A contact of this very organisation. */
async function chosen(
  call: Call,
  mappingId: string,
  choice: 'link' | 'create' | 'leaveOut',
  contactId: string | undefined,
): Promise<string | null> {
  if (choice !== 'link') return null
  if (contactId === undefined) throw new AppError('request.invalid', { detail: 'Which contact is meant?' })
  if (!(await contactsOf(call, mappingId).get(contactId))) throw new AppError('access.notFound')
  return contactId
}
