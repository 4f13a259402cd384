import type { LiveData, LivePart } from '#shared/contract/live.ts'
import type { Person } from '#shared/person.ts'
import type { Graph } from '../graph/client.ts'

interface LiveResult {
  data: LiveData
  /** Microsoft has more than is shown. */
  more: boolean
}

/** Something about a person that is read from Microsoft when somebody looks. */
export interface LiveReading {
  part: LivePart
  /** For people: what is being read, at the beginning of a sentence. */
  title: string
  /** Application permissions that the reader needs for it. */
  permissions: readonly string[]
  /** The product that the tenant needs for it; absent = none. */
  licence?: string
  /** Raises graph.* and tenant.*. */
  read(graph: Graph, person: Person): Promise<LiveResult>
}

/** Shown of a list. */
export const mostShown = 50

export function cut<Item>(items: readonly Item[], nextLink: string | null) {
  return { items: items.slice(0, mostShown), more: nextLink !== null || items.length > mostShown }
}
