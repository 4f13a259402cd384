import { and, asc, eq } from 'drizzle-orm'
import type { Contact } from '#shared/psa/contact.ts'
import type { FieldChange, FieldRules, Written } from '#shared/sync/contact-fields.ts'
import type { Deps } from '../env.ts'
import { dropContact, keepContacts } from './contacts.ts'
import { database } from './database.ts'
import { extendLease, heldBy, type Lease, releaseLease } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import { type ChangeRow, readChange } from './plans.ts'
import { change } from './schema.ts'

/**
 * What is to be sent, in order: first what was being sent when a run broke off. Each state by itself, so that an index
 * gives the order and nobody reads through all that waits.
 */
export async function nextChanges(deps: Deps, mappingId: string, limit: number): Promise<ChangeRow[]> {
  const inState = (state: 'sending' | 'approved', most: number) =>
    database(deps.env)
      .select()
      .from(change)
      .where(and(eq(change.mappingId, mappingId), eq(change.state, state)))
      .orderBy(asc(change.planId), asc(change.id))
      .limit(most)
  const sending = await inState('sending', limit)
  const approved = await inState('approved', limit - sending.length)
  return [...sending, ...approved].map(readChange)
}

const { stringify } = JSON
const toSend = `plan_id = ? AND id = ? AND state IN ('approved', 'sending') AND ${heldBy}`
const key = (entry: ChangeRow, lease: Lease) => [entry.planId, entry.id, lease.mappingId, lease.token]

/** The kinds that give a person a contact. Nobody becomes two: not while another organisation is just getting them. */
const giving: readonly ChangeRow['kind'][] = ['create', 'link', 'move']
const nowhereElse = `NOT EXISTS (SELECT 1 FROM change WHERE state = 'sending' AND person_id = ?
    AND mapping_id IN (SELECT id FROM mapping WHERE tenant_id = ? AND connection_id = ? AND id <> ?))`
/** What a new link may replace: nothing, the link to a contact that has gone here, or the one that the change names. */
const mayReplace = `NOT EXISTS (SELECT 1 FROM link WHERE tenant_id = ? AND person_id = ? AND connection_id = ?
    AND NOT (mapping_id = ? OR contact_id IS ?))`

/**
 * Before the request leaves, with what it is about to write and the values that stand there: should its answer be lost,
 * they are on record. marked: it may leave · waits: another organisation is just getting the person · withdrawn: taken back
 * meanwhile, or the lease is gone.
 */
export async function markSending(
  deps: Deps,
  lease: Lease,
  { id, tenantId, connectionId }: MappingRow,
  entry: ChangeRow,
  fields: readonly FieldChange[],
): Promise<'marked' | 'waits' | 'withdrawn'> {
  const { personId } = entry
  const gives = giving.includes(entry.kind)
  const guard = gives ? `AND ${nowhereElse} AND ${mayReplace}` : ''
  const values = gives
    ? [personId, tenantId, connectionId, id, tenantId, personId, connectionId, id, entry.contactId]
    : []
  const [marked] = await deps.env.DB.batch([
    deps.env.DB.prepare(
      `UPDATE change SET state = 'sending', attempts = attempts + 1, sent_at = ?, fields = ? WHERE ${toSend} ${guard}`,
    ).bind(deps.now(), stringify(fields), ...key(entry, lease), ...values),
    extendLease(deps, lease),
  ])
  if (marked?.meta.changes === 1) return 'marked'
  const open = await deps.env.DB.prepare(`SELECT 1 AS found FROM change WHERE ${toSend}`)
    .bind(...key(entry, lease))
    .first()
  return open ? 'waits' : 'withdrawn'
}

export interface Outcome {
  contact: Contact
  written: Written
  /** What was written, with the values that stood there. */
  fields: FieldChange[]
  /** What was left out while writing, in words. */
  remark: string | null
  /** Whether the contact is inactive by us from now on. */
  inactive: boolean
}

/**
 * After the answer: the change is done, the link stands and the mirror knows the contact, all or nothing.
 * False when the contact stands for someone else already, or the lease is gone.
 */
export async function recordDone(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  rules: FieldRules,
  entry: ChangeRow,
  outcome: Outcome,
): Promise<boolean> {
  const { DB } = deps.env
  const { contact, remark, fields } = outcome
  const free = `NOT EXISTS (SELECT 1 FROM link WHERE connection_id = ? AND contact_id = ?
    AND NOT (tenant_id = ? AND person_id = ?))`
  const [done] = await DB.batch([
    DB.prepare(
      `UPDATE change SET state = 'done', contact_id = ?, fields = ?, problem = ?, done_at = ? WHERE ${toSend} AND ${free}`,
    ).bind(
      contact.id,
      stringify(fields),
      remark,
      deps.now(),
      ...key(entry, lease),
      mapping.connectionId,
      contact.id,
      entry.tenantId,
      entry.personId,
    ),
    keepLink(deps, lease, mapping, entry, outcome),
    ...(giving.includes(entry.kind) ? [useUpDecision(deps, mapping, entry)] : []),
    ...keepContacts(deps, lease, mapping, rules, [contact]),
    ...(entry.kind === 'move' ? [leaveOthers(deps, mapping, contact.id)] : []),
  ])
  return done?.meta.changes === 1
}

