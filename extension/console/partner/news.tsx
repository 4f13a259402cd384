import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** What has just come about. What held the focus is gone with the state before, so it goes on from here. */
export function News({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus()
  }, [])
  return (
    <div ref={place} class="partner-news" tabIndex={-1}>
      {children}
    </div>
  )
}
