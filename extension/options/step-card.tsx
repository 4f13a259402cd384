import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'

interface StepCardProps {
  id: string
  /** null = no step of the first run */
  number: number | null
  title: string
  isDone: boolean
  /** Why this step cannot be taken yet. */
  waitsFor?: string | null
  /** What was settled, beside the title. */
  summary?: ComponentChildren
  children?: ComponentChildren
}

/** One step: its number until it is done, then a check with what was settled. */
export function StepCard({ id, number, title, isDone, waitsFor, summary, children }: StepCardProps) {
  return (
    <section id={id} class={`step-card ${waitsFor ? 'step-card-off' : ''}`} aria-labelledby={`${id}-title`}>
      <div class="step-card-head">
        <span class="step-card-number">
          {isDone ? (
            <Icon of={icons.done} size={24} tone="success" label={i18n.t('options.done')} />
          ) : (
            <span class="step-number">{number ?? '·'}</span>
          )}
        </span>
        <div class="step-card-title">
          <h2 id={`${id}-title`}>{title}</h2>
          {(waitsFor ?? summary) && <p class="quiet">{waitsFor ?? summary}</p>}
        </div>
      </div>
      {!waitsFor && children && <div class="step-card-body">{children}</div>}
    </section>
  )
}
