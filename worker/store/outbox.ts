import { and, asc, eq, inArray } from 'drizzle-orm'
import type { FieldChange, Written } from '#shared/sync/contact-fields.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { extendLease, heldBy, type Lease, releaseLease } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import type { ChangeRow } from './plans.ts'
import { change } from './schema.ts'

/** What is to be sent, in order; what was being sent when a run broke off is among it. */
export async function nextChanges(deps: Deps, mappingId: string, limit: number): Promise<ChangeRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(change)
    .where(and(eq(change.mappingId, mappingId), inArray(change.state, ['approved', 'sending'])))
    .orderBy(asc(change.planId), asc(change.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, fields: row.fields as FieldChange[] }))
}

const { stringify } = JSON
const toSend = `plan_id = ? AND id = ? AND state IN ('approved', 'sending') AND ${heldBy}`
const key = (entry: ChangeRow, lease: Lease) => [entry.planId, entry.id, lease.mappingId, lease.token]

/** Nobody becomes two contacts: not while another organisation has this person, or is just getting them. */
const nowhereElse = `NOT EXISTS (SELECT 1 FROM link WHERE tenant_id = ? AND person_id = ? AND connection_id = ?)
  AND NOT EXISTS (SELECT 1 FROM change WHERE state = 'sending' AND person_id = ?
    AND mapping_id IN (SELECT id FROM mapping WHERE tenant_id = ? AND connection_id = ? AND id <> ?))`

/** Before the request leaves. False: withdrawn meanwhile, or the lease is gone; then nothing may be sent. */
export async function markSending(
  deps: Deps,
  lease: Lease,
  { id, tenantId, connectionId }: MappingRow,
  entry: ChangeRow,
): Promise<boolean> {
  const { personId } = entry
  const isNew = entry.kind !== 'update'
  const guard = isNew ? `AND ${nowhereElse}` : ''
  const values = isNew ? [tenantId, personId, connectionId, personId, tenantId, connectionId, id] : []
  const [marked] = await deps.env.DB.batch([
    deps.env.DB.prepare(
      `UPDATE change SET state = 'sending', attempts = attempts + 1 WHERE ${toSend} ${guard}`,
    ).bind(...key(entry, lease), ...values),
    extendLease(deps, lease),
  ])
  return marked?.meta.changes === 1
}

export interface Outcome {
  contactId: string
  written: Written
  /** What was left out while writing, in words. */
  remark: string | null
}

/**
 * After the answer: the change is done and the link stands, both or neither.
 * False when the contact stands for someone else already, or the lease is gone.
 */
export async function recordDone(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  entry: ChangeRow,
  { contactId, written, remark }: Outcome,
): Promise<boolean> {
  const { DB } = deps.env
  const now = deps.now()
  const free = `NOT EXISTS (SELECT 1 FROM link WHERE connection_id = ? AND contact_id = ?
    AND NOT (tenant_id = ? AND person_id = ?))`
  const [done] = await DB.batch([
    DB.prepare(
      `UPDATE change SET state = 'done', contact_id = ?, problem = ?, done_at = ? WHERE ${toSend} AND ${free}`,
    ).bind(
      contactId,
      remark,
      now,
      ...key(entry, lease),
      mapping.connectionId,
      contactId,
      entry.tenantId,
      entry.personId,
    ),
    DB.prepare(
      `INSERT INTO link (tenant_id, person_id, connection_id, organisation_id, contact_id, mapping_id, written, linked_at)
       SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE ${heldBy}
         AND EXISTS (SELECT 1 FROM change WHERE plan_id = ? AND id = ? AND state = 'done' AND contact_id = ?)
       ON CONFLICT (tenant_id, person_id, connection_id) DO UPDATE SET written = excluded.written,
         organisation_id = excluded.organisation_id, mapping_id = excluded.mapping_id
         WHERE contact_id = excluded.contact_id`,
    ).bind(
      entry.tenantId,
      entry.personId,
      mapping.connectionId,
      mapping.organisationId,
      contactId,
      mapping.id,
      stringify(written),
      now,
      lease.mappingId,
      lease.token,
      entry.planId,
      entry.id,
      contactId,
    ),
  ])
  return done?.meta.changes === 1
}

/** A change that ends without being done, or goes back to wait (`approved`). */
export async function settle(
  deps: Deps,
  lease: Lease,
  entry: ChangeRow,
  state: 'approved' | 'failed' | 'skipped',
  problem: string | null,
): Promise<void> {
  await deps.env.DB.prepare(`UPDATE change SET state = ?, problem = ? WHERE ${toSend}`)
    .bind(state, problem, ...key(entry, lease))
    .run()
}

/** A change that turned out to need a decision becomes an entry for review. */
export async function sendToReview(
  deps: Deps,
  lease: Lease,
  entry: ChangeRow,
  reason: string,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE change SET kind = 'review', state = 'proposed', contact_id = NULL, fields = '[]', reason = ? WHERE ${toSend}`,
  )
    .bind(reason, ...key(entry, lease))
    .run()
}

const endPlans = `UPDATE plan SET state = 'done' WHERE mapping_id = ? AND state = 'running'
  AND NOT EXISTS (SELECT 1 FROM change WHERE plan_id = plan.id AND state IN ('approved', 'sending'))`

/** Plans with nothing left to send are done, also where a run broke off before it could say so. */
export async function closePlans(deps: Deps, mappingId: string): Promise<void> {
  await deps.env.DB.prepare(endPlans).bind(mappingId).run()
}

/** Ends a run: the lease is free, at once or after a pause that nobody may shorten. */
export async function finishRun(deps: Deps, lease: Lease, pauseSeconds: number): Promise<void> {
  const freeAt = pauseSeconds > 0 ? deps.now() + pauseSeconds * 1000 : null
  const close = deps.env.DB.prepare(`${endPlans} AND ${heldBy}`)
  await deps.env.DB.batch([
    close.bind(lease.mappingId, lease.mappingId, lease.token),
    releaseLease(deps, lease, freeAt),
  ])
}
