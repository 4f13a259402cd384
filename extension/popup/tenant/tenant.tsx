import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { asApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole } from '../../places.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Licences } from '../../tenant/licences.tsx'
import { SecureScore } from '../../tenant/secure-score.tsx'
import { SyncCard } from '../../tenant/sync-card.tsx'
import { TenantNotices } from '../../tenant/tenant-notices.tsx'
import { isDisconnected, TenantTags } from '../../tenant/tenant-tags.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'
import { Organisations } from './organisations.tsx'

interface TenantProps {
  tenantId: string
  go: Go
  back: () => void
}
const pollMilliseconds = 1000

export function Tenant({ tenantId, go, back }: TenantProps) {
  const { data, error, refetch } = useRead(
    'tenants.get',
    { tenantId },
    { poll: (last) => isMoving(last) && pollMilliseconds },
  )
  const isPast = !!data && !!error && asApiError(error).isAway
  return (
    <Page>
      <Bar
        title={data?.name ?? i18n.t('popup.tenant.tenant')}
        subtitle={data?.domain ?? undefined}
        onBack={back}
      >
        <IconButton
          icon={icons.open}
          label={i18n.t('popup.tenant.openOnFullPage')}
          onClick={() => openConsole({ screen: 'tenant', tenantId })}
        />
      </Bar>
      <Body>
        {error && (
          <ErrorNotice
            error={error}
            what={isPast ? undefined : i18n.t('popup.tenant.tenantCouldNotBeRead')}
            still={isPast ? i18n.t('popup.tenant.youSeeWhatKnownBefore') : undefined}
            onRetry={refetch}
          />
        )}
        {data ? (
          <Found tenant={data} go={go} />
        ) : (
          !error && <Skeleton rows={6} label={i18n.t('popup.tenant.readingTenant')} />
        )}
      </Body>
      <Footer lastKnown={isPast}>
        <Freshness
          asOf={data?.lastSyncAt ?? null}
          what={i18n.t('popup.tenant.personsAndLicences')}
          kind={isPast ? 'lastKnown' : 'mirror'}
        />
      </Footer>
    </Page>
  )
}

const isMoving = (tenant: TenantDetail | undefined) =>
  !!tenant && (tenant.sync.running || tenant.syncing || tenant.state === 'pending')

function Found({ tenant, go }: { tenant: TenantDetail; go: Go }) {
  const connect = () =>
    tenant.reachedBy === 'partner'
      ? openConsole({ screen: 'customers' })
      : go({ screen: 'connect', tenantId: tenant.id })
  return (
    <>
      <TenantTags tenant={tenant} />
      <TenantNotices tenant={tenant} onConnect={connect} />
      <SyncCard tenant={tenant} />
      <Organisations tenant={tenant} go={go} />
      <Licences licences={tenant.licences} wasRead={tenant.lastSyncAt !== null} />
      <SecureScore score={tenant.score} />
      <Disconnecting tenant={tenant} go={go} />
    </>
  )
}

function Disconnecting({ tenant, go }: { tenant: TenantDetail; go: Go }) {
  const off = useOff('tenants.disconnect')
  return (
    <div class="buttons">
      <Button
        kind="subtle"
        icon={icons.unplugged}
        off={off}
        onClick={() => go({ screen: 'disconnect', tenantId: tenant.id })}
      >
        {isDisconnected(tenant) ? i18n.t('popup.tenant.removeItsData') : i18n.t('popup.tenant.disconnect')}
      </Button>
      {tenant.reachedBy === 'partner' && !off && (
        <LinkButton onClick={() => openConsole({ screen: 'customers' })}>
          {i18n.t('popup.tenant.customersOfPartner')}
        </LinkButton>
      )}
    </div>
  )
}
