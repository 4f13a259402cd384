import { commit } from '../store/commit.ts'
import { advanceCursor, type Cursor, finishCursor, sweeping } from '../store/cursors.ts'
import { fenced } from '../store/fence.ts'
import { type PersonChanges, type PersonRow, purgePersons, readPersonRows } from '../store/person-rows.ts'
import { dropRoundPages, keepRoundPage, personsMissing } from '../store/rounds.ts'
import { type Effect, lookUp, mergeItems } from './apply-items.ts'
import { writeEffect } from './apply-page.ts'
import { nextDueAt } from './due.ts'
import { hashOf } from './hash.ts'
import type { Step } from './pull-changes.ts'
import type { TrackedResource } from './resource.ts'
import { fenceOf, type Run } from './run.ts'
import { unreadAfter, unreadProblem } from './unread.ts'
import type { UserItem } from './user-item.ts'
import { nextFullAt } from './weekly.ts'

/** Confirmed a step, and at a time (workerd waits with the seventh connection). */
const chunk = 20
const atOnce = 5

/**
 * A complete round did not show these persons. Paging a live directory is no snapshot, so each is asked for by id:
 * only a 404 marks one as deleted, any other refusal stops the sweep where it is.
 */
export async function sweepStep(run: Run, resource: TrackedResource, cursor: Cursor): Promise<Step> {
  const { deps, message } = run
  const { tenantId } = message
  const round = cursor.round ?? ''
  const missing = await personsMissing(deps, tenantId, resource.name, round, chunk)
  if (missing.length === 0) return endRound(run, resource, cursor)
  const { found, gone, unread } = await confirm(run, resource, missing)
  const effect = await mergeItems({ deps, graph: run.graph, tenantId, resource }, found)
  const deleted = await markDeleted(run, gone)
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, cursor.version))
  const seen = [...effect.present, ...unread]
  const committed = await commit(deps, [
    ...writeEffect(prepare, run, cursor, joined(effect, deleted)),
    ...(seen.length === 0 ? [] : [keepRoundPage(prepare, round, seen)]),
    advanceCursor(prepare, {
      ...cursor,
      token: null,
      page: sweeping,
      unread: unreadAfter(cursor.unread, found, unread),
      changed: cursor.changed + effect.write.length + deleted.write.length,
    }),
  ])
  return committed ? 'on' : 'moved'
}

async function confirm(run: Run, resource: TrackedResource, ids: string[]) {
  const found: UserItem[] = []
  const gone: string[] = []
  const unread: string[] = []
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce)
    const answers = await Promise.all(some.map((id) => lookUp({ graph: run.graph, resource }, id)))
    for (const [index, id] of some.entries()) {
      const answer = answers[index] ?? 'unreadable'
      if (answer === 'gone') gone.push(id)
      else if (answer === 'unreadable') unread.push(id)
      else found.push(answer)
    }
  }
  return { found, gone, unread }
}

/** Soft or for good, a 404 does not say: kept as deleted, so that a restored person is the same row. */
async function markDeleted({ deps, message }: Run, ids: string[]): Promise<PersonChanges> {
  const before = await readPersonRows(deps, message.tenantId, ids)
  const write: PersonRow[] = []
  for (const { person } of before.values()) {
    const deleted = { ...person, deletedAt: person.deletedAt ?? new Date(deps.now()).toISOString() }
    write.push({ person: deleted, hash: await hashOf(deleted) })
  }
  return { before, write, remove: [] }
}

function joined(effect: Effect, deleted: PersonChanges): PersonChanges {
  return {
    before: new Map([...effect.before, ...deleted.before]),
    write: [...effect.write, ...deleted.write],
    remove: effect.remove,
  }
}

/** The round is over; whoever has been deleted for longer than Microsoft keeps them is forgotten. */
async function endRound(run: Run, resource: TrackedResource, cursor: Cursor): Promise<Step> {
  const { deps, message } = run
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, cursor.version))
  const finish = finishCursor(prepare, {
    run: message.run,
    now: deps.now(),
    nextDueAt: nextDueAt(resource, message.tick),
    link: cursor.link,
    fullDueAt: nextFullAt(message.tenantId, message.tick),
    unread: cursor.unread,
    problem: unreadProblem(resource, cursor.unread),
    read: cursor.read,
    changed: cursor.changed,
  })
  const statements = [...purgePersons(prepare, deps.now()), dropRoundPages(prepare), finish]
  return (await commit(deps, statements)) ? 'finished' : 'moved'
}
