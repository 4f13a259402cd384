import { useEffect, useState } from 'preact/hooks'
import type { Output, PlanEntry } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { usePages, useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { usePsaName } from '../psa-name.ts'
import type { Go } from '../route.ts'
import { Counts, type KindFilter } from './counts.tsx'
import { Entry } from './entry.tsx'
import { Standing } from './standing.tsx'

interface PlanProps {
  tenantId: string
  mappingId: string
  go: Go
  back: () => void
}
type Plan = Output<'plans.get'>
const pollMilliseconds = 1000

/** What would be written, each value with its reason; then, once approved, how far the writing is. */
export function PlanScreen({ tenantId, mappingId, go, back }: PlanProps) {
  const pages = usePages('plans.get', { mappingId }, { poll: (first) => isBusy(first) && pollMilliseconds })
  const plan: Plan | undefined = pages.data?.pages[0]
  const tenant = useRead('tenants.get', { tenantId }, { poll: () => isBusy(plan) && pollMilliseconds })
  const mapping = tenant.data?.mappings.find(({ id }) => id === mappingId)
  const psaName = usePsaName(mapping?.connectionId)
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  const anew = useWrite('plans.get', ['plans.get', 'tenants.get'])
  const place = mapping && {
    connectionId: mapping.connectionId,
    organisationId: mapping.organisationId,
    organisationName: mapping.organisationName,
  }
  return (
    <Page>
      <Bar
        title={`Plan for ${mapping?.organisationName ?? 'an organisation'}`}
        subtitle={tenant.data && `Persons of ${tenant.data.name}`}
        onBack={back}
      >
        {place && (
          <IconButton
            icon={icons.filter}
            label="Change the rule"
            onClick={() => go({ screen: 'rule', tenantId, place, draft: null })}
          />
        )}
        <IconButton
          icon={icons.refresh}
          label="Compute the plan anew"
          onClick={() => anew.mutate({ mappingId, refresh: true })}
        />
      </Bar>
      <Body>
        {pages.error && (
          <ErrorNotice error={pages.error} what="The plan could not be read." onRetry={pages.refetch} />
        )}
        {anew.error && <ErrorNotice error={anew.error} what="The plan was not computed anew." />}
        {!plan && !pages.error && <Skeleton rows={5} label="Reading the plan" />}
        {plan && <Standing plan={plan} mapping={mapping} psaName={psaName} />}
        {plan && plan.state !== 'building' && (
          <Entries plan={plan} entries={entries} onMore={pages.hasNextPage ? pages.fetchNextPage : null} />
        )}
      </Body>
      {plan && <PlanFooter plan={plan} psaName={psaName} back={back} />}
    </Page>
  )
}

const isBusy = (plan: Plan | undefined) => plan?.state === 'building' || plan?.state === 'running'
interface EntriesProps {
  plan: Plan
  entries: PlanEntry[]
  onMore: (() => void) | null
}
function Entries({ plan, entries, onMore }: EntriesProps) {
  const [kind, setKind] = useState<KindFilter>('all')
  const shown = entries.filter((entry) => kind === 'all' || entry.kind === kind)
  return (
    <>
      <Counts counts={plan.counts} kind={kind} onKind={setKind} />
      {entries.length === 0 && (
        <Notice kind="success" title="Everything is as it should be">
          No contact differs from its person.
        </Notice>
      )}
      <ul class="entries">
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} isRunning={plan.state !== 'waiting'} />
        ))}
      </ul>
      {onMore && (
        <LinkButton onClick={onMore}>
          Show more, {entries.length} of {total(plan)} shown
        </LinkButton>
      )}
    </>
  )
}

const total = ({ counts }: Plan) => counts.create + counts.link + counts.update + counts.review
const changesOf = ({ counts }: Plan) => counts.create + counts.link + counts.update

function PlanFooter({ plan, psaName, back }: { plan: Plan; psaName: string; back: () => void }) {
  const off = useOff('plans.approve')
  const approve = useWrite('plans.approve', ['plans.get', 'tenants.get', 'tenants.list'])
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => setProblem(null), [plan.id])
  const changes = changesOf(plan)
  const waits = plan.state === 'waiting' && changes > 0
  return (
    <>
      {problem !== null && (
        <div class="above-footer">
          <ErrorNotice error={problem} what="Nothing was approved." />
        </div>
      )}
      <Footer>
        <span class="quiet">{waits ? (off ?? `Nothing reaches ${psaName} before you approve.`) : ''}</span>
        <span class="push" />
        <Button onClick={back}>{waits ? 'Not now' : 'Close'}</Button>
        {waits && (
          <Button
            kind="primary"
            icon={icons.check}
            off={off}
            busy={approve.isPending}
            onClick={() => approve.mutate({ planId: plan.id }, { onError: setProblem })}
          >
            {changes === 1 ? 'Approve 1 change' : `Approve ${changes} changes`}
          </Button>
        )}
      </Footer>
    </>
  )
}
