import { useEffect, useState } from 'preact/hooks'

/** Which result the arrows have reached. The first one again with every other list, so that Enter takes the best. */
export function useOptions<T>(options: T[], listKey: string, onPick: (option: T) => void) {
  const [active, setActive] = useState(0)
  useEffect(() => setActive(0), [listKey])
  const count = options.length
  const at = Math.min(active, count - 1)
  const moves: Record<string, number> = {
    ArrowDown: (at + 1) % count,
    ArrowUp: (at - 1 + count) % count,
    PageDown: Math.min(at + 5, count - 1),
    PageUp: Math.max(at - 5, 0),
  }
  const onKey = (key: string): boolean => {
    if (count === 0) return false
    const chosen = options[at]
    if (key === 'Enter' && chosen !== undefined) onPick(chosen)
    else if (Object.hasOwn(moves, key)) setActive(moves[key] ?? 0)
    else return false
    return true
  }
  return { active: at, onKey }
}
