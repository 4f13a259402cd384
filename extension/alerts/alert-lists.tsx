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
              <AlertRow key={alert.id} alert={alert} onOpen={wayTo(alert)} />
            ))}
          </List>
        </Section>
      )}
      {ended.length > 0 && (
        <Section title="Ended" aside="The last 90 days">
          <List label="Alerts that ended">
            {ended.map((alert) => (
              <AlertRow key={alert.id} alert={alert} onOpen={null} />
            ))}
          </List>
        </Section>
      )}
    </>
  )
}
