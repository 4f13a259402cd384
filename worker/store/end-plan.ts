import { isStopped } from '#shared/sync/settings.ts'
import type { Deps } from '../env.ts'
import { countActiveLinks } from './links.ts'
import { heldBy, type Lease, releaseLease } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import type { PlanRow } from './plans.ts'
import { ensurePlan } from './store-plan.ts'

interface Made {
  unchanged: number
  mirror: number
}

export interface PlanEnd {
  /** It would deactivate too many, so nothing goes out before a person has looked. */
  stopped: boolean
  /** Approved changes are there. */
  sends: boolean
}

/**
 * The plan is made: it goes out by itself where the organisation's first one was approved, unless its settings ask each
 * time or it would deactivate too many. One batch; what it leaves behind is what the next hour finds.
 */
export async function endPlan(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  { unchanged, mirror }: Made,
): Promise<PlanEnd> {
  const { DB } = deps.env
  const deactivations = await openDeactivations(deps, mapping.id)
  const active = await countActiveLinks(deps, mapping.id)
  const stopped = mapping.approvedAt !== null && isStopped(deactivations, active, mapping.breakerShare)
  const isFirst = mapping.approvedAt === null
  const goes = mapping.approvedAt !== null && mapping.approval === 'auto' && !stopped
  const waitsFor: PlanRow['waitsFor'] = isFirst ? 'first' : stopped ? 'stopped' : 'each'
  const fence = [lease.mappingId, lease.token]
  const mine = `mapping_id = ? AND kind <> 'review'`
  const flip = (from: string, to: string) =>
    DB.prepare(`UPDATE change SET state = '${to}' WHERE ${mine} AND state = '${from}' AND ${heldBy}`).bind(
      mapping.id,
      ...fence,
    )
  const waiting = `EXISTS (SELECT 1 FROM change WHERE plan_id = plan.id AND state = 'proposed' AND kind <> 'review')`
  const sending = `EXISTS (SELECT 1 FROM change WHERE plan_id = plan.id AND state IN ('approved', 'sending'))`
  // What nobody has approved waits, also where it changes nothing: without it there were nothing to approve.
  const newest = `(SELECT id FROM plan WHERE mapping_id = ?3 AND state <> 'replaced' ORDER BY created_at DESC LIMIT 1)`
  const waits = isFirst ? `(${waiting} OR id = ${newest})` : waiting
  await DB.batch([
    ...(isFirst ? [ensurePlan(deps, lease, mapping, crypto.randomUUID(), true)] : []),
    ...(goes ? [flip('proposed', 'approved')] : []),
    // A run that is stopped is stopped as a whole.
    ...(stopped ? [flip('approved', 'proposed')] : []),
    DB.prepare(
      `UPDATE plan SET state = CASE WHEN ${waits} THEN 'waiting' WHEN ${sending} THEN 'running' ELSE 'done' END,
         waits_for = CASE WHEN ${waits} THEN ?1 ELSE waits_for END,
         approved_at = CASE WHEN ${waits} THEN NULL ELSE COALESCE(approved_at, ?2) END,
         approved_by = CASE WHEN ${waits} THEN NULL ELSE approved_by END
       WHERE mapping_id = ?3 AND state IN ('waiting', 'running')
         AND EXISTS (SELECT 1 FROM mapping WHERE id = ?3 AND lease_run = ?4)`,
    ).bind(waitsFor, deps.now(), mapping.id, lease.token),
    DB.prepare(
      `UPDATE plan SET unchanged = ?1 WHERE unchanged <> ?1 AND id = (SELECT id FROM plan WHERE mapping_id = ?2
         AND state <> 'replaced' ORDER BY created_at DESC LIMIT 1) AND EXISTS (
         SELECT 1 FROM mapping WHERE id = ?2 AND lease_run = ?3)`,
    ).bind(unchanged, mapping.id, lease.token),
    DB.prepare(
      `UPDATE mapping SET stage = NULL, mirror_seen = ?, failures = 0, retry_at = NULL WHERE id = ? AND ${heldBy}`,
    ).bind(mirror, mapping.id, ...fence),
    releaseLease(deps, lease, null),
  ])
  return { stopped, sends: await hasApproved(deps, mapping.id) }
}

async function hasApproved({ env: { DB } }: Deps, mappingId: string): Promise<boolean> {
  const row = await DB.prepare(
    `SELECT 1 AS found FROM change WHERE mapping_id = ?1 AND state IN ('approved', 'sending') LIMIT 1`,
  )
    .bind(mappingId)
    .first()
  return row !== null
}

/** Deactivations that are to be sent, but for those that a person approved after a stop. */
async function openDeactivations({ env: { DB } }: Deps, mappingId: string): Promise<number> {
  const row = await DB.prepare(
    `SELECT COUNT(*) AS n FROM change JOIN plan ON plan.id = change.plan_id
     WHERE change.mapping_id = ?1 AND change.kind = 'deactivate' AND change.state IN ('proposed', 'approved', 'sending')
       AND NOT (plan.state = 'running' AND plan.waits_for IS 'stopped' AND change.state <> 'proposed')`,
  )
    .bind(mappingId)
    .first<{ n: number }>()
  return row?.n ?? 0
}
