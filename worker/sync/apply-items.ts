import { AppError } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { readBatch } from '../graph/batch.ts'
import type { Graph } from '../graph/client.ts'
import {
  type KnownPersonRow,
  type PersonChanges,
  type PersonRow,
  readPersonRows,
} from '../store/person-rows.ts'
import { hashOf } from './hash.ts'
import type { TrackedResource } from './resource.ts'
import { licencesOf, mergeUser, parseLicences, readItem, type UserItem } from './user-item.ts'

/** What a page does to the mirror, and whom it showed as present. */
export interface Effect extends PersonChanges {
  present: string[]
  /** Ids of those of whom it could not be read what they are like */
  unread: string[]
}

interface Source {
  deps: Deps
  tenantId: string
  graph: Graph
  resource: TrackedResource
}

/**
 * Merges items into the rows as they are: pages are partial, one person may stand on them several times and in any
 * order. Only rows that differ afterwards are written. Whoever cannot be read stays as they are in the mirror.
 */
export async function mergeItems(source: Source, items: readonly UserItem[]): Promise<Effect> {
  const ids = [...new Set(items.map(({ id }) => id))]
  const before =
    ids.length === 0
      ? new Map<string, KnownPersonRow>()
      : await readPersonRows(source.deps, source.tenantId, ids)
  const after = new Map<string, Person | null>()
  const stale = new Set<string>()
  const unread = new Set<string>()
  for (const item of items) {
    const known = after.has(item.id) ? (after.get(item.id) ?? null) : (before.get(item.id)?.person ?? null)
    const merged = await mergeOne(source, known, item)
    if (merged === 'unreadable') {
      unread.add(item.id)
      continue
    }
    after.set(item.id, merged.person)
    if (merged.isStale) stale.add(item.id)
  }
  await renewLicences(source, after, stale)
  const write = await changedRows(before, after)
  const remove = ids.filter((id) => after.get(id) === null && before.has(id))
  const present = ids.filter((id) => after.get(id)?.deletedAt === null)
  return { before, write, remove, present, unread: [...unread] }
}

/** `isStale`: other products than before, but the item does not say how the person has them. */
type Merged = { person: Person | null; isStale: boolean } | 'unreadable'

async function mergeOne(source: Source, known: Person | null, item: UserItem): Promise<Merged> {
  const { deps, tenantId } = source
  const removed = item['@removed']
  if (removed) {
    if (removed.reason === 'deleted') return { person: null, isStale: false }
    const deletedAt = known?.deletedAt ?? new Date(deps.now()).toISOString()
    return { person: known && { ...known, deletedAt }, isStale: false }
  }
  // A change to someone the mirror does not know: the rest has to be read.
  const isPartial = known === null && item.userPrincipalName === undefined
  const whole = isPartial ? await lookUp(source, item.id) : item
  if (whole === 'unreadable') return whole
  if (whole === 'gone') return { person: null, isStale: false }
  const person = mergeUser(tenantId, known, whole)
  const isStale = whole.licenseAssignmentStates === undefined && !isSame(person.skuIds, known?.skuIds ?? [])
  return { person, isStale }
}

const isSame = (a: readonly string[], b: readonly string[]) => a.join() === b.join()

/** Reads how these persons have their products: change tracking tells which they have, and no more. */
async function renewLicences(
  { deps, graph, resource }: Source,
  after: Map<string, Person | null>,
  stale: ReadonlySet<string>,
): Promise<void> {
  const ids = [...stale].filter((id) => after.get(id)?.deletedAt === null)
  const answers = await readBatch(deps, graph, ids.map(resource.licencesOf))
  for (const [at, id] of ids.entries()) {
    const answer = answers[at]
    const person = after.get(id)
    if (!answer || !person) continue
    // Gone meanwhile: the next change says so.
    if (!answer.ok && answer.error.code !== 'graph.notFound') throw answer.error
    if (answer.ok) {
      const { licenseAssignmentStates } = parseLicences(answer.body)
      after.set(id, { ...person, licences: licencesOf(licenseAssignmentStates) })
    }
  }
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

/** One user as it is now. Raises graph.* when there is no answer; a 404 is one. */
export async function lookUp(
  { graph, resource }: Pick<Source, 'graph' | 'resource'>,
  id: string,
): Promise<UserItem | 'gone' | 'unreadable'> {
  try {
    const read = readItem(await graph.get(resource.one(id)))
    if ('item' in read && read.item.id === id) return read.item
    if ('unread' in read && read.unread === id) return 'unreadable'
    // Nothing, or somebody else's card: no answer about this person. Whoever is gone must not pass as seen.
    throw new AppError('graph.malformed', { detail: '(user)' })
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return 'gone'
    throw error
  }
}
