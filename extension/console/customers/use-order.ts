import { useRef } from 'preact/hooks'

interface Item {
  id: string
  /** The least stands first. */
  rank: number
  /** Its rank may be kept. */
  isSettled: boolean
}

/**
 * Items by rank, each of them in the place that it had first: nothing moves while it is watched. New ones are added at
 * the end; another `key` orders anew.
 */
export function useOrder<T extends Item>(items: readonly T[], key: string): T[] {
  const kept = useRef<{ key: string; ids: string[] }>({ key, ids: [] })
  if (kept.current.key !== key) kept.current = { key, ids: [] }
  const { ids } = kept.current
  const byId = new Map(items.map((item) => [item.id, item]))
  const placed = new Set(ids)
  const added = items.filter(({ id }) => !placed.has(id)).toSorted((a, b) => a.rank - b.rank)
  const former = ids.flatMap((id) => byId.get(id) ?? [])
  if (added.every(({ isSettled }) => isSettled)) ids.push(...added.map(({ id }) => id))
  return [...former, ...added]
}
