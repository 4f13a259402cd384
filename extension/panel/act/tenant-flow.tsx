import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { actionOf } from '#shared/actions/index.ts'
import type { PersonView, TenantDetail } from '#shared/contract.ts'
import { personOfTenant } from '#shared/person.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { PersonRef } from '../place.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import { Flow } from './flow.tsx'

interface TenantFlowProps {
  tenantId: string
  action: string
  ticket: TicketInfo | null
  ticketRef: { host: string; ticketId: string } | null
  /** `made`: the person that the action made. */
  onClose: (made: PersonRef | null) => void
}

/** An action on a tenant: its form and confirmation name the tenant where others name a person. */
export function TenantFlow({ tenantId, action, ticket, ticketRef, onClose }: TenantFlowProps) {
  const { data, error, refetch } = useRead('tenants.get', { tenantId })
  const [made, setMade] = useState<PersonRef | null>(null)
  if (!data) {
    return (
      <Page>
        <Bar title={i18n.t('panel.act.actions')} onBack={() => onClose(null)} />
        <Body>
          {error ? (
            <ErrorNotice
              error={error}
              what={i18n.t('panel.act.tenantNotRead')}
              onRetry={() => void refetch()}
            />
          ) : (
            <Skeleton rows={5} height={48} />
          )}
        </Body>
      </Page>
    )
  }
  return (
    <Flow
      view={viewOfTenant(data)}
      ticket={ticket}
      ticketRef={ticketRef}
      action={action}
      onChanged={({ person }) => setMade({ tenantId: person.tenantId, personId: person.id })}
      onClose={() => onClose(made)}
    />
  )
}

function viewOfTenant(tenant: TenantDetail): PersonView {
  const actions = tenant.actions.flatMap(({ id, state, reason, next, link }) => {
    if (actionOf(id)?.on !== 'tenant') return []
    const isOff = state === 'lacks'
    return [{ id, off: isOff ? reason : null, next, link, caution: isOff ? null : reason }]
  })
  const nothing = { licences: [], roles: [], tenantProblem: null }
  const asOf = tenant.lastSyncAt ?? new Date(0).toISOString()
  return { person: personOfTenant(tenant), tenantName: tenant.name, asOf, actions, ...nothing }
}
