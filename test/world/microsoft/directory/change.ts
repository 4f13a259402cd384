/** One entry of a tenant's change log. `properties` null = the object came, went or came back. */
interface Change<P extends string> {
  id: string
  properties: ReadonlySet<P> | null
  /** The object that became or ceased to be a member */
  memberId?: string
}

/** What changed about an object since a point of the log; null = the object itself came or went. */
export type Touched<P extends string> = Map<string, Set<P> | null>

/** Changes of one kind of directory object, in order. `untracked` properties never bring an object back. */
export function createChangeLog<P extends string>(untracked: readonly P[] = []) {
  const changes: Change<P>[] = []
  return {
    /** The point of the log that is now. */
    now: () => changes.length,
    add(id: string, properties: Iterable<P> | null, memberId?: string) {
      const set = properties === null ? null : new Set(properties)
      if (set?.size !== 0) changes.push({ id, properties: set, ...(memberId ? { memberId } : {}) })
    },
    /** Objects touched in a selected property after that point, in the order of their last change. */
    since(point: number, select: readonly P[]): Touched<P> {
      const touched: Touched<P> = new Map()
      for (const { id, properties } of changes.slice(point)) {
        const seen = touched.get(id)
        const relevant =
          properties && select.filter((name) => properties.has(name) && !untracked.includes(name))
        if (relevant?.length === 0) continue
        touched.delete(id)
        touched.set(id, relevant === null || seen === null ? null : new Set([...(seen ?? []), ...relevant]))
      }
      return touched
    },
    /** Members of an object that came or went after that point. */
    membersSince(point: number, id: string): Set<string> {
      const ofObject = changes.slice(point).filter((change) => change.id === id)
      return new Set(ofObject.flatMap(({ memberId }) => memberId ?? []))
    },
    /** Whether the object itself came, went or came back after that point. */
    appeared(point: number, id: string): boolean {
      return changes.slice(point).some((change) => change.id === id && change.properties === null)
    },
  }
}
export type ChangeLog<P extends string> = ReturnType<typeof createChangeLog<P>>
