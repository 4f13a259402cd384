import type { ComponentChildren } from 'preact'
import type { Mapping } from '#shared/contract.ts'
import type { Draft } from './draft.ts'

/** What every part of the form is handed. */
export interface PartProps {
  draft: Draft
  mapping: Mapping
  psaName: string
  /** This person may only look. */
  off: boolean
  onChange: (part: Partial<Draft>) => void
}

interface CardProps {
  title: string
  text?: ComponentChildren
  children: ComponentChildren
}
export function Card({ title, text, children }: CardProps) {
  return (
    <section class="surface surface-padded settings-card" aria-label={title}>
      <div class="settings-words">
        <h2>{title}</h2>
        {text && <p class="quiet">{text}</p>}
      </div>
      <div class="settings-control">{children}</div>
    </section>
  )
}
