import { useRef } from 'preact/hooks'

/** Does it at once, but not again within `milliseconds`: what is asked for meanwhile is done at their end, once. */
export function useSometimes(milliseconds: number, act: () => void): () => void {
  const lastAt = useRef(Number.NEGATIVE_INFINITY)
  const isDue = useRef(false)
  return () => {
    if (isDue.current) return
    isDue.current = true
    const wait = Math.max(0, lastAt.current + milliseconds - Date.now())
    setTimeout(() => {
      isDue.current = false
      lastAt.current = Date.now()
      act()
    }, wait)
  }
}
