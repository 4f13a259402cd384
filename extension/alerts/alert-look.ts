import { i18n } from '#i18n'
import type { Alert } from '#shared/contract.ts'
import type { Route } from '../popup/route.ts'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'

/** How each kind of alert looks, and the word on the button that leads to what it is about. */
export const alertLooks: Record<Alert['kind'], { icon: string; tone: Tone; label: string; action: string }> =
  {
    failing: {
      icon: icons.warning,
      tone: 'warning',
      label: i18n.t('alerts.keepsFailing'),
      action: i18n.t('alerts.open2'),
    },
    stopped: {
      icon: icons.hand,
      tone: 'danger',
      label: i18n.t('alerts.runStopped'),
      action: i18n.t('alerts.look'),
    },
    review: {
      icon: icons.personQuestion,
      tone: 'brand',
      label: i18n.t('alerts.toDecide'),
      action: i18n.t('alerts.decide'),
    },
    consent: {
      icon: icons.shield,
      tone: 'warning',
      label: i18n.t('alerts.needsConsentAgain'),
      action: i18n.t('alerts.reconnect'),
    },
  }

/** Where a person can do something about an alert; null = nowhere in the popup. */
export function routeOf({ kind, tenantId, mappingId }: Alert): Route | null {
  if (tenantId === null) return null
  if (kind === 'consent') return { screen: 'connect', tenantId }
  return mappingId === null ? { screen: 'tenant', tenantId } : { screen: 'plan', tenantId, mappingId }
}
