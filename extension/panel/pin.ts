import { useEffect, useState } from 'preact/hooks'
import { keyOf, type Target } from './target.ts'

interface Pin {
  shown: Target
  isPinned: boolean
  /** The tab in front is about something else. */
  isElsewhere: boolean
  toggle: () => void
}

/** Pinned, the panel stays with its ticket or person while tabs change. What is pressed on a card outweighs it. */
export function usePin(target: Target): Pin {
  const [pinned, setPinned] = useState<Target | null>(null)
  const isElsewhere = pinned !== null && keyOf(pinned) !== keyOf(target)
  const isWished = target.kind === 'ticket' && (target.action !== null || target.errand !== null)
  useEffect(() => {
    if (isElsewhere && isWished) setPinned(null)
  }, [isElsewhere, isWished])
  const quiet = target.kind === 'ticket' ? { ...target, action: null, errand: null } : target
  return {
    shown: pinned && isElsewhere && !isWished ? pinned : target,
    isPinned: pinned !== null && !(isElsewhere && isWished),
    isElsewhere: isElsewhere && !isWished,
    toggle: () => setPinned(pinned ? null : quiet),
  }
}
