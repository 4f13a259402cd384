import type { ComponentChildren } from 'preact'

interface LinkButtonProps {
  children: ComponentChildren
  onClick: () => void
  label?: string
}
/** Does something here, looks like a link: the way on in a sentence or a notice. */
export function LinkButton({ children, onClick, label }: LinkButtonProps) {
  return (
    <button type="button" class="link" aria-label={label} onClick={onClick}>
      {children}
    </button>
  )
}
