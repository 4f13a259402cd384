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
  const isWished =
    (target.kind === 'ticket' && target.errand !== null) || (target.kind !== 'none' && !!target.action)
  useEffect(() => {
    if (isElsewhere && isWished) setPinned(null)
  }, [isElsewhere, isWished])
  return {
    shown: pinned && isElsewhere && !isWished ? pinned : target,
    isPinned: pinned !== null && !(isElsewhere && isWished),
    isElsewhere: isElsewhere && !isWished,
    toggle: () => setPinned(pinned ? null : withoutWish(target)),
  }
}

function withoutWish(target: Target): Target {
  if (target.kind === 'ticket') return { ...target, action: null, errand: null }
  return target.kind === 'person' ? { ...target, action: null } : target
}
