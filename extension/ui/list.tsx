import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

/** `framed`: a box of its own, for the things that need someone. */
export function List({
  children,
  framed = false,
  label,
}: {
  children: ComponentChildren
  framed?: boolean
  label?: string
}) {
  return (
    <ul class={`list ${framed ? 'list-framed' : ''}`} aria-label={label}>
      {children}
    </ul>
  )
}

interface RowProps {
  /** Icon or avatar. */
  start?: ComponentChildren
  title: ComponentChildren
  text?: ComponentChildren
  /** Figures, a tag or a button. */
  end?: ComponentChildren
  /** Makes the whole row a button with a chevron. `end` must then hold no button of its own. */
  onOpen?: () => void
}
export function Row({ start, title, text, end, onOpen }: RowProps) {
  const inside = (
    <>
      {start}
      <span class="row-text">
        <span class="row-title">{title}</span>
        {text && <span class="row-note">{text}</span>}
      </span>
      {end && <span class="row-end">{end}</span>}
    </>
  )
  if (!onOpen) return <li class="row">{inside}</li>
  return (
    <li>
      <button type="button" class="row row-open" onClick={onOpen}>
        {inside}
        <Icon of={icons.chevronRight} />
      </button>
    </li>
  )
}
