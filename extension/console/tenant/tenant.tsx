import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { openAction, openPopupScreen } from '../../places.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { SyncCard } from '../../tenant/sync-card.tsx'
import { TenantNotices } from '../../tenant/tenant-notices.tsx'
import { ActionsTag, isDisconnected, StateTag } from '../../tenant/tenant-tags.tsx'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { joinForeign } from '../../ui/join-foreign.ts'
import { goTo } from '../lead.ts'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { Controls } from './controls.tsx'
import { Lacks } from './lacks.tsx'
import { Licences } from './licences.tsx'
import { Organisations } from './organisations.tsx'
import { PersonChanges } from './person-changes.tsx'
import { Readings } from './readings.tsx'
import { Score } from './score.tsx'
import { Tiles } from './tiles.tsx'
import { WhoMay } from './who-may.tsx'

const pollMilliseconds = 1000

/** Everything about one tenant: to look after it, and to talk about with the customer. */
export function Tenant({ tenantId }: { tenantId: string }) {
  const { data, error, refetch } = useRead(
    'tenants.get',
    { tenantId },
    { poll: (last) => isMoving(last) && pollMilliseconds },
  )
  return (
    <>
      <PageHead
        title={data?.name ?? i18n.t('console.tenant.tenant2')}
        isForeign={data !== undefined}
        crumbs={[{ text: i18n.t('console.tenant.tenants'), href: hashOf({ screen: 'tenants' }) }]}
        state={
          data && (
            <span class="tags">
              <StateTag tenant={data} />
              <ActionsTag tenant={data} />
            </span>
          )
        }
        text={data && <Which tenant={data} />}
        tools={data && <Ways tenant={data} />}
      />
      <ReadState
        error={error}
        hasData={data !== undefined}
        what={i18n.t('console.tenant.tenantCouldNotBeRead')}
        reading={i18n.t('console.tenant.readingTenant')}
        onRetry={refetch}
        rows={8}
      />
      {data && <Found tenant={data} />}
    </>
  )
}

const isMoving = (tenant: TenantDetail | undefined) =>
  !!tenant && (tenant.sync.running || tenant.syncing || tenant.state === 'pending')

function Which({ tenant: { domain, id, reachedBy } }: { tenant: TenantDetail }) {
  const off = useOff('partner.customers')
  return (
    <div class="page-head-facts">
      <bdi>{joinForeign([domain, id])}</bdi>
      {reachedBy === 'partner' && !off && (
        <a href={hashOf({ screen: 'customers' })}>{i18n.t('console.tenant.customersOfPartner')}</a>
      )}
    </div>
  )
}

function Ways({ tenant }: { tenant: TenantDetail }) {
  const off = useOff('tenants.disconnect')
  const { id: tenantId } = tenant
  return (
    <>
      <Button
        icon={icons.personAdd}
        off={useOff('actions.run')}
        onClick={() => void openAction(tenantId, tenantId, 'create-person')}
      >
        {i18n.t('console.tenant.createPerson')}
      </Button>
      <a class="button-link" href={hashOf({ screen: 'record', filter: { tenantId } })}>
        {i18n.t('console.tenant.record')}
      </a>
      <a class="button-link" href={hashOf({ screen: 'history', filter: { tenantId } })}>
        {i18n.t('console.tenant.history')}
      </a>
      {!off && (
        <Button
          kind="subtle"
          icon={icons.unplugged}
          onClick={() => void openPopupScreen({ screen: 'disconnect', tenantId })}
        >
          {isDisconnected(tenant)
            ? i18n.t('console.tenant.removeItsData')
            : i18n.t('console.tenant.disconnect')}
        </Button>
      )}
    </>
  )
}

function Found({ tenant }: { tenant: TenantDetail }) {
  const trends = useRead('tenants.trends', { tenantId: tenant.id })
  const connect = () => {
    if (tenant.reachedBy === 'partner') goTo({ screen: 'customers' })
    else void openPopupScreen({ screen: 'connect', tenantId: tenant.id })
  }
  return (
    <>
      <TenantNotices tenant={tenant} onConnect={connect} />
      <Tiles tenant={tenant} />
      <div class="tenant-pair">
        <Score tenant={tenant} trends={trends} />
        <Controls controls={tenant.controls} hasScore={tenant.score.length > 0} />
      </div>
      <Licences tenant={tenant} trends={trends.data} />
      <div class="tenant-pair">
        <Organisations tenant={tenant} />
        <WhoMay tenant={tenant} />
      </div>
      <div class="tenant-pair">
        <section class="surface surface-padded part" aria-label={i18n.t('console.tenant.sync')}>
          <h2>{i18n.t('console.tenant.sync')}</h2>
          <SyncCard tenant={tenant} />
          <Readings sync={tenant.sync} />
        </section>
        <Lacks capabilities={tenant.capabilities} />
      </div>
      <PersonChanges tenantId={tenant.id} />
    </>
  )
}
