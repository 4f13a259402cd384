import type { Alert } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openSettings } from '../../places.ts'
import { usePages } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List } from '../../ui/list.tsx'
import { Bar, Body, Footer, Page, Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'
import { AlertRow } from './alert-row.tsx'

/** What holds now, and what has ended in the last 90 days. */
export function Alerts({ go, back }: { go: Go; back: () => void }) {
  const pages = usePages('alerts.list', {})
  const alerts = pages.data?.pages.flatMap((page) => page.alerts)
  const { error, hasNextPage, fetchNextPage } = pages
  return (
    <Page>
      <Bar title="Alerts" onBack={back} />
      <Body>
        {error && <ErrorNotice error={error} what="The alerts could not be read." onRetry={pages.refetch} />}
        {!alerts && !error && <Skeleton rows={5} label="Reading the alerts" />}
        {alerts && <Found alerts={alerts} open={pages.data?.pages[0]?.open ?? 0} go={go} />}
        {hasNextPage && (
          <div class="buttons">
            <Button busy={pages.isFetchingNextPage} onClick={() => fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </Body>
      <WebhookFooter />
    </Page>
  )
}

function Found({ alerts, open, go }: { alerts: Alert[]; open: number; go: Go }) {
  if (alerts.length === 0)
    return (
      <EmptyState picture={<Icon of={icons.done} size={32} tone="success" />} title="Nothing to tell">
        What keeps failing, a run that was stopped, persons to decide about and a lost consent stand here.
      </EmptyState>
    )
  const holding = alerts.filter(({ endedAt }) => endedAt === null)
  const ended = alerts.filter(({ endedAt }) => endedAt !== null)
  return (
    <>
      {holding.length > 0 && (
        <Section title={`Open, ${open}`}>
          <List framed label="Open alerts">
            {holding.map((alert) => (
              <AlertRow key={alert.id} alert={alert} go={go} />
            ))}
          </List>
        </Section>
      )}
      {ended.length > 0 && (
        <Section title="Ended" aside="The last 90 days">
          <List label="Alerts that ended">
            {ended.map((alert) => (
              <AlertRow key={alert.id} alert={alert} go={go} />
            ))}
          </List>
        </Section>
      )}
    </>
  )
}

function WebhookFooter() {
  const off = useOff('alerts.setWebhook')
  return (
    <Footer>
      <Button icon={icons.settings} off={off} onClick={() => openSettings('alerts')}>
        Send alerts to a webhook
      </Button>
    </Footer>
  )
}
