import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Output, TenantSummary } from '#shared/contract.ts'
import { openPopupScreen } from '../../places.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import * as icons from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { FoundCount, isFound, ListSearch } from '../list-search.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { Needs } from './needs.tsx'
import { TenantLine } from './tenant-line.tsx'

const pollMilliseconds = 3000

/** Every tenant with what needs a person first. */
export function Tenants() {
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useRead(
    'tenants.list',
    {},
    { poll: (last) => isMoving(last) && pollMilliseconds },
  )
  const all = data?.tenants ?? []
  const shown = all.filter((tenant) => fits(tenant, search))
  return (
    <>
      <PageHead
        title={i18n.t('console.tenants.tenants')}
        text={i18n.t('console.tenants.howEachOneStandsWhat')}
        tools={<Tools hasTenants={all.length > 0} search={search} onSearch={setSearch} />}
      />
      <ReadState
        error={error}
        hasData={data !== undefined}
        what={i18n.t('console.tenants.tenantsCouldNotBeRead')}
        reading={i18n.t('console.tenants.readingTenants')}
        onRetry={refetch}
        rows={8}
      />
      {data && all.length === 0 && <NoTenant />}
      {data && !search && <Needs tenants={all} />}
      {shown.length > 0 && <Found shown={shown} />}
      <FoundCount search={search} count={shown.length} all={all.length} />
    </>
  )
}

const isMoving = (last: Output<'tenants.list'> | undefined) =>
  (last?.tenants ?? []).some(({ syncing, state }) => syncing || state === 'pending')

function fits({ name, domain, mappings }: TenantSummary, search: string): boolean {
  return isFound([name, domain, ...mappings.map(({ organisationName }) => organisationName)], search)
}

interface ToolsProps {
  hasTenants: boolean
  search: string
  onSearch: (search: string) => void
}
function Tools({ hasTenants, search, onSearch }: ToolsProps) {
  const off = useOff('tenants.connect')
  const partnerOff = useOff('partner.customers')
  return (
    <>
      {hasTenants && (
        <ListSearch
          label={i18n.t('console.tenants.findTenantOrOrganisation')}
          placeholder={i18n.t('console.tenants.findTenant')}
          value={search}
          onInput={onSearch}
        />
      )}
      {!partnerOff && (
        <a class="button-link" href={hashOf({ screen: 'customers' })}>
          {i18n.t('console.tenants.allCustomersOfPartner')}
        </a>
      )}
      {!off && (
        <Button
          kind="primary"
          icon={icons.add}
          onClick={() => void openPopupScreen({ screen: 'connect', tenantId: null })}
        >
          {i18n.t('console.tenants.connectTenant')}
        </Button>
      )}
    </>
  )
}

function Found({ shown }: { shown: TenantSummary[] }) {
  return (
    <div class="surface">
      <div class="tenant-columns" aria-hidden="true">
        <span>{i18n.t('console.tenants.tenant')}</span>
        <span>{i18n.t('console.tenants.organisations')}</span>
        <span>{i18n.t('console.tenants.seatsLeft')}</span>
        <span>{i18n.t('console.tenants.secureScore')}</span>
      </div>
      <ul class="lines" aria-label={i18n.t('console.tenants.tenants')}>
        {shown.map((tenant) => (
          <TenantLine key={tenant.id} tenant={tenant} />
        ))}
      </ul>
    </div>
  )
}

function NoTenant() {
  const off = useOff('tenants.connect')
  const partnerOff = useOff('partner.get')
  return (
    <div class="surface">
      <EmptyState
        picture={<Mark size={56} />}
        title={i18n.t('console.tenants.noTenantConnectedYet')}
        action={
          !partnerOff && (
            <a href={hashOf({ screen: 'partner' })}>{i18n.t('console.tenants.connectPartner')}</a>
          )
        }
        note={off}
      >
        {i18n.t('console.tenants.connectCustomersMicrosoftTenantIts')}
      </EmptyState>
    </div>
  )
}
