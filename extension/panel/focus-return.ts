import { useEffect, useRef } from 'preact/hooks'

/** The focus returns to the button by which a screen was left. It is another element by then, with the same name. */
export function useFocusReturn(isAway: boolean): () => void {
  const left = useRef<string | null>(null)
  useEffect(() => {
    if (isAway || !left.current) return
    const name = left.current
    left.current = null
    buttons()
      .find((button) => nameOf(button) === name)
      ?.focus()
  }, [isAway])
  return () => {
    const active = document.activeElement
    left.current = active && buttons().includes(active as HTMLElement) ? nameOf(active) : null
  }
}

const buttons = () => [...document.querySelectorAll<HTMLElement>('fluent-button, button')]
const nameOf = (button: Element) => button.getAttribute('aria-label') ?? button.textContent
