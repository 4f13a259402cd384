import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'
import { Tag } from '../ui/tag.tsx'

export const isDisconnected = ({ problem }: Pick<TenantDetail, 'problem'>) =>
  problem?.code === 'tenant.disconnected'

/** How it is reached, whether that works, and how much there is of it. */
export function TenantTags({ tenant }: { tenant: TenantDetail }) {
  const { persons, mappings } = tenant
  const organisations = i18n.t('tenant.organisations', mappings.length, { count: countText(mappings.length) })
  return (
    <div class="tags">
      <StateTag tenant={tenant} />
      <Tag icon={icons.people}>{i18n.t('tenant.persons', persons, { count: countText(persons) })}</Tag>
      <Tag icon={icons.organisation}>{organisations}</Tag>
      <ActionsTag tenant={tenant} />
    </div>
  )
}

export function StateTag({ tenant }: { tenant: TenantDetail }) {
  const { state, reachedBy } = tenant
  return (
    <>
      {state === 'connected' && (
        <Tag tone="success" icon={icons.done}>
          {reachedBy === 'consent'
            ? i18n.t('tenant.connectedByConsent')
            : i18n.t('tenant.connectedByPartnerAgreement')}
        </Tag>
      )}
      {state === 'pending' && <Tag icon={icons.clock}>{i18n.t('tenant.waitingForMicrosoft')}</Tag>}
      {state === 'stopped' && (
        <Tag tone="danger" icon={icons.unplugged}>
          {isDisconnected(tenant) ? i18n.t('tenant.disconnected') : i18n.t('tenant.stopped2')}
        </Tag>
      )}
    </>
  )
}

export function ActionsTag({ tenant: { state, operator } }: { tenant: TenantDetail }) {
  return (
    <>
      {state === 'connected' && (
        <Tag icon={operator ? icons.flash : icons.lock}>
          {operator ? i18n.t('tenant.actionsOn') : i18n.t('tenant.actionsOff')}
        </Tag>
      )}
    </>
  )
}
