import { useEffect } from 'preact/hooks'

/** Esc goes one step back. */
export function useEscape(back: (() => void) | null): void {
  useEffect(() => {
    if (!back) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      back()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [back])
}
