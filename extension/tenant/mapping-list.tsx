import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { mappingStanding } from '../plan/mapping-standing.ts'
import { useWaiting } from '../plan/use-waiting.ts'
import { useOff } from '../role.ts'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { useNow } from '../ui/use-now.ts'
import { OrderButtons, useOrder } from './order.tsx'

interface MappingListProps {
  tenant: TenantDetail
  /** Buttons or links to what can be done there; `waits`: a plan of it waits for approval. */
  ways: (mapping: Mapping, waits: boolean) => ComponentChildren
}

/** The organisations of a tenant in the order in which their rules are tried, each with how it stands. */
export function MappingList({ tenant, ways }: MappingListProps) {
  const off = useOff('mappings.order')
  const order = useOrder(tenant)
  const { mappings } = tenant
  const isOrdered = mappings.length > 1
  return (
    <div class="ordered" ref={order.list}>
      {isOrdered && <p class="quiet">{i18n.t('tenant.personGoesToFirstOrganisation')}</p>}
      <List framed label={i18n.t('tenant.mappedOrganisations')}>
        {mappings.map((mapping, index) => (
          <MappingRow key={mapping.id} mapping={mapping} ways={ways}>
            {isOrdered && !off && (
              <OrderButtons
                mapping={mapping}
                isFirst={index === 0}
                isLast={index === mappings.length - 1}
                busy={order.isPending}
                onMove={(direction) => order.move(mapping, direction)}
              />
            )}
          </MappingRow>
        ))}
      </List>
      <p class="only-spoken" role="status">
        {order.said}
      </p>
      {order.error && <ErrorNotice error={order.error} what={i18n.t('tenant.orderNotChanged')} />}
    </div>
  )
}

interface MappingRowProps {
  mapping: Mapping
  ways: MappingListProps['ways']
  children: ComponentChildren
}
function MappingRow({ mapping, ways, children }: MappingRowProps) {
  const now = useNow()
  const waits = useWaiting().get(mapping.id)?.waitsFor ?? null
  const { icon, tone, text } = mappingStanding(mapping, waits, now)
  return (
    <Row
      start={
        <>
          {children}
          <Icon of={icon} tone={tone} />
        </>
      }
      title={<Foreign>{mapping.organisationName}</Foreign>}
      text={<span>{text}</span>}
      end={<span class="buttons">{ways(mapping, waits !== null || !mapping.approved)}</span>}
    />
  )
}
