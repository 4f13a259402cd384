import type * as v from 'valibot'
import type { Graph } from '../graph/client.ts'
import type { Rows } from '../store/rows.ts'

interface Base {
  /** The file's name; key of its cursor. */
  name: string
  /** For people: what is being read. */
  title: string
  /** Application permissions that the reader needs for it. */
  permissions: readonly string[]
  every: 'hour' | 'day'
}

/** Read by change tracking, a page at a time, into the mirror of persons. */
export interface TrackedResource extends Base {
  kind: 'changes'
  /** Where a full round starts. Other properties in `$select` mean a new round. */
  start: string
  item: v.GenericSchema
}

/** Read to its end, then applied as one: a read that stops half way changes nothing. */
export interface WholeResource extends Base {
  kind: 'whole'
  /** `isFirst`: never read before, so that there may be history to fetch. */
  read(graph: Graph, isFirst: boolean): Promise<{ read: number; rows: Rows }>
}

export type Resource = TrackedResource | WholeResource
