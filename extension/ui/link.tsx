import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

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

interface OutLinkProps {
  href: string
  children: ComponentChildren
}
/** Leaves the extension, in a tab of its own. */
export function OutLink({ href, children }: OutLinkProps) {
  return (
    <a class="link" href={href} target="_blank" rel="noreferrer">
      {children} <Icon of={icons.open} size={14} label="(opens a tab)" />
    </a>
  )
}
