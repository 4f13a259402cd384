import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection, Organisation, TenantDetail } from '#shared/contract.ts'
import { isSameName } from '#shared/sync/same-name.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useRead } from '../query.ts'
import type { Place } from '../rule/use-rule.ts'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { AccountChoice, systemOf } from './accounts.tsx'
import { OrganisationOption } from './organisation-option.tsx'
import { useSettled } from './use-settled.ts'

/** The organisation that was chosen for a tenant, and the list to choose from. */
export function useOrganisations(tenant: TenantDetail, connections: readonly Connection[]) {
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '')
  const [search, setSearch] = useState('')
  const [chosen, choose] = useState<Organisation | null>(null)
  const query = useSettled(search.trim())
  const list = useRead('organisations.list', { connectionId, query }, { keep: true })
  const organisations = suggestedFirst(list.data?.organisations ?? [], tenant.name)
  useEffect(() => {
    const same = organisations.filter(
      (organisation) => isFree(organisation) && isSameName(organisation.name, tenant.name),
    )
    if (!chosen && !search && same.length === 1) choose(same[0] ?? null)
  }, [list.data])
  const place: Place | null = chosen && {
    connectionId,
    organisationId: chosen.id,
    organisationName: chosen.name,
  }
  return { connectionId, setConnectionId, search, setSearch, chosen, choose, list, organisations, place }
}

interface OrganisationChoiceProps {
  tenant: TenantDetail
  connections: readonly Connection[]
  choice: ReturnType<typeof useOrganisations>
}

/** Which organisation are these persons? Nothing is written by choosing. */
export function OrganisationChoice({ tenant, connections, choice }: OrganisationChoiceProps) {
  const { connectionId, setConnectionId, search, setSearch } = choice
  const psaName = systemOf(connections.find(({ id }) => id === connectionId))
  return (
    <>
      <p class="lead">{i18n.t('mapping.whichOrganisationInThesePersons', { psaName })}</p>
      <AccountChoice connections={connections} connectionId={connectionId} onChange={setConnectionId} />
      <TextInput
        label={i18n.t('mapping.searchOrganisationsIn', { psaName })}
        labelHidden
        placeholder={i18n.t('mapping.searchOrganisationsIn', { psaName })}
        search
        value={search}
        onInput={setSearch}
      />
      <Found tenant={tenant} choice={choice} psaName={psaName} />
      <p class="hint">
        <Icon of={icons.infoLine} size={16} /> {i18n.t('mapping.oneTenantMayServeSeveral', { psaName })}
      </p>
    </>
  )
}

interface FoundProps extends Pick<OrganisationChoiceProps, 'tenant' | 'choice'> {
  psaName: string
}
function Found({ tenant, choice: { list, organisations, chosen, choose }, psaName }: FoundProps) {
  const { data, error, refetch, isFetching } = list
  if (error)
    return (
      <ErrorNotice error={error} what={i18n.t('mapping.organisationsCouldNotBeRead')} onRetry={refetch} />
    )
  if (!data) return <Skeleton rows={4} label={i18n.t('mapping.readingOrganisations')} />
  return (
    <fieldset class="options-list" aria-busy={isFetching ? 'true' : undefined}>
      <legend class="only-spoken">{i18n.t('mapping.organisation')}</legend>
      {organisations.map((organisation) => (
        <OrganisationOption
          key={organisation.id}
          organisation={organisation}
          tenant={tenant}
          isChosen={chosen?.id === organisation.id}
          onChoose={() => choose(organisation)}
        />
      ))}
      {organisations.length === 0 && (
        <p class="quiet">{i18n.t('mapping.noOrganisationCalledCreateIt', { psaName })}</p>
      )}
      {data.more && <p class="quiet">{i18n.t('mapping.thereMoreSearchForPart')}</p>}
    </fieldset>
  )
}

const isFree = ({ tenantId, disabled }: Organisation) => tenantId === null && !disabled

/** What a tenant is made of, in a line. */
export function aboutTenant({ persons, domains }: TenantDetail): string {
  const verified = i18n.t('mapping.verifiedDomains', domains.length, { count: countText(domains.length) })
  return `${i18n.t('mapping.persons', persons, { count: countText(persons) })}, ${verified}`
}

function suggestedFirst(organisations: readonly Organisation[], tenantName: string): Organisation[] {
  const same = (organisation: Organisation) => Number(!isSameName(organisation.name, tenantName))
  return organisations.toSorted((a, b) => same(a) - same(b))
}
