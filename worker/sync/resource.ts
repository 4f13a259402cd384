import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import type { Graph } from '../graph/client.ts'
import type { CapabilityName } from '../store/capability-rows.ts'
import type { Prepare } from '../store/fence.ts'
import { hashOf } from './hash.ts'

interface Base {
  /** The file's name; key of its cursor. */
  name: string
  /** For people: what is being read. */
  title: string
  /** Application permissions that the reader needs for it. */
  permissions: readonly string[]
  every: 'hour' | 'day'
  /** What a tenant lacks where Microsoft refuses this: then nothing is wrong with the tenant. */
  capability?: CapabilityName
}

/** Read by change tracking, a page at a time, into the mirror of persons. */
export interface TrackedResource extends Base {
  kind: 'changes'
  /** The newest place of the change history: from there a full round goes on after its list. */
  start: string
  /** Everything, in pages. Another `$select` in either means a new full round. */
  list: string
  /** One object read by its id, with the properties of the list. */
  one(id: string): string
  /** What change tracking does not tell of one object. */
  licencesOf(id: string): string
}

/** What is asked for, in short: kept with the cursor. */
export function selectionOf({ start, list }: TrackedResource): Promise<string> {
  return hashOf([start, list])
}

/** A row with the hash that guards it: what did not change is not written. */
type Hashed<Row> = Row & { hash: string }

interface ReadContext {
  deps: Deps
  tenantId: string
  /** When it was last read to its end, milliseconds since 1970; null = never, so there may be history to fetch. */
  lastReadAt: number | null
  now: number
}

/** Read to its end and then applied as one: a read that stops half way changes nothing. */
export interface WholeResource<Row extends object = object> extends Base {
  kind: 'whole'
  read(graph: Graph, context: ReadContext): Promise<Row[]>
  /** The statements that bring the table to the rows, each with the fence and guarded by the hash. */
  write(prepare: Prepare, rows: Hashed<Row>[]): D1PreparedStatement[]
  /** Whether its own budget ended before its work did: then it goes on in the next hour. */
  hasMore?(rows: Row[]): boolean
  /** How much of it may be new for plans; absent = plans do not depend on it. */
  changedIn?(rows: Row[]): number
}

export type Resource = TrackedResource | WholeResource

/** `write` is typed from `read`; the list erases the type again. */
export function defineWhole<Row extends object>(resource: Omit<WholeResource<Row>, 'kind'>): WholeResource {
  return { ...resource, kind: 'whole' } as unknown as WholeResource
}

/**
 * All items of a collection, checked one by one. Pages that lead to one that was read already have no end: malformed.
 */
export async function readAll<Item>(
  graph: Graph,
  path: string,
  parse: (item: unknown) => Item,
  most = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const items: Item[] = []
  const read = new Set<string>()
  for (let link: string | null = path; link !== null && items.length < most; ) {
    if (read.has(link)) throw new AppError('graph.malformed', { detail: '(pages lead in circles)' })
    read.add(link)
    const page = await graph.page(link)
    items.push(...page.items.map(parse))
    link = page.nextLink
  }
  return items
}
