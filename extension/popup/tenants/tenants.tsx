import { useContext, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Alert, TenantSummary } from '#shared/contract.ts'
import { attentionOf } from '../../alerts/attention.ts'
import { AttentionRow } from '../../alerts/attention-row.tsx'
import { asApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole, openSettings } from '../../places.ts'
import { useWaiting } from '../../plan/use-waiting.ts'
import { useRead } from '../../query.ts'
import { AccountContext, useOff } from '../../role.ts'
import { TenantRow } from '../../tenant/tenant-row.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { List } from '../../ui/list.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Bar, Body, Footer, Page, Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { Go } from '../route.ts'
import { UnmappedRow } from './unmapped-row.tsx'

const pollMilliseconds = 3000

export function Tenants({ go }: { go: Go }) {
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useRead(
    'tenants.list',
    {},
    { poll: (last) => isMoving(last?.tenants) && pollMilliseconds },
  )
  // They only add to what the tenants show themselves: without them the list stands as it is.
  const alerts = useRead('alerts.list', {}).data
  const isPast = !!data && !!error && asApiError(error).isAway
  return (
    <Page>
      <Bar title={i18n.t('popup.tenants.tenants')} mark={<Mark />}>
        <div class="bar-search">
          <TextInput
            label={i18n.t('popup.tenants.searchTenants')}
            labelHidden
            placeholder={i18n.t('popup.tenants.search')}
            search
            value={search}
            onInput={setSearch}
          />
        </div>
        <IconButton
          icon={icons.bell}
          label={
            alerts?.open
              ? i18n.t('popup.tenants.alertsOpen', { open: alerts.open })
              : i18n.t('popup.tenants.alerts')
          }
          onClick={() => go({ screen: 'alerts' })}
        />
        <IconButton
          icon={icons.settings}
          label={i18n.t('popup.tenants.settings')}
          onClick={() => openSettings()}
        />
      </Bar>
      <Body>
        {error && (
          <ErrorNotice
            error={error}
            what={isPast ? undefined : i18n.t('popup.tenants.tenantsCouldNotBeRead')}
            still={isPast ? i18n.t('popup.tenants.youSeeWhatKnownBefore') : undefined}
            onRetry={refetch}
          />
        )}
        {data ? (
          <Found tenants={data.tenants} alerts={alerts?.alerts ?? []} search={search} go={go} />
        ) : (
          !error && <Skeleton rows={8} label={i18n.t('popup.tenants.readingTenants')} />
        )}
      </Body>
      <TenantsFooter go={go} isPast={isPast} />
    </Page>
  )
}

const isMoving = (tenants: readonly TenantSummary[] = []) =>
  tenants.some(({ syncing, state }) => syncing || state === 'pending')

interface FoundProps {
  tenants: TenantSummary[]
  alerts: Alert[]
  search: string
  go: Go
}
function Found({ tenants, alerts, search, go }: FoundProps) {
  const waiting = useWaiting()
  if (tenants.length === 0) return <NoTenant />
  const shown = tenants.filter((tenant) => fits(tenant, search))
  const needs = attentionOf(shown, alerts, waiting)
  const needing = new Set(needs.map(({ to }) => ('tenantId' in to ? to.tenantId : null))).size
  return (
    <>
      {needs.length > 0 && (
        <Section title={i18n.t('popup.tenants.needsAttention', { needing, count: tenants.length })}>
          <List framed>
            {needs.map((need) => (
              <AttentionRow
                key={need.id}
                need={need}
                onAct={() => (need.page ? openConsole(need.page) : go(need.to))}
              />
            ))}
          </List>
        </Section>
      )}
      {!search && <UnmappedRow tenants={tenants} onMap={() => go({ screen: 'suggest' })} />}
      <Section
        title={
          search
            ? i18n.t('popup.tenants.found', { count: shown.length, all: tenants.length })
            : i18n.t('popup.tenants.allTenants')
        }
        aside={i18n.t('popup.tenants.secureScore90Days')}
      >
        {shown.length === 0 && <p class="quiet">{i18n.t('popup.tenants.noTenantCalled')}</p>}
        <List>
          {shown.map((tenant) => (
            <TenantRow
              key={tenant.id}
              tenant={tenant}
              onOpen={() => go({ screen: 'tenant', tenantId: tenant.id })}
            />
          ))}
        </List>
      </Section>
    </>
  )
}

function fits({ name, domain, mappings }: TenantSummary, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase()
  const words = [name, domain ?? '', ...mappings.map(({ organisationName }) => organisationName)]
  return words.some((word) => word.toLocaleLowerCase().includes(wanted))
}

function NoTenant() {
  return (
    <EmptyState picture={<Mark size={56} />} title={i18n.t('popup.tenants.noTenantConnectedYet')}>
      {i18n.t('popup.tenants.connectCustomersMicrosoftTenantIts')}
    </EmptyState>
  )
}

function TenantsFooter({ go, isPast }: { go: Go; isPast: boolean }) {
  const account = useContext(AccountContext)
  const off = useOff('tenants.connect')
  return (
    <Footer lastKnown={isPast}>
      <Button
        kind="primary"
        icon={icons.add}
        off={off}
        onClick={() => go({ screen: 'connect', tenantId: null })}
      >
        {i18n.t('popup.tenants.connectTenant')}
      </Button>
      {off && <span class="quiet">{off}</span>}
      <span class="push quiet footer-name">{account && <Foreign>{account.name}</Foreign>}</span>
      <IconButton
        icon={icons.open}
        label={i18n.t('popup.tenants.openFullPages')}
        onClick={() => openConsole({ screen: 'tenants' })}
      />
    </Footer>
  )
}
