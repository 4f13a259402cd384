import { useState } from 'preact/hooks'
import type { AccessLimit, TenantSummary } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { TextInput } from '../../ui/text-input.tsx'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { LimitChanges } from './limit-changes.tsx'
import { LimitForm } from './limit-form.tsx'
import { LimitLine } from './limit-line.tsx'

/** Which technicians and groups are limited to which tenants. */
export function Technicians() {
  const off = useOff('access.list')
  const limits = useRead('access.list', {}, { enabled: !off })
  const tenants = useRead('tenants.list', {}, { enabled: !off })
  const hasData = limits.data !== undefined && tenants.data !== undefined
  return (
    <>
      <PageHead
        title="Technicians"
        text="Without a limit, technicians and viewers see every tenant. With one they see exactly the tenants it names; a person’s limits and those of their groups are taken together. Administrators see all. A change holds from the next request on."
      />
      {off ? (
        <NotYours why={off}>Who may see which tenants is for administrators to know and to set.</NotYours>
      ) : (
        <ReadState
          error={limits.error ?? tenants.error}
          hasData={hasData}
          what="The limits could not be read."
          reading="Reading the limits"
          onRetry={() => void Promise.all([limits.refetch(), tenants.refetch()])}
        />
      )}
      {!off && limits.data && tenants.data && (
        <>
          <Limits limits={limits.data.limits} tenants={tenants.data.tenants} />
          <LimitChanges changes={limits.data.changes} tenants={tenants.data.tenants} />
        </>
      )}
    </>
  )
}

interface LimitsProps {
  limits: AccessLimit[]
  tenants: TenantSummary[]
}
function Limits({ limits, tenants }: LimitsProps) {
  const [search, setSearch] = useState('')
  const [isNew, setNew] = useState(false)
  const names = new Map(tenants.map(({ id, name }) => [id, name]))
  const shown = limits.filter((limit) => fits(limit, names, search))
  return (
    <>
      <div class="filters">
        {limits.length > 0 && (
          <div class="console-search">
            <TextInput
              label="Find a technician, group or tenant"
              labelHidden
              placeholder="Technician, group or tenant"
              search
              value={search}
              onInput={setSearch}
            />
          </div>
        )}
        {!isNew && (
          <Button kind="primary" icon={icons.add} onClick={() => setNew(true)}>
            Limit somebody
          </Button>
        )}
      </div>
      {isNew && (
        <section class="surface surface-padded part" aria-label="New limit">
          <h2>New limit</h2>
          <LimitForm tenants={tenants} limit={null} onClose={() => setNew(false)} />
        </section>
      )}
      {limits.length === 0 && !isNew && <NoLimit />}
      {shown.length > 0 && (
        <div class="surface">
          <ul class="lines" aria-label="Limits">
            {shown.map((limit) => (
              <LimitLine key={`${limit.subject.kind} ${limit.subject.id}`} limit={limit} tenants={tenants} />
            ))}
          </ul>
        </div>
      )}
      <p class="quiet" role="status">
        {search && `${shown.length} of ${limits.length} found`}
      </p>
    </>
  )
}

function fits({ subject, tenantIds }: AccessLimit, names: Map<string, string>, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase()
  const words = [subject.name, subject.id, ...tenantIds.map((id) => names.get(id) ?? '')]
  return words.some((word) => word.toLocaleLowerCase().includes(wanted))
}

function NoLimit() {
  return (
    <div class="surface">
      <EmptyState picture={<Icon of={icons.people} size={32} />} title="Nobody is limited">
        Every technician and viewer sees every tenant. Limit a person or a group of your own Entra tenant when
        some of them look after certain customers alone.
      </EmptyState>
    </div>
  )
}
