import { useEffect } from 'preact/hooks'

/** Esc goes one step back, unless something on the page has used it. */
export function useEscape(back: () => void, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      back()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [back, isActive])
}
