import type { Deps } from '../env.ts'

/** What hangs on a PSA account. */
export interface ConnectionHoldings {
  mappings: number
  links: number
  /** Approved changes that have not reached the PSA */
  waiting: number
}

export async function connectionHoldings(deps: Deps, connectionId: string): Promise<ConnectionHoldings> {
  const mine = 'WHERE connection_id = ?1'
  const row = await deps.env.DB.prepare(
    `SELECT (SELECT COUNT(*) FROM mapping ${mine}) AS mappings, (SELECT COUNT(*) FROM link ${mine}) AS links,
       (SELECT COUNT(*) FROM change JOIN mapping ON mapping.id = change.mapping_id
          WHERE mapping.connection_id = ?1 AND change.state IN ('approved', 'sending')) AS waiting`,
  )
    .bind(connectionId)
    .first<ConnectionHoldings>()
  return row ?? { mappings: 0, links: 0, waiting: 0 }
}

/**
 * Takes the key away and keeps the rest. Whoever sends for a mapping of the account loses its lease, so that what they
 * still want to write down fails at the fence; nobody can open the account from now on.
 */
export async function disconnectConnection(deps: Deps, connectionId: string): Promise<void> {
  const db = deps.env.DB
  await db.batch([
    db
      .prepare(
        `UPDATE connection SET sealed = '', key_hint = '', connected_as = NULL,
           disconnected_at = COALESCE(disconnected_at, ?2),
           problem_code = NULL, problem_detail = NULL, problem_since = NULL
         WHERE id = ?1`,
      )
      .bind(connectionId, deps.now()),
    db
      .prepare('UPDATE mapping SET lease_run = ?2, lease_until = NULL WHERE connection_id = ?1')
      .bind(connectionId, crypto.randomUUID()),
  ])
}
