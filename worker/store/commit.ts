import type { Deps } from '../env.ts'

/**
 * Sends a fenced batch whose last statement moves the cursor: false = that one found nothing to move, so the fence
 * was gone and, since every statement carries it, nothing was written.
 */
export async function commit(deps: Deps, statements: D1PreparedStatement[]): Promise<boolean> {
  const results = await deps.env.DB.batch(statements)
  return (results.at(-1)?.meta.changes ?? 0) > 0
}
