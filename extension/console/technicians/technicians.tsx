import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { AccessLimit, TenantSummary } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { FoundCount, isFound, ListSearch } from '../list-search.tsx'
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
        title={i18n.t('console.technicians.technicians')}
        text={i18n.t('console.technicians.withoutLimitTechniciansAndViewers')}
      />
      {off ? (
        <NotYours why={off}>{i18n.t('console.technicians.whoMaySeeWhichTenants')}</NotYours>
      ) : (
        <ReadState
          error={limits.error ?? tenants.error}
          hasData={hasData}
          what={i18n.t('console.technicians.limitsCouldNotBeRead')}
          reading={i18n.t('console.technicians.readingLimits')}
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
          <ListSearch
            label={i18n.t('console.technicians.findTechnicianGroupOrTenant')}
            placeholder={i18n.t('console.technicians.technicianGroupOrTenant')}
            value={search}
            onInput={setSearch}
          />
        )}
        {!isNew && (
          <Button kind="primary" icon={icons.add} onClick={() => setNew(true)}>
            {i18n.t('console.technicians.limitSomebody')}
          </Button>
        )}
      </div>
      {isNew && (
        <section class="surface surface-padded part" aria-label={i18n.t('console.technicians.newLimit')}>
          <h2>{i18n.t('console.technicians.newLimit')}</h2>
          <LimitForm tenants={tenants} limit={null} onClose={() => setNew(false)} />
        </section>
      )}
      {limits.length === 0 && !isNew && <NoLimit />}
      {shown.length > 0 && (
        <div class="surface">
          <ul class="lines" aria-label={i18n.t('console.technicians.limits')}>
            {shown.map((limit) => (
              <LimitLine key={`${limit.subject.kind} ${limit.subject.id}`} limit={limit} tenants={tenants} />
            ))}
          </ul>
        </div>
      )}
      <FoundCount search={search} count={shown.length} all={limits.length} />
    </>
  )
}

function fits({ subject, tenantIds }: AccessLimit, names: Map<string, string>, search: string): boolean {
  return isFound([subject.name, subject.id, ...tenantIds.map((id) => names.get(id) ?? '')], search)
}

function NoLimit() {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.people} size={32} />}
        title={i18n.t('console.technicians.nobodyLimited')}
      >
        {i18n.t('console.technicians.everyTechnicianAndViewerSees')}
      </EmptyState>
    </div>
  )
}
