import type { TenantDetail } from '#shared/contract.ts'
import { asApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openPopupAsTab } from '../../places.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { Go } from '../route.ts'
import { Licences } from './licences.tsx'
import { Organisations } from './organisations.tsx'
import { SecureScore } from './secure-score.tsx'
import { SyncCard } from './sync-card.tsx'
import { TenantNotices } from './tenant-notices.tsx'

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
      <Bar title={data?.name ?? 'Tenant'} subtitle={data?.domain ?? undefined} onBack={back}>
        <IconButton icon={icons.open} label="Open in a tab" onClick={openPopupAsTab} />
      </Bar>
      <Body>
        {error && (
          <ErrorNotice
            error={error}
            what={isPast ? undefined : 'The tenant could not be read.'}
            still={isPast ? 'You see what was known before.' : undefined}
            onRetry={refetch}
          />
        )}
        {data ? <Found tenant={data} go={go} /> : !error && <Skeleton rows={6} label="Reading the tenant" />}
      </Body>
      <Footer lastKnown={isPast}>
        <Freshness
          asOf={data?.lastSyncAt ?? null}
          what="Persons and licences"
          kind={isPast ? 'lastKnown' : 'mirror'}
        />
      </Footer>
    </Page>
  )
}

const isMoving = (tenant: TenantDetail | undefined) =>
  !!tenant && (tenant.sync.running || tenant.syncing || tenant.state === 'pending')

function Found({ tenant, go }: { tenant: TenantDetail; go: Go }) {
  return (
    <>
      <TenantTags tenant={tenant} />
      <TenantNotices tenant={tenant} go={go} />
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
        {isDisconnected(tenant) ? 'Remove its data' : 'Disconnect'}
      </Button>
    </div>
  )
}

const isDisconnected = ({ problem }: TenantDetail) => problem?.code === 'tenant.disconnected'

function TenantTags({ tenant }: { tenant: TenantDetail }) {
  const { state, reachedBy, persons, mappings, operator } = tenant
  const organisations = mappings.length === 1 ? '1 organisation' : `${mappings.length} organisations`
  return (
    <div class="tags">
      {state === 'connected' && (
        <Tag tone="success" icon={icons.done}>
          {reachedBy === 'consent' ? 'Connected by consent' : 'Connected by partner agreement'}
        </Tag>
      )}
      {state === 'pending' && <Tag icon={icons.clock}>Waiting for Microsoft</Tag>}
      {state === 'stopped' && (
        <Tag tone="danger" icon={icons.unplugged}>
          {isDisconnected(tenant) ? 'Disconnected' : 'Stopped'}
        </Tag>
      )}
      <Tag icon={icons.people}>{persons === 1 ? '1 person' : `${persons} persons`}</Tag>
      <Tag icon={icons.organisation}>{organisations}</Tag>
      {state === 'connected' && (
        <Tag icon={operator ? icons.flash : icons.lock}>{operator ? 'Actions on' : 'Actions off'}</Tag>
      )}
    </div>
  )
}
