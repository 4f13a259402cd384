import type { FieldPolicies, LeaveOut, SyncState } from '#shared/sync/settings.ts'
import type { Deps } from '../env.ts'
import { changeList } from './mapping-list.ts'
import type { MappingRow } from './mappings.ts'

export interface Settings {
  sync: SyncState
  approval: 'auto' | 'each'
  fields: FieldPolicies
  leaveOut: LeaveOut
  breakerShare: number
}

/**
 * Keeps how the contacts of a mapping are written. `touched`: mappings whose next plans must be seen first, because whom
 * or what they write has changed. Switched off, the first plan waits again when it is switched on. False: the tenant's
 * mappings changed meanwhile.
 */
export async function changeSettings(
  deps: Deps,
  list: readonly MappingRow[],
  mapping: MappingRow,
  next: Settings,
  touched: readonly string[],
): Promise<boolean> {
  const affected =
    next.sync === 'off' && mapping.sync !== 'off' ? [...new Set([mapping.id, ...touched])] : touched
  const { DB } = deps.env
  // Paused or off: who plans or sends for it loses the lease, and with it every further write.
  const ends = next.sync === 'on' ? '' : `, lease_run = 'paused', lease_until = NULL, stage = NULL`
  const write = (condition: string, bound: string[]) =>
    DB.prepare(
      `UPDATE mapping SET sync = ?, approval = ?, fields = ?, leave_out = ?, breaker_share = ?, mirror_seen = NULL${ends}
       WHERE id = ? AND ${condition}`,
    ).bind(
      next.sync,
      next.approval,
      JSON.stringify(next.fields),
      JSON.stringify(next.leaveOut),
      next.breakerShare,
      mapping.id,
      ...bound,
    )
  // Who may leave a paused organisation decides what the others get: all of them are planned anew.
  const others = (condition: string, bound: string[]) =>
    DB.prepare(`UPDATE mapping SET mirror_seen = NULL WHERE tenant_id = ? AND ${condition}`).bind(
      mapping.tenantId,
      ...bound,
    )
  const all = (condition: string, bound: string[]) =>
    next.sync === mapping.sync
      ? [write(condition, bound)]
      : [write(condition, bound), others(condition, bound)]
  if (affected.length === 0) {
    const [written] = await DB.batch(all('tenant_id = ?', [mapping.tenantId]))
    return written?.meta.changes === 1
  }
  return changeList(deps, {
    tenantId: mapping.tenantId,
    seen: list.map(({ id }) => id),
    affected: [...affected],
    why: 'The settings were changed before this was sent.',
    write: all,
  })
}
