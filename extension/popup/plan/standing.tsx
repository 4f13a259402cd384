import type { Mapping, Output } from '#shared/contract.ts'
import * as icons from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Tag } from '../../ui/tag.tsx'
import { ago, momentOf } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'

interface StandingProps {
  plan: Output<'plans.get'>
  mapping: Mapping | undefined
  psaName: string
}

/** How far the plan is, in words, spoken as it changes. */
export function Standing({ plan, mapping, psaName }: StandingProps) {
  const now = useNow()
  const made = `Computed ${momentOf(plan.createdAt, now)}, ${ago(plan.createdAt, now)}`
  const failed = mapping?.failed ?? 0
  return (
    <section class="standing" aria-label="State of the plan">
      <p class="tags">
        <StateTag state={plan.state} />
        <span class="quiet">{made}</span>
      </p>
      {plan.state === 'building' && (
        <>
          <Progress label="Comparing persons with contacts" />
          <p role="status">Comparing persons with the contacts of {psaName}.</p>
        </>
      )}
      {plan.state === 'running' && <Running plan={plan} mapping={mapping} psaName={psaName} />}
      {plan.state === 'done' && failed === 0 && (
        <p role="status">
          Everything of this plan stands in {psaName}. Later changes go there by themselves, every hour.
        </p>
      )}
      {failed > 0 && (
        <Notice
          kind="danger"
          title={failed === 1 ? `${psaName} refused 1 change` : `${psaName} refused ${failed} changes`}
        >
          Each one says why below. The others are not held up.
        </Notice>
      )}
      {mapping?.problem && (
        <Notice kind="warning" title={mapping.problem.text}>
          {mapping.problem.next ?? ''}
        </Notice>
      )}
    </section>
  )
}

function StateTag({ state }: { state: StandingProps['plan']['state'] }) {
  if (state === 'building') return <Tag icon={icons.clock}>Being computed</Tag>
  if (state === 'waiting')
    return (
      <Tag tone="warning" icon={icons.hand}>
        Waiting for approval
      </Tag>
    )
  if (state === 'running')
    return (
      <Tag tone="brand" icon={icons.sync}>
        Being written
      </Tag>
    )
  return (
    <Tag tone="success" icon={icons.done}>
      Done
    </Tag>
  )
}

function Running({ plan, mapping, psaName }: StandingProps) {
  const all = plan.counts.create + plan.counts.link + plan.counts.update
  const left = Math.min(all, mapping?.waiting ?? all)
  return (
    <>
      <Progress label={`Writing to ${psaName}`} value={all - left} max={Math.max(1, all)} />
      <p role="status">
        {all - left} of {all} written to {psaName}. You can close this window; the writing goes on.
      </p>
    </>
  )
}
