import { commit } from '../store/commit.ts'
import { type Cursor, finishCursor } from '../store/cursors.ts'
import { fenced } from '../store/fence.ts'
import { nextDueAt } from './due.ts'
import { hashOf } from './hash.ts'
import type { WholeResource } from './resource.ts'
import { fenceOf, type Outcome, type Run } from './run.ts'

/** Reads a small collection to its end, then applies it as one. `lost` = the lease is gone. */
export async function pullWhole(run: Run, resource: WholeResource, cursor: Cursor): Promise<Outcome> {
  const { deps, message, graph } = run
  const { tenantId } = message
  const rows = await resource.read(graph, { deps, tenantId, lastReadAt: cursor.finishedAt, now: deps.now() })
  run.budget.spend(1)
  const hashed = await Promise.all(rows.map(async (row) => ({ ...row, hash: await hashOf(row) })))
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, cursor.version))
  const finish = finishCursor(prepare, {
    run: message.run,
    now: deps.now(),
    nextDueAt: resource.hasMore?.(rows) ? 0 : nextDueAt(resource, message.tick),
    link: null,
    fullDueAt: null,
    unread: [],
    problem: null,
    read: rows.length,
    changed: 0,
  })
  return (await commit(deps, [...resource.write(prepare, hashed), finish])) ? 'finished' : 'lost'
}
