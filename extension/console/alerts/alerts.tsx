import { i18n } from '#i18n'
import type { Alert } from '#shared/contract.ts'
import { AlertLists } from '../../alerts/alert-lists.tsx'
import { routeOf } from '../../alerts/alert-look.ts'
import { openSettings } from '../../places.ts'
import { usePages } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { leadTo } from '../lead.ts'
import { MoreButton } from '../more-button.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'

/** What holds now, and what has ended in the last 90 days. */
export function Alerts() {
  const pages = usePages('alerts.list', {})
  const alerts = pages.data?.pages.flatMap((page) => page.alerts)
  return (
    <>
      <PageHead
        title={i18n.t('console.alerts.alerts')}
        text={i18n.t('console.alerts.whatKeepsFailingOrWaits')}
        tools={<WebhookButton />}
      />
      <ReadState
        error={pages.error}
        hasData={alerts !== undefined}
        what={i18n.t('console.alerts.alertsCouldNotBeRead')}
        reading={i18n.t('console.alerts.readingAlerts')}
        onRetry={pages.refetch}
      />
      {alerts && (
        <div class="surface surface-padded alerts">
          <AlertLists alerts={alerts} open={pages.data?.pages[0]?.open ?? 0} wayTo={wayTo} />
          {alerts.length > 0 && (
            <MoreButton
              shown={alerts.length}
              more={pages.hasNextPage ? pages.fetchNextPage : null}
              busy={pages.isFetchingNextPage}
            />
          )}
        </div>
      )}
    </>
  )
}

function wayTo(alert: Alert): (() => void) | null {
  const to = routeOf(alert)
  return to && (() => leadTo(to))
}

/** Where alerts are sent is a setting of the server; others than administrators are not asked. */
function WebhookButton() {
  const off = useOff('alerts.setWebhook')
  if (off) return null
  return (
    <Button icon={icons.settings} onClick={() => openSettings('alerts')}>
      {i18n.t('console.alerts.sendAlertsToWebhook')}
    </Button>
  )
}
