import { i18n } from '#i18n'
import type { PartnerCustomer } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { joinForeign } from '../../ui/join-foreign.ts'
import { dateOf } from '../../ui/time.ts'

type One = PartnerCustomer['relationships'][number]

/** Every admin relationship with a customer, with what Microsoft says of it. */
export function Relationships({ customer: { relationships } }: { customer: PartnerCustomer }) {
  const title = i18n.t('console.customers.relationships')
  return (
    <div>
      <h2>{title}</h2>
      {relationships.length === 0 && <p class="quiet">{i18n.t('console.customers.noRelationships')}</p>}
      <ul class="customer-relationships">
        {relationships.map((one) => (
          <li key={one.id}>
            <Foreign>{one.name}</Foreign>
            <span class="quiet">
              {statusText(one)} · {untilText(one)}
            </span>
            {one.roles.length > 0 && <span class="quiet clamped">{joinForeign(one.roles, ', ')}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** https://learn.microsoft.com/graph/api/resources/delegatedadminrelationship: its values of `status` */
const statuses = new Map(
  Object.entries({
    active: i18n.t('console.customers.relationship.active'),
    activating: i18n.t('console.customers.relationship.activating'),
    approvalPending: i18n.t('console.customers.relationship.approvalPending'),
    approved: i18n.t('console.customers.relationship.approved'),
    created: i18n.t('console.customers.relationship.created'),
    expired: i18n.t('console.customers.relationship.expired'),
    expiring: i18n.t('console.customers.relationship.expiring'),
    terminated: i18n.t('console.customers.relationship.terminated'),
    terminating: i18n.t('console.customers.relationship.terminating'),
    terminationRequested: i18n.t('console.customers.relationship.terminationRequested'),
    gone: i18n.t('console.customers.relationship.gone'),
  }),
)

/** Their word is shown for what is not known here. */
const statusText = ({ status }: One) => statuses.get(status) ?? joinForeign([status])

function untilText({ endsAt, autoExtends }: One): string {
  if (autoExtends) return i18n.t('console.customers.until.renews')
  if (endsAt === null) return i18n.t('console.customers.until.open')
  const date = dateOf(endsAt)
  return Date.parse(endsAt) > Date.now()
    ? i18n.t('console.customers.until.ends', { date })
    : i18n.t('console.customers.until.endedOn', { date })
}
