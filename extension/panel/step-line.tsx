import { i18n } from '#i18n'
import type { ActionState } from '#shared/contract.ts'
import { OutLink } from '../ui/link.tsx'
import { Step, type StepState } from '../ui/step.tsx'
import { ReportTable } from './report-table.tsx'

type ShownStep = ActionState['steps'][number]
const states: Partial<Record<ShownStep['state'], StepState>> = { started: 'running' }

/** One step with its outcome, what is left to a person, and what it found. */
export function StepLine({ step }: { step: ShownStep }) {
  const { title, state, text, manual, report } = step
  const shown: StepState = states[state] ?? (state as StepState)
  return (
    <Step
      state={manual ? 'byHand' : shown}
      title={title}
      text={
        (text || manual || report) && (
          <>
            {!manual && text && <bdi class="step-said">{text}</bdi>}
            {manual && <span class="step-more">{manual.text}</span>}
            {manual?.link && <OutLink to={manual.link}>{i18n.t('panel.act.openAdminCentre')}</OutLink>}
            {report && <ReportTable report={report} />}
          </>
        )
      }
    />
  )
}
