import { i18n } from '#i18n'
import type { Connection, TenantDetail } from '#shared/contract.ts'
import { NoConnection } from '../../mapping/accounts.tsx'
import { aboutTenant, OrganisationChoice, useOrganisations } from '../../mapping/organisation-choice.tsx'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { goTo } from '../lead.ts'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'

/** Which organisation are the persons of a tenant? */
export function MapPage({ tenantId }: { tenantId: string }) {
  const off = useOff('mappings.set')
  const tenant = useRead('tenants.get', { tenantId })
  const psas = useRead('psas.list', {})
  const connections = psas.data?.connections.filter(({ disconnected }) => !disconnected)
  const hasData = tenant.data !== undefined && connections !== undefined
  return (
    <>
      <PageHead
        title={i18n.t('console.map.map')}
        name={tenant.data?.name}
        crumbs={[{ text: i18n.t('console.map.suggestions'), href: hashOf({ screen: 'suggestions' }) }]}
        text={tenant.data && aboutTenant(tenant.data)}
      />
      {off ? (
        <NotYours why={off}>{i18n.t('console.map.whichOrganisationTenantBelongsTo')}</NotYours>
      ) : (
        <ReadState
          error={tenant.error ?? psas.error}
          hasData={hasData}
          what={i18n.t('console.map.tenantAndTicketSystemsCould')}
          reading={i18n.t('console.map.readingTenant')}
          onRetry={() => void Promise.all([tenant.refetch(), psas.refetch()])}
        />
      )}
      {!off && connections?.length === 0 && <NoConnection />}
      {!off && tenant.data && connections && connections.length > 0 && (
        <Choosing tenant={tenant.data} connections={connections} />
      )}
    </>
  )
}

function Choosing({ tenant, connections }: { tenant: TenantDetail; connections: Connection[] }) {
  const choice = useOrganisations(tenant, connections)
  const { place } = choice
  return (
    <>
      <div class="surface surface-padded choosing">
        <OrganisationChoice tenant={tenant} connections={connections} choice={choice} />
      </div>
      <div class="decision-bar">
        <p>{place ? <bdi>{place.organisationName}</bdi> : i18n.t('console.map.noOrganisationChosenYet')}</p>
        <Button
          kind="primary"
          off={place ? null : i18n.t('console.map.chooseOrganisationFirst')}
          onClick={() => place && goTo({ screen: 'rule', tenantId: tenant.id, place })}
        >
          {i18n.t('console.map.chooseAndSetRule')}
        </Button>
      </div>
    </>
  )
}