/** "Make a new one" is said once: should that contact go by hand, a person must decide anew. */
function useUpDecision(
  { env: { DB } }: Deps,
  { connectionId }: MappingRow,
  { tenantId, personId, planId, id }: ChangeRow,
): D1PreparedStatement {
  return DB.prepare(
    `DELETE FROM decision WHERE tenant_id = ? AND person_id = ? AND connection_id = ? AND choice = 'create'
       AND EXISTS (SELECT 1 FROM change WHERE plan_id = ? AND id = ? AND state = 'done')`,
  ).bind(tenantId, personId, connectionId, planId, id)
}

/** A moved contact is not in the mirror of the organisation that it left. */
function leaveOthers(
  { env: { DB } }: Deps,
  { id, tenantId, connectionId }: MappingRow,
  contactId: string,
): D1PreparedStatement {
  return DB.prepare(
    `DELETE FROM contact WHERE contact_id = ? AND mapping_id IN (
       SELECT id FROM mapping WHERE tenant_id = ? AND connection_id = ? AND id <> ?)`,
  ).bind(contactId, tenantId, connectionId, id)
}

function keepLink(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  entry: ChangeRow,
  { contact, written, inactive }: Outcome,
): D1PreparedStatement {
  const now = deps.now()
  return deps.env.DB.prepare(
    `INSERT INTO link (tenant_id, person_id, connection_id, organisation_id, contact_id, mapping_id, written, linked_at,
       inactive_at)
     SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE ${heldBy}
       AND EXISTS (SELECT 1 FROM change WHERE plan_id = ? AND id = ? AND state = 'done' AND contact_id = ?)
     ON CONFLICT (tenant_id, person_id, connection_id) DO UPDATE SET written = excluded.written,
       contact_id = excluded.contact_id, organisation_id = excluded.organisation_id, mapping_id = excluded.mapping_id,
       inactive_at = excluded.inactive_at`,
  ).bind(
    entry.tenantId,
    entry.personId,
    mapping.connectionId,
    mapping.organisationId,
    contact.id,
    mapping.id,
    stringify(written),
    now,
    inactive ? now : null,
    lease.mappingId,
    lease.token,
    entry.planId,
    entry.id,
    contact.id,
  )
}

/** The link of an undone change goes; the contact stays, as it is now (null = it has gone). */
export async function recordUnlinked(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  rules: FieldRules,
  entry: ChangeRow,
  { contact, fields }: { contact: Contact | null; fields: FieldChange[] },
): Promise<boolean> {
  const { DB } = deps.env
  const [done] = await DB.batch([
    DB.prepare(`UPDATE change SET state = 'done', fields = ?, done_at = ? WHERE ${toSend}`).bind(
      stringify(fields),
      deps.now(),
      ...key(entry, lease),
    ),
    DB.prepare(
      `DELETE FROM link WHERE tenant_id = ? AND person_id = ? AND mapping_id = ?
         AND EXISTS (SELECT 1 FROM change WHERE plan_id = ? AND id = ? AND state = 'done')`,
    ).bind(entry.tenantId, entry.personId, entry.mappingId, entry.planId, entry.id),
    ...keepContacts(deps, lease, mapping, rules, contact ? [contact] : []),
  ])
  return done?.meta.changes === 1
}

/** A contact as it was just read: what people did to it is known to the next plan. */
export async function seeContact(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  rules: FieldRules,
  contact: Contact,
): Promise<void> {
  await deps.env.DB.batch(keepContacts(deps, lease, mapping, rules, [contact]))
}

/** What was sent, or was not, leaves something to compare: the next hour plans anew, from the mirrors alone. */
export async function planAnew({ env: { DB } }: Deps, { mappingId, token }: Lease): Promise<void> {
  await DB.prepare('UPDATE mapping SET mirror_seen = NULL WHERE id = ?1 AND lease_run = ?2')
    .bind(mappingId, token)
    .run()
}

/** A contact that is gone: the mirror forgets it, and the next hour plans anew. */
export async function forgetContact(
  deps: Deps,
  { id }: Pick<MappingRow, 'id'>,
  contactId: string,
): Promise<void> {
  await deps.env.DB.batch([
    dropContact(deps, id, contactId),
    deps.env.DB.prepare('UPDATE mapping SET mirror_seen = NULL WHERE id = ?').bind(id),
  ])
}

/** A run went well: what went wrong before is over. */
export async function noteSent(deps: Deps, { mappingId, token }: Lease): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE mapping SET failures = 0, retry_at = NULL
     WHERE id = ?1 AND lease_run = ?2 AND (failures > 0 OR retry_at IS NOT NULL)`,
  )
    .bind(mappingId, token)
    .run()
}

/** A change that ends without being done, or goes back to wait (`approved`). */
export async function settle(
  deps: Deps,
  lease: Lease,
  entry: ChangeRow,
  state: 'approved' | 'failed' | 'skipped',
  problem: string | null,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE change SET state = ?, problem = ?, done_at = CASE WHEN ? <> 'approved' THEN ? END WHERE ${toSend}`,
  )
    .bind(state, problem, state, deps.now(), ...key(entry, lease))
    .run()
}

/** A change that turned out to need a decision becomes an entry for review. */
export async function sendToReview(
  deps: Deps,
  lease: Lease,
  entry: ChangeRow,
  reason: string,
  candidates: ChangeRow['candidates'],
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE change SET kind = 'review', state = 'proposed', contact_id = NULL, fields = '[]', reason = ?, candidates = ?
     WHERE ${toSend}`,
  )
    .bind(reason, stringify(candidates), ...key(entry, lease))
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
