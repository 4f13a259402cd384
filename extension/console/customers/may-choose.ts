import { i18n } from '#i18n'
import { isConnected, type Known } from './standing.ts'

/** Why a customer cannot be taken in now; null = it can. */
export function whyNotChosen(known: Known): string | null {
  const { customer, job } = known
  if (job?.state === 'running') return i18n.t('console.customers.off.running')
  if (isConnected(known) && customer.tenant?.reachedBy !== 'consent')
    return i18n.t('console.customers.off.connected')
  if (customer.tenant?.state === 'pending') return i18n.t('console.customers.off.pending')
  return customer.ready ? null : i18n.t('console.customers.off.lacks')
}
