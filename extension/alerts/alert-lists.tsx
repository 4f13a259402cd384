import { i18n } from '#i18n'
import type { Alert } from '#shared/contract.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { List } from '../ui/list.tsx'
import { Section } from '../ui/page.tsx'
import { AlertRow } from './alert-row.tsx'

interface AlertListsProps {
  alerts: readonly Alert[]
  open: number
  /** The way to what an alert is about; null = there is none. */
  wayTo: (alert: Alert) => (() => void) | null
}

/** What holds now, and what has ended. */
export function AlertLists({ alerts, open, wayTo }: AlertListsProps) {
  if (alerts.length === 0)
    return (
      <EmptyState
        picture={<Icon of={icons.done} size={32} tone="success" />}
        title={i18n.t('alerts.nothingToTell')}
      >
        {i18n.t('alerts.whatKeepsFailingRunStopped')}
      </EmptyState>
    )
  const holding = alerts.filter(({ endedAt }) => endedAt === null)
  const ended = alerts.filter(({ endedAt }) => endedAt !== null)
  return (
    <>
      {holding.length > 0 && (
        <Section title={i18n.t('alerts.open', { open })}>
          <List framed label={i18n.t('alerts.openAlerts')}>
            {holding.map((alert) => (
              <AlertRow key={alert.id} alert={alert} onOpen={wayTo(alert)} />
            ))}
          </List>
        </Section>
      )}
      {ended.length > 0 && (
        <Section title={i18n.t('alerts.ended')} aside={i18n.t('alerts.last90Days')}>
          <List label={i18n.t('alerts.alertsEnded')}>
            {ended.map((alert) => (
              <AlertRow key={alert.id} alert={alert} onOpen={null} />
            ))}
          </List>
        </Section>
      )}
    </>
  )
}
