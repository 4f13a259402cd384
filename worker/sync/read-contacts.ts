import { AppError } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import type { FieldRules } from '#shared/sync/contact-fields.ts'
import type { Deps } from '../env.ts'
import { commit } from '../store/commit.ts'
import { type ContactOwner, keepContacts, keepSeen, sweepContacts } from '../store/contacts.ts'
import { heldBy, type Lease } from '../store/mapping-lease.ts'
import { keepStage, type StageOf } from '../store/stages.ts'
import { fnv } from './weekly.ts'

/** More than any organisation has: a list that goes on for ever ends here. */
const mostPages = 5_000
const dayMs = 24 * 3_600_000
/** Contacts edited or deleted by hand are found once a week, and whenever somebody asks. */
const fullEveryMs = 7 * dayMs

/**
 * Reads one page of an organisation's contacts into the mirror. A page is kept whole or not at all; what the whole reading
 * did not show is forgotten at its end and not before: half a list is no list. Answers null at the end, 'lost' when someone
 * else holds the mapping.
 */
export async function readPage(
  deps: Deps,
  lease: Lease,
  owner: ContactOwner & { organisationId: string },
  { api, rules }: { api: PsaApi; rules: FieldRules },
  stage: StageOf<'read'>,
): Promise<StageOf<'read'> | null | 'lost'> {
  if (!api.contacts) throw new AppError('psa.unsupported')
  const { items, next } = await api.contacts(owner.organisationId, stage.next)
  const firstId = items[0]?.id ?? null
  const isAround = stage.pages > 0 && firstId !== null && firstId === stage.firstId
  if (isAround || stage.pages >= mostPages) {
    throw new AppError('psa.malformed', { detail: 'The list of contacts does not end.' })
  }
  const moved: StageOf<'read'> = {
    ...stage,
    next,
    pages: stage.pages + 1,
    firstId: stage.firstId ?? firstId,
  }
  const ids = items.map(({ id }) => id)
  const isKept = await commit(deps, [
    ...keepContacts(deps, lease, owner, rules, items),
    keepSeen(deps, lease, owner, { round: stage.round, number: stage.pages, ids }),
    ...(next === null ? endReading(deps, lease, owner, stage.round) : []),
    keepStage(deps, lease, moved),
  ])
  if (!isKept) return 'lost'
  return next === null ? null : moved
}

function endReading(deps: Deps, lease: Lease, owner: ContactOwner, round: string): D1PreparedStatement[] {
  const now = deps.now()
  return [
    ...sweepContacts(deps, lease, owner, round),
    deps.env.DB.prepare(
      `UPDATE mapping SET contacts_at = ?, contacts_due_at = ? WHERE id = ? AND ${heldBy}`,
    ).bind(
      now,
      // Spread over the week, so that organisations do not all come at once.
      now + fullEveryMs - (fnv(owner.id) % dayMs),
      lease.mappingId,
      lease.mappingId,
      lease.token,
    ),
  ]
}
