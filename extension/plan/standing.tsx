import type { Mapping, Output } from '#shared/contract.ts'
import * as icons from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { Tag } from '../ui/tag.tsx'
import { ago, momentOf } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'
import { changesIn, changesWord, contactsWord } from './kinds.ts'
import { nextTry } from './next-try.ts'

type Plan = Output<'plans.get'>
interface StandingProps {
  plan: Plan
  mapping: Mapping | undefined
  psaName: string
}

/** How far the plan is, in words, spoken as it changes. */
export function Standing({ plan, mapping, psaName }: StandingProps) {
  const failed = mapping?.failed ?? 0
  return (
    <section class="standing" aria-label="State of the plan">
      {plan.state === 'building' && (
        <>
          <Progress label="Comparing persons with contacts" />
          <p role="status">Comparing persons with the contacts of {psaName}.</p>
        </>
      )}
      {plan.state === 'waiting' && plan.waitsFor === 'stopped' && (
        <Stopped plan={plan} mapping={mapping} psaName={psaName} />
      )}
      {plan.state === 'running' && <Running plan={plan} mapping={mapping} psaName={psaName} />}
      {plan.state === 'done' && failed === 0 && <p role="status">{doneText(mapping, psaName)}</p>}
      {failed > 0 && (
        <Notice kind="danger" title={`${psaName} refused ${changesWord(failed)}`}>
          Each one says why below. The others are not held up.
        </Notice>
      )}
      <MappingState mapping={mapping} />
    </section>
  )
}

/** What holds for the organisation, whatever the plan is: at rest, a problem, when it is tried again. */
function MappingState({ mapping }: Pick<StandingProps, 'mapping'>) {
  const now = useNow()
  if (!mapping) return null
  const { sync, problem, retryAt } = mapping
  const again = retryAt ? `Tried again ${nextTry(retryAt, now)}.` : ''
  return (
    <>
      {(sync === 'paused' || sync === 'off') && (
        <Notice kind="info" title={sync === 'paused' ? 'Sync is paused here' : 'Sync is off here'}>
          Nothing is planned or written, and nobody becomes inactive, until the settings say on.
        </Notice>
      )}
      {problem && problem.code !== 'plan.stopped' && (
        <Notice kind="warning" title={problem.text}>
          {[problem.next ?? '', again].join(' ')}
        </Notice>
      )}
      {!problem && retryAt && (
        <Notice kind="warning" title="The last try to write failed">
          {again} Nothing is lost, and nothing is written twice.
        </Notice>
      )}
    </>
  )
}

/** How old it is. */
export function PlanAge({ plan: { createdAt } }: Pick<StandingProps, 'plan'>) {
  const now = useNow()
  return <span class="quiet">{`Computed ${momentOf(createdAt, now)}, ${ago(createdAt, now)}`}</span>
}

function doneText(mapping: Mapping | undefined, psaName: string): string {
  const then =
    mapping?.approval === 'each'
      ? 'The next plan waits for approval again.'
      : 'Later changes go there by themselves, every hour.'
  return `Everything of this plan stands in ${psaName}. ${then}`
}

/** The breaker, explained: what it would have done, against which limit, and what to do. */
function Stopped({ plan, mapping, psaName }: StandingProps) {
  const limit = mapping ? `more than the ${mapping.breakerShare} % of an organisation` : 'more'
  return (
    <Notice
      kind="danger"
      title={`Stopped: it would make ${contactsWord(plan.counts.deactivate)} inactive in one run`}
    >
      <p>
        That is {limit} that a run may. Nothing of this plan has reached {psaName}. Often a rule was changed
        by mistake, or many accounts were blocked at Microsoft.
      </p>
      <p>Look at those to deactivate. If it is right, approve it; if not, correct the rule.</p>
    </Notice>
  )
}

export function PlanTag({ plan: { state, waitsFor } }: { plan: Pick<Plan, 'state' | 'waitsFor'> }) {
  if (state === 'building') return <Tag icon={icons.clock}>Being computed</Tag>
  if (state === 'waiting')
    return waitsFor === 'stopped' ? (
      <Tag tone="danger" icon={icons.hand}>
        Stopped, waiting for you
      </Tag>
    ) : (
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
  const all = changesIn(plan.counts)
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
