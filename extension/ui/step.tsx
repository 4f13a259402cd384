import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Icon, type Tone } from './icon.tsx'
import * as icons from './icons.ts'
import { Spinner } from './spinner.tsx'

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'unknown' | 'byHand'
interface StepProps {
  state: StepState
  title: string
  text?: ComponentChildren
  /** A time or a count. */
  end?: ComponentChildren
}
const looks: Record<Exclude<StepState, 'running'>, { icon: string; tone: Tone; word: string }> = {
  waiting: { icon: icons.circle, tone: 'neutral', word: i18n.t('ui.waiting') },
  done: { icon: icons.done, tone: 'success', word: i18n.t('ui.done') },
  failed: { icon: icons.danger, tone: 'danger', word: i18n.t('ui.failed') },
  skipped: { icon: icons.subtract, tone: 'neutral', word: i18n.t('ui.skipped') },
  byHand: { icon: icons.hand, tone: 'neutral', word: i18n.t('ui.byHand') },
  unknown: { icon: icons.question, tone: 'warning', word: i18n.t('ui.notKnown') },
}

/** One step of something under way: icon, word, time. A failed one says what did happen. */
export function Step({ state, title, text, end }: StepProps) {
  return (
    <li class={`step step-${state}`}>
      <span class="step-icon">
        {state === 'running' ? (
          <Spinner label={i18n.t('ui.running')} />
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
