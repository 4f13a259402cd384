import type { TrialKind } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'

/** Keeps that a trial has succeeded in an account; what was off there may be used from now on. */
export async function noteTried(deps: Deps, connectionId: string, kind: TrialKind): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE connection SET tried = json_set(COALESCE(tried, '{}'), '$.${kind}', ?2) WHERE id = ?1`,
  )
    .bind(connectionId, deps.now())
    .run()
}

/** A trial note stands on a ticket: whether the customer can see it, a person has to say. */
export async function noteWritten(deps: Deps, connectionId: string): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE connection SET tried = json_set(COALESCE(tried, '{}'), '$.noteWritten', ?2) WHERE id = ?1`,
  )
    .bind(connectionId, deps.now())
    .run()
}

/** A person has looked at the trial note. False = none was written in this account. */
export async function noteSeen(deps: Deps, connectionId: string): Promise<boolean> {
  const { meta } = await deps.env.DB.prepare(
    `UPDATE connection SET tried = json_set(json_remove(tried, '$.noteWritten'), '$.note', ?2)
     WHERE id = ?1 AND json_extract(tried, '$.noteWritten') IS NOT NULL`,
  )
    .bind(connectionId, deps.now())
    .run()
  return meta.changes === 1
}
