import type { Deps } from '../env.ts'

/** A change to the ordered mappings of a tenant. */
export interface ListChange {
  tenantId: string
  /** The ids of all mappings in the order in which they were seen: another order refuses the change. */
  seen: string[]
  /** The mappings whose persons the change can touch. */
  affected: string[]
  /** What must hold besides. */
  condition?: { text: string; values: (string | number)[] }
  /** In words, for what is withdrawn. */
  why: string
  /** The change itself; each statement carries `marked`, whose parameters are `mark`. */
  write(marked: string, mark: string[]): D1PreparedStatement[]
}

const marked = 'EXISTS (SELECT 1 FROM mapping WHERE tenant_id = ? AND approved_by = ?)'
const order = `(SELECT group_concat(id, ' ') FROM
  (SELECT id FROM mapping WHERE tenant_id = ? ORDER BY position, id))`

/**
 * Changes the ordered mappings in one transaction. The plans of every mapping that it can touch were made under the old
 * rules: what they still proposed is withdrawn, and their next plans wait for approval. What is being sent is left to
 * the outbox. False: nothing was changed, because the list is another one or the condition does not hold.
 */
export async function changeList(deps: Deps, change: ListChange): Promise<boolean> {
  const { DB } = deps.env
  const mark = crypto.randomUUID()
  const { affected, condition, tenantId, seen } = change
  const [changed] = await DB.batch([
    // approved_by carries a mark through this batch, so that its other statements apply only if this one did. A new
    // lease_run ends the work of whoever is making a plan: what it read is old. Who is sending keeps its own.
    DB.prepare(
      `UPDATE mapping SET approved_at = NULL, approved_by = ?, mirror_seen = NULL,
         lease_run = CASE WHEN lease_until > ? AND stage IS NULL THEN lease_run ELSE ? END,
         lease_until = CASE WHEN stage IS NULL THEN lease_until END, stage = NULL
       WHERE id IN (SELECT value FROM json_each(?)) AND ${order} = ?
         ${condition ? `AND ${condition.text}` : ''}`,
    ).bind(
      mark,
      deps.now(),
      mark,
      JSON.stringify(affected),
      tenantId,
      seen.join(' '),
      ...(condition?.values ?? []),
    ),
    ...withdrawals(deps, affected, [tenantId, mark], change.why),
    ...change.write(marked, [tenantId, mark]),
    DB.prepare('UPDATE mapping SET approved_by = NULL WHERE tenant_id = ? AND approved_by = ?').bind(
      tenantId,
      mark,
    ),
  ])
  return (changed?.meta.changes ?? 0) > 0
}

function withdrawals(deps: Deps, ids: string[], mark: string[], why: string): D1PreparedStatement[] {
  const { DB } = deps.env
  const list = JSON.stringify(ids)
  const mine = 'mapping_id IN (SELECT value FROM json_each(?))'
  return [
    DB.prepare(`DELETE FROM change WHERE ${mine} AND state = 'proposed' AND ${marked}`).bind(list, ...mark),
    DB.prepare(
      `UPDATE change SET state = 'skipped', problem = ?, done_at = ?
       WHERE ${mine} AND state IN ('approved', 'failed') AND ${marked}`,
    ).bind(why, deps.now(), list, ...mark),
    DB.prepare(`UPDATE plan SET state = 'replaced' WHERE ${mine} AND state <> 'replaced' AND ${marked}`).bind(
      list,
      ...mark,
    ),
  ]
}
