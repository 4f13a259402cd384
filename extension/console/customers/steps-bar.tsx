import { i18n } from '#i18n'
import type { PartnerJob } from '#shared/contract.ts'
import { countText } from '../../ui/number.ts'
import { dateOf } from '../../ui/time.ts'
import type { Kind, Known } from './standing.ts'

/** How far the last job is: a segment a step, and the same in words. */
export function StepsBar({ known: { job }, kind }: { known: Known; kind: Kind }) {
  if (!job || (job.kind === 'offboard' && job.state === 'done')) {
    return <span class="quiet customer-steps">{withoutJob(job, kind)}</span>
  }
  const isFailed = job.state === 'failed'
  return (
    <span class="customer-steps">
      <span class="customer-bar" aria-hidden="true">
        {job.steps.map(({ id, state }) => (
          <span key={id} class={`customer-step is-${state}`} />
        ))}
      </span>
      <span class={isFailed && kind === 'needs' ? 'quiet tone-danger' : 'quiet'}>{stepsText(job)}</span>
    </span>
  )
}

function withoutJob(job: PartnerJob | null, kind: Kind): string {
  if (job?.finishedAt) return i18n.t('console.customers.letGoOn', { date: dateOf(job.finishedAt) })
  return kind === 'already' || kind === 'done'
    ? i18n.t('console.customers.nothingToDo')
    : i18n.t('console.customers.notBegun')
}

/** "3 of 6: Grant its permissions" */
function stepsText({ steps, state }: PartnerJob): string {
  const all = countText(steps.length)
  if (state === 'done') return i18n.t('console.customers.stepsDone', { all })
  const at = steps.findIndex((step) => step.state !== 'done' && step.state !== 'skipped')
  const words = { at: countText(at + 1), all, title: steps[at]?.title ?? '' }
  return state === 'failed'
    ? i18n.t('console.customers.stepFailed', words)
    : i18n.t('console.customers.stepAt', words)
}
