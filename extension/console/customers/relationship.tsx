import { i18n } from '#i18n'
import type { PartnerCustomer } from '#shared/contract.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { dateOf, shortDateOf } from '../../ui/time.ts'

const dayMilliseconds = 24 * 3_600_000

/** Roles that work of those that are needed, and until when. */
export function Relationship({ customer, now }: { customer: PartnerCustomer; now: number }) {
  const { roles, standing } = customer
  const ready = roles.filter(({ state }) => state === 'ready').length
  const warns = standing === 'expiring' || standing === 'expired'
  return (
    <span class="row-text customer-relationship">
      {roles.length > 0 && (
        <span>
          {i18n.t('console.customers.rolesOf', { ready: countText(ready), all: countText(roles.length) })}
        </span>
      )}
      <span class={warns ? 'customer-until tone-warning' : 'customer-until quiet'}>
        {warns && <Icon of={icons.warning} size={14} />}
        {untilText(customer, now)}
      </span>
    </span>
  )
}

function untilText({ standing, endsAt }: PartnerCustomer, now: number): string {
  if (standing === 'none') return i18n.t('console.customers.until.none')
  if (standing === 'pending') return i18n.t('console.customers.until.pending')
  if (standing === 'expired') return i18n.t('console.customers.until.ended')
  if (endsAt === null) return i18n.t('console.customers.until.renews')
  const date = dateOf(endsAt)
  const days = Math.ceil((Date.parse(endsAt) - now) / dayMilliseconds)
  if (days <= 0) return i18n.t('console.customers.until.endedOn', { date })
  if (standing === 'active') return i18n.t('console.customers.until.ends', { date })
  const soon = { date: shortDateOf(endsAt), days: countText(days) }
  return i18n.t('console.customers.until.endsIn', days, soon)
}
