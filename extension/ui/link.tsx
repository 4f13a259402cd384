import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
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

/** Leads out of the extension, into a tab of its own; the page there learns nothing of where it was opened. */
export function OutLink({ children, to }: { children: ComponentChildren; to: string }) {
  return (
    <a class="link" href={to} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon of={icons.open} size={16} label={i18n.t('ui.opensInTab')} />
    </a>
  )
}
