import { type CapabilityName, writeCapabilities } from '../store/capability-rows.ts'
import { commit } from '../store/commit.ts'
import { type Cursor, finishCursor, openCursor } from '../store/cursors.ts'
import { fenced, type Prepare } from '../store/fence.ts'
import { dayMs, nextDueAt } from './due.ts'
import { hashOf } from './hash.ts'
import type { Resource, WholeResource } from './resource.ts'
import { fenceOf, type Outcome, type Run } from './run.ts'

/** Reads a small collection to its end, then applies it as one. `lost` = the lease is gone. */
export async function pullWhole(run: Run, resource: WholeResource, cursor: Cursor): Promise<Outcome> {
  const { deps, message, graph } = run
  const { tenantId } = message
  const rows = await resource.read(graph, { deps, tenantId, lastReadAt: cursor.finishedAt, now: deps.now() })
  run.budget.spend(1)
  const hashed = await Promise.all(rows.map(async (row) => ({ ...row, hash: await hashOf(row) })))
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, cursor.version))
  const dueAt = resource.hasMore?.(rows) ? 0 : nextDueAt(resource, message.tick)
  const finish = finishAt(run, prepare, dueAt, rows.length, resource.changedIn?.(rows) ?? 0)
  // What was answered is there; nothing asked is no sign of it.
  const { capability: name } = resource
  const has =
    name && rows.length > 0 ? writeCapabilities(prepare, [{ name, has: true, since: deps.now() }]) : []
  const statements = [...resource.write(prepare, hashed), ...has]
  return (await commit(deps, [...statements, finish])) ? 'finished' : 'lost'
}

/** What the tenant lacks is written down; a day later it is tried again. */
export async function recordLack(run: Run, resource: Resource, name: CapabilityName): Promise<Outcome> {
  const { deps, message } = run
  const { version } = await openCursor(deps, message.tenantId, resource.name, '')
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, version))
  const finish = finishAt(run, prepare, message.tick + dayMs, 0, 0)
  const lack = writeCapabilities(prepare, [{ name, has: false, since: deps.now() }])
  return (await commit(deps, [...lack, finish])) ? 'finished' : 'lost'
}

function finishAt(
  { deps, message }: Run,
  prepare: Prepare,
  nextDueAt: number,
  read: number,
  changed: number,
): D1PreparedStatement {
  return finishCursor(prepare, {
    run: message.run,
    now: deps.now(),
    nextDueAt,
    link: null,
    fullDueAt: null,
    unread: [],
    problem: null,
    read,
    changed,
  })
}
