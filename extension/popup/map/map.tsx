import { i18n } from '#i18n'
import type { Connection, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { NoConnection } from '../../mapping/accounts.tsx'
import { aboutTenant, OrganisationChoice, useOrganisations } from '../../mapping/organisation-choice.tsx'
import { useRead } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'

interface MapProps {
  tenantId: string
  go: Go
  back: () => void
}

/** Which organisation are these persons? Nothing is written until the plan is approved. */
export function MapTenant({ tenantId, go, back }: MapProps) {
  const tenant = useRead('tenants.get', { tenantId })
  const psaList = useRead('psas.list', {})
  const error = tenant.error ?? psaList.error
  const connections = psaList.data?.connections.filter(({ disconnected }) => !disconnected)
  return (
    <>
      {tenant.data && connections && connections.length > 0 ? (
        <Choosing tenant={tenant.data} connections={connections} go={go} back={back} />
      ) : (
        <Page>
          <Bar title={i18n.t('popup.map.mapTenant')} onBack={back} />
          <Body>
            {error ? (
              <ErrorNotice error={error} onRetry={() => Promise.all([tenant.refetch(), psaList.refetch()])} />
            ) : connections?.length === 0 ? (
              <NoConnection />
            ) : (
              <Skeleton rows={4} />
            )}
          </Body>
        </Page>
      )}
    </>
  )
}

interface ChoosingProps {
  tenant: TenantDetail
  connections: Connection[]
  go: Go
  back: () => void
}
function Choosing({ tenant, connections, go, back }: ChoosingProps) {
  const choice = useOrganisations(tenant, connections)
  const { place } = choice
  const setRule = () => place && go({ screen: 'rule', tenantId: tenant.id, place, draft: null })
  return (
    <Page>
      <Bar
        title={i18n.t('popup.map.map', { name: tenant.name })}
        subtitle={aboutTenant(tenant)}
        onBack={back}
      />
      <Body>
        <OrganisationChoice tenant={tenant} connections={connections} choice={choice} />
      </Body>
      <Footer>
        <span class="push" />
        <Button onClick={back}>{i18n.t('popup.map.later')}</Button>
        <Button
          kind="primary"
          off={place ? null : i18n.t('popup.map.chooseOrganisationFirst')}
          onClick={setRule}
        >
          {i18n.t('popup.map.chooseAndSetRule')}
        </Button>
      </Footer>
    </Page>
  )
}
