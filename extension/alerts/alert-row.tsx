import { i18n } from '#i18n'
import type { Alert } from '#shared/contract.ts'
import { Button } from '../ui/button.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Row } from '../ui/list.tsx'
import { ago } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'
import { alertLooks } from './alert-look.ts'

interface AlertRowProps {
  alert: Alert
  /** Leads to what it is about; null = nowhere here. */
  onOpen: (() => void) | null
}
export function AlertRow({ alert, onOpen }: AlertRowProps) {
  const now = useNow()
  const { kind, text, next, since, endedAt } = alert
  const { icon, tone, label, action } = alertLooks[kind]
  return (
    <Row
      start={
        endedAt === null ? (
          <Icon of={icon} tone={tone} label={label} />
        ) : (
          <Icon of={icons.check} label={i18n.t('alerts.ended2', { label })} />
        )
      }
      title={<Foreign class="alert-text">{text}</Foreign>}
      text={
        endedAt === null
          ? [i18n.t('alerts.since', { ago: ago(since, now) }), next].filter(Boolean).join(' ')
          : i18n.t('alerts.endedBegan', { ago: ago(endedAt, now), ago2: ago(since, now) })
      }
      end={
        endedAt === null &&
        onOpen && (
          <Button size="small" label={`${action}: ${text}`} onClick={onOpen}>
            {action}
          </Button>
        )
      }
    />
  )
}
