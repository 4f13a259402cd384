import { AppError } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { readerGraph } from '../graph/client.ts'
import { commit } from '../store/commit.ts'
import { openCursor, touchCursor } from '../store/cursors.ts'
import { fenced } from '../store/fence.ts'
import { type PersonRow, readPersonRows, stampPerson } from '../store/person-rows.ts'
import { moveMirror } from '../store/tenants.ts'
import { lookUp } from './apply-items.ts'
import { writeEffect } from './apply-page.ts'
import { hashOf } from './hash.ts'
import { selectionOf } from './resource.ts'
import { users } from './resources/users.ts'
import { mergeUser } from './user-item.ts'

const mostTries = 5

/**
 * Reads one person anew into the mirror; null when the tenant does not have them (any more). The cursor's version
 * moves with the row: a page that a run has read before cannot overwrite what is newer, it is read again.
 */
export async function refreshPerson(deps: Deps, tenantId: string, personId: string): Promise<Person | null> {
  const selectHash = await selectionOf(users)
  const graph = readerGraph(deps, tenantId, { priority: 'high' })
  for (let tries = 0; tries < mostTries; tries += 1) {
    const cursor = await openCursor(deps, tenantId, users.name, selectHash)
    const item = await lookUp({ graph, resource: users }, personId)
    if (item === 'unreadable') throw new AppError('graph.malformed', { detail: '(user)' })
    const before = await readPersonRows(deps, tenantId, [personId])
    const known = before.get(personId)?.person ?? null
    const isGone = item === 'gone'
    const person = isGone ? deletedNow(deps, known) : mergeUser(tenantId, known, item)
    const prepare = fenced(deps.env.DB, {
      tenantId,
      run: null,
      resource: users.name,
      version: cursor.version,
    })
    const write: PersonRow[] = person ? [{ person, hash: await hashOf(person) }] : []
    const changed = write.filter(({ hash }) => before.get(personId)?.hash !== hash)
    const statements = writeEffect(prepare, { deps }, cursor, { before, write: changed, remove: [] })
    if (
      await commit(deps, [...statements, stampPerson(prepare, personId, deps.now()), touchCursor(prepare)])
    ) {
      if (changed.length > 0) await moveMirror(deps, tenantId)
      return isGone ? null : person
    }
  }
  throw new AppError('graph.unavailable', {
    detail: 'The person could not be read: the tenant is being synchronised.',
  })
}

function deletedNow(deps: Deps, known: Person | null): Person | null {
  return known && { ...known, deletedAt: known.deletedAt ?? new Date(deps.now()).toISOString() }
}
