import { i18n } from '#i18n'
import type { Connection, Output } from '#shared/contract.ts'
import { Foreign } from '../ui/foreign.tsx'
import { Notice } from '../ui/notice.tsx'
import { Step } from '../ui/step.tsx'
import { ContactTrial } from './trial-contact.tsx'
import { NoteTrial } from './trial-note.tsx'

export type Trial = Output<'psas.trial'>

interface TrialFormProps {
  connection: Connection
  kind: Connection['trials'][number]['kind']
  onClose: () => void
}

/** Why something is off in this account, and the trial that switches it on. */
export function TrialForm({ connection, kind, onClose }: TrialFormProps) {
  const why = connection.trials.find((trial) => trial.kind === kind)?.why
  const Kind = kind === 'contact' ? ContactTrial : NoteTrial
  return (
    <section
      class="form"
      aria-label={kind === 'contact' ? i18n.t('psa.trialWritingContacts') : i18n.t('psa.trialNotes')}
    >
      {why && <p>{why}</p>}
      <Kind connection={connection} onClose={onClose} />
    </section>
  )
}

/** What came of each step; what a person does next. */
export function TrialResult({ trial, title }: { trial: Trial; title: string }) {
  const hasFailed = trial.steps.some(({ state }) => state === 'failed')
  const kind = trial.succeeded ? 'success' : hasFailed ? 'danger' : 'info'
  return (
    <>
      <ol class="steps" aria-label={i18n.t('psa.stepsTrial')}>
        {trial.steps.map((step, index) => (
          <Step
            key={`${index}`}
            state={step.state}
            title={step.title}
            text={step.text && <Foreign>{step.text}</Foreign>}
          />
        ))}
      </ol>
      <Notice kind={kind} title={title}>
        {trial.next}
      </Notice>
    </>
  )
}
