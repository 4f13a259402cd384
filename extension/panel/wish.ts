import { useEffect, useRef } from 'preact/hooks'
import type { Reading } from './reading.ts'
import { type Target, takeWish } from './target.ts'

interface Ways {
  act: (action: string) => void
  choose: () => void
}

/** What was pressed on the card opens here, as soon as the ticket is known and nothing else is under way. */
export function useWish(target: Target, { view, ticket }: Reading, isBusy: boolean, ways: Ways): void {
  const errand = target.kind === 'ticket' ? target.errand : null
  const action = target.kind === 'none' ? null : (target.action ?? null)
  const wish = errand ?? action
  const tabId = target.kind === 'none' ? null : (target.tabId ?? null)
  const taken = useRef<string | null>(null)
  const isReady = errand ? ticket !== null : view !== null
  useEffect(() => {
    if (!wish) taken.current = null
    if (!wish || wish === taken.current || !isReady || isBusy) return
    taken.current = wish
    if (errand) ways.choose()
    else ways.act(wish)
    if (tabId !== null) takeWish(tabId)
  }, [wish, isReady, view?.person.id, isBusy])
}
