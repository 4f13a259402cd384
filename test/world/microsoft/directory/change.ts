import type { UserProperty } from './user.ts'

/** One entry of a tenant's change log. `properties` null = the user came, went or came back. */
interface Change {
  sequence: number
  userId: string
  properties: ReadonlySet<UserProperty> | null
}

/** What changed about a user since a point of the log; null = the user itself came or went. */
export type Touched = Map<string, Set<UserProperty> | null>

/** Changes to these never bring a user back: delta lets them be selected, but does not track them. */
const untracked = new Set<UserProperty>(['licenseAssignmentStates'])

export function createChangeLog() {
  const changes: Change[] = []
  return {
    /** The point of the log that is now. */
    now: () => changes.length,
    add(userId: string, properties: Iterable<UserProperty> | null) {
      const set = properties === null ? null : new Set(properties)
      if (set?.size !== 0) changes.push({ sequence: changes.length + 1, userId, properties: set })
    },
    /** Users touched in a selected property after that point, in the order of their last change. */
    since(point: number, select: readonly UserProperty[]): Touched {
      const touched: Touched = new Map()
      for (const { userId, properties } of changes.slice(point)) {
        const seen = touched.get(userId)
        const relevant = properties && select.filter((name) => properties.has(name) && !untracked.has(name))
        if (relevant?.length === 0) continue
        touched.delete(userId)
        touched.set(
          userId,
          relevant === null || seen === null ? null : new Set([...(seen ?? []), ...relevant]),
        )
      }
      return touched
    },
  }
}
