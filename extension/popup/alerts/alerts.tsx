import { i18n } from '#i18n'
import type { Alert } from '#shared/contract.ts'
import { AlertLists } from '../../alerts/alert-lists.tsx'
import { routeOf } from '../../alerts/alert-look.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole, openSettings } from '../../places.ts'
import { usePages } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'

/** What holds now, and what has ended in the last 90 days. */
export function Alerts({ go, back }: { go: Go; back: () => void }) {
  const pages = usePages('alerts.list', {})
  const alerts = pages.data?.pages.flatMap((page) => page.alerts)
  const { error, hasNextPage, fetchNextPage } = pages
  const wayTo = (alert: Alert) => {
    const to = routeOf(alert)
    return to && (() => go(to))
  }
  return (
    <Page>
      <Bar title={i18n.t('popup.alerts.alerts')} onBack={back}>
        <IconButton
          icon={icons.open}
          label={i18n.t('popup.alerts.openOnFullPage')}
          onClick={() => openConsole({ screen: 'alerts' })}
        />
      </Bar>
      <Body>
        {error && (
          <ErrorNotice
            error={error}
            what={i18n.t('popup.alerts.alertsCouldNotBeRead')}
            onRetry={pages.refetch}
          />
        )}
        {!alerts && !error && <Skeleton rows={5} label={i18n.t('popup.alerts.readingAlerts')} />}
        {alerts && <AlertLists alerts={alerts} open={pages.data?.pages[0]?.open ?? 0} wayTo={wayTo} />}
        {hasNextPage && (
          <div class="buttons">
            <Button busy={pages.isFetchingNextPage} onClick={() => fetchNextPage()}>
              {i18n.t('popup.alerts.showMore')}
            </Button>
          </div>
        )}
      </Body>
      <WebhookFooter />
    </Page>
  )
}

function WebhookFooter() {
  const off = useOff('alerts.setWebhook')
  return (
    <Footer>
      <Button icon={icons.settings} off={off} onClick={() => openSettings('alerts')}>
        {i18n.t('popup.alerts.sendAlertsToWebhook')}
      </Button>
    </Footer>
  )
}
