import type { ComponentChildren } from 'preact'
import { Icon, type Tone } from './icon.tsx'

interface TagProps {
  children: ComponentChildren
  icon?: string
  /** neutral: a fact · success, warning, danger: a state, always with its word and icon */
  tone?: Tone
}
/** A state or fact as icon and word. */
export function Tag({ children, icon, tone = 'neutral' }: TagProps) {
  return (
    <span class={`tag tag-${tone}`}>
      {icon && <Icon of={icon} size={14} />}
      <span class="tag-text">{children}</span>
    </span>
  )
}
