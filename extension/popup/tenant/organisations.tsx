import type { ComponentChildren } from 'preact'
import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole } from '../../places.ts'
import { mappingStanding } from '../../plan/mapping-standing.ts'
import { useWaiting } from '../../plan/use-waiting.ts'
import { useOff } from '../../role.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'
import { Section } from '../../ui/page.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { Go } from '../route.ts'
import { OrderButtons, useOrder } from './order.tsx'

/** The PSA's organisations that this tenant's persons become contacts of. */
export function Organisations({ tenant, go }: { tenant: TenantDetail; go: Go }) {
  const off = useOff('mappings.set')
  const map = () => go({ screen: 'map', tenantId: tenant.id })
  return (
    <Section title="Organisations">
      {tenant.mappings.length > 0 ? (
        <MappingList tenant={tenant} go={go} />
      ) : (
        <p class="quiet">
          Not mapped yet: nothing is written to the ticket system, and tickets find nobody here.
        </p>
      )}
      <div class="buttons section-buttons">
        <Button
          icon={icons.link}
          kind={tenant.mappings.length === 0 ? 'primary' : 'secondary'}
          off={off}
          onClick={map}
        >
          {tenant.mappings.length === 0 ? 'Map to an organisation' : 'Map another organisation'}
        </Button>
        {off && <span class="quiet">{off}</span>}
      </div>
    </Section>
  )
}

/** In the order in which their rules are tried. */
function MappingList({ tenant, go }: { tenant: TenantDetail; go: Go }) {
  const off = useOff('mappings.order')
  const order = useOrder(tenant)
  const { mappings } = tenant
  const isOrdered = mappings.length > 1
  return (
    <div class="ordered" ref={order.list}>
      {isOrdered && <p class="quiet">A person goes to the first organisation whose rule takes them.</p>}
      <List framed label="Mapped organisations">
        {mappings.map((mapping, index) => (
          <MappingRow key={mapping.id} mapping={mapping} tenant={tenant} go={go}>
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
      {order.error && <ErrorNotice error={order.error} what="The order was not changed." />}
    </div>
  )
}

interface MappingRowProps {
  mapping: Mapping
  tenant: TenantDetail
  go: Go
  children: ComponentChildren
}
function MappingRow({ mapping, tenant, go, children }: MappingRowProps) {
  const { id, connectionId, organisationId, organisationName } = mapping
  const now = useNow()
  const waits = useWaiting().get(id)?.waitsFor ?? null
  const { icon, tone, text } = mappingStanding(mapping, waits, now)
  const place = { connectionId, organisationId, organisationName }
  return (
    <Row
      start={
        <>
          {children}
          <Icon of={icon} tone={tone} />
        </>
      }
      title={<Foreign>{organisationName}</Foreign>}
      text={<span>{text}</span>}
      end={
        <span class="buttons">
          <Button
            size="small"
            kind="subtle"
            label={`Rule: ${organisationName}`}
            onClick={() => go({ screen: 'rule', tenantId: tenant.id, place, draft: null })}
          >
            Rule
          </Button>
          <Button
            size="small"
            label={`Plan: ${organisationName}`}
            onClick={() => go({ screen: 'plan', tenantId: tenant.id, mappingId: id })}
          >
            {waits === null && mapping.approved ? 'Plan' : 'Review'}
          </Button>
          <IconButton
            icon={icons.settings}
            small
            label={`Settings: ${organisationName}`}
            onClick={() => openConsole({ screen: 'settings', tenantId: tenant.id, mappingId: id })}
          />
        </span>
      }
    />
  )
}
