import { i18n } from '#i18n'
import type { Alert, TenantSummary } from '#shared/contract.ts'
import { alertLooks, routeOf } from './alert-look.ts'
import type { Attention } from './attention.ts'

const kinds = { failing: 'problem', stopped: 'halted', review: 'review', consent: 'consent' } as const

/**
 * Open alerts that the tenants do not show by themselves. `known`: ids of what they do show: a tenant's or a mapping's
 * own problem says the same as its alert.
 */
export function alertNeeds(
  alerts: readonly Alert[],
  tenants: readonly TenantSummary[],
  known: ReadonlySet<string>,
): Attention[] {
  return alerts.flatMap((alert) => {
    const { id, kind, tenantId, text, endedAt } = alert
    const tenant = tenants.find((each) => each.id === tenantId)
    const isOfAll = tenantId === null
    if (endedAt !== null || (!isOfAll && !tenant) || isShown(alert, known)) return []
    return {
      ...{ id: `${id} alert`, kind: kinds[kind], text },
      tenantName: nameOf(alert, tenant),
      action: isOfAll ? i18n.t('alerts.open2') : alertLooks[kind].action,
      to: routeOf(alert) ?? { screen: 'alerts' },
    }
  })
}

function isShown({ kind, tenantId, mappingId }: Alert, known: ReadonlySet<string>): boolean {
  if (tenantId === null) return false
  const about = mappingId ?? tenantId
  if (kind === 'review') return known.has(`${about} reviews`)
  if (kind === 'stopped' && known.has(`${about} stopped`)) return true
  return known.has(`${about} problem`) || (kind === 'consent' && known.has(`${about} consent`))
}

function nameOf({ mappingId }: Alert, tenant: TenantSummary | undefined): string {
  const mapping = tenant?.mappings.find(({ id }) => id === mappingId)
  return mapping?.organisationName ?? tenant?.name ?? i18n.t('alerts.allTenants')
}
