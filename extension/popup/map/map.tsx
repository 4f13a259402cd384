import { useEffect, useState } from 'preact/hooks'
import type { Connection, Organisation, TenantDetail } from '#shared/contract.ts'
import { isSameName } from '#shared/sync/same-name.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { AccountChoice, NoConnection, systemOf } from '../accounts.tsx'
import type { Go } from '../route.ts'
import { OrganisationOption } from './organisation-option.tsx'
import { useSettled } from './use-settled.ts'

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
          <Bar title="Map a tenant" onBack={back} />
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
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Organisation | null>(null)
  const query = useSettled(search.trim())
  const { data, error, refetch, isFetching } = useRead(
    'organisations.list',
    { connectionId, query },
    { keep: true },
  )
  const organisations = suggestedFirst(data?.organisations ?? [], tenant.name)
  const psaName = systemOf(connections.find(({ id }) => id === connectionId))
  useEffect(() => {
    const same = organisations.filter(
      (organisation) => isFree(organisation) && isSameName(organisation.name, tenant.name),
    )
    if (!chosen && !search && same.length === 1) setChosen(same[0] ?? null)
  }, [data])

  const setRule = () => {
    if (!chosen) return
    const place = { connectionId, organisationId: chosen.id, organisationName: chosen.name }
    go({ screen: 'rule', tenantId: tenant.id, place, draft: null })
  }
  return (
    <Page>
      <Bar title={`Map ${tenant.name}`} subtitle={about(tenant)} onBack={back} />
      <Body>
        <p class="lead">Which organisation in {psaName} are these persons?</p>
        <AccountChoice connections={connections} connectionId={connectionId} onChange={setConnectionId} />
        <TextInput
          label={`Search organisations in ${psaName}`}
          labelHidden
          placeholder={`Search organisations in ${psaName}`}
          search
          value={search}
          onInput={setSearch}
        />
        {error && <ErrorNotice error={error} what="The organisations could not be read." onRetry={refetch} />}
        {!data && !error && <Skeleton rows={4} label="Reading organisations" />}
        {data && (
          <fieldset class="options-list" aria-busy={isFetching ? 'true' : undefined}>
            <legend class="only-spoken">Organisation</legend>
            {organisations.map((organisation) => (
              <OrganisationOption
                key={organisation.id}
                organisation={organisation}
                tenant={tenant}
                isChosen={chosen?.id === organisation.id}
                onChoose={() => setChosen(organisation)}
              />
            ))}
            {organisations.length === 0 && (
              <p class="quiet">No organisation is called that. Create it in {psaName} first.</p>
            )}
            {data.more && <p class="quiet">There are more. Search for a part of the name.</p>}
          </fieldset>
        )}
        <p class="hint">
          <Icon of={icons.infoLine} size={16} /> One tenant may serve several organisations. Which persons
          belong here is set in the next step. Nothing is written to {psaName} yet.
        </p>
      </Body>
      <Footer>
        <span class="push" />
        <Button onClick={back}>Later</Button>
        <Button kind="primary" off={chosen ? null : 'Choose an organisation first.'} onClick={setRule}>
          Choose and set rule
        </Button>
      </Footer>
    </Page>
  )
}

const isFree = ({ tenantId, disabled }: Organisation) => tenantId === null && !disabled

function about({ persons, domains }: TenantDetail): string {
  const verified = domains.length === 1 ? '1 verified domain' : `${domains.length} verified domains`
  return `${persons === 1 ? '1 person' : `${persons} persons`}, ${verified}`
}

function suggestedFirst(organisations: readonly Organisation[], tenantName: string): Organisation[] {
  const same = (organisation: Organisation) => Number(!isSameName(organisation.name, tenantName))
  return organisations.toSorted((a, b) => same(a) - same(b))
}
