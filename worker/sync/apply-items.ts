import { AppError } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import type { Graph } from '../graph/client.ts'
import { type PersonChanges, type PersonRow, readPersonRows } from '../store/person-rows.ts'
import { hashOf } from './hash.ts'
import type { TrackedResource } from './resource.ts'
import { mergeUser, parseUser, type UserItem } from './user-item.ts'

/** What a page does to the mirror, and whom it showed as present. */
export interface Effect extends PersonChanges {
  present: string[]
}

interface Source {
  deps: Deps
  tenantId: string
  graph: Graph
  resource: TrackedResource
}

/**
 * Merges items into the rows as they are: pages are partial, one person may stand on them several times and in any
 * order. Only rows that differ afterwards are written.
 */
export async function mergeItems(source: Source, items: readonly UserItem[]): Promise<Effect> {
  const ids = [...new Set(items.map(({ id }) => id))]
  const before =
    ids.length === 0 ? new Map<string, PersonRow>() : await readPersonRows(source.deps, source.tenantId, ids)
  const after = new Map<string, Person | null>()
  for (const item of items) {
    const known = after.has(item.id) ? (after.get(item.id) ?? null) : (before.get(item.id)?.person ?? null)
    after.set(item.id, await mergeOne(source, known, item))
  }
  const write = await changedRows(before, after)
  const remove = ids.filter((id) => after.get(id) === null && before.has(id))
  const present = ids.filter((id) => after.get(id)?.deletedAt === null)
  return { before, write, remove, present }
}

async function mergeOne(source: Source, known: Person | null, item: UserItem): Promise<Person | null> {
  const { deps, tenantId } = source
  const removed = item['@removed']
  if (removed) {
    if (removed.reason === 'deleted') return null
    return known && { ...known, deletedAt: known.deletedAt ?? new Date(deps.now()).toISOString() }
  }
  // A change to someone the mirror does not know: the rest has to be read.
  const isPartial = known === null && item.userPrincipalName === undefined
  const whole = isPartial ? await readUser(source, item.id) : item
  return whole && mergeUser(tenantId, known, whole)
}

async function changedRows(
  before: ReadonlyMap<string, PersonRow>,
  after: ReadonlyMap<string, Person | null>,
): Promise<PersonRow[]> {
  const rows: PersonRow[] = []
  for (const [id, person] of after) {
    if (person === null) continue
    const hash = await hashOf(person)
    if (before.get(id)?.hash !== hash) rows.push({ person, hash })
  }
  return rows
}

/** One user as it is now; null = Graph does not know it. */
export async function readUser(
  { graph, resource }: Pick<Source, 'graph' | 'resource'>,
  id: string,
): Promise<UserItem | null> {
  try {
    return parseUser(await graph.get(resource.one(id)))
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return null
    throw error
  }
}
