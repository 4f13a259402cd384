import type { ComponentChildren } from 'preact'
import { Icon, type Tone } from './icon.tsx'
import * as icons from './icons.ts'
import { Spinner } from './spinner.tsx'

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'unknown'
interface StepProps {
  state: StepState
  title: string
  text?: ComponentChildren
  /** A time or a count. */
  end?: ComponentChildren
}
const looks: Record<Exclude<StepState, 'running'>, { icon: string; tone: Tone; word: string }> = {
  waiting: { icon: icons.circle, tone: 'neutral', word: 'Waiting' },
  done: { icon: icons.done, tone: 'success', word: 'Done' },
  failed: { icon: icons.danger, tone: 'danger', word: 'Failed' },
  skipped: { icon: icons.subtract, tone: 'neutral', word: 'Skipped' },
  unknown: { icon: icons.question, tone: 'warning', word: 'Not known' },
}

/** One step of something under way: icon, word, time. A failed one says what did happen. */
export function Step({ state, title, text, end }: StepProps) {
  return (
    <li class={`step step-${state}`}>
      <span class="step-icon">
        {state === 'running' ? (
          <Spinner label="Running" />
        ) : (
          <Icon of={looks[state].icon} tone={looks[state].tone} label={looks[state].word} />
        )}
      </span>
      <span class="row-text">
        <span class="row-title">{title}</span>
        {text && <span class="row-note">{text}</span>}
      </span>
      {end && <span class="row-end">{end}</span>}
    </li>
  )
}
