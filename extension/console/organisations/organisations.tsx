import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Mapping, TenantSummary } from '#shared/contract.ts'
import { mappingStanding } from '../../plan/mapping-standing.ts'
import { useWaiting } from '../../plan/use-waiting.ts'
import { useRead } from '../../query.ts'
import { placeOf } from '../../rule/use-rule.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { useNow } from '../../ui/use-now.ts'
import { FoundCount, isFound, ListSearch } from '../list-search.tsx'
import { MappingName } from '../mapping-name.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'

interface Mapped {
  tenant: TenantSummary
  mapping: Mapping
}

/** Every mapped organisation, with how it stands and the way to its plan, settings and history. */
export function Organisations() {
  const { data, error, refetch } = useRead('tenants.list', {})
  const [search, setSearch] = useState('')
  const all = (data?.tenants ?? []).flatMap((tenant) =>
    tenant.mappings.map((mapping) => ({ tenant, mapping })),
  )
  const shown = all.filter((mapped) => fits(mapped, search))
  return (
    <>
      <PageHead
        title={i18n.t('console.organisations.organisations')}
        text={i18n.t('console.organisations.whosePersonsBecomeContactsAnd')}
        tools={
          all.length > 0 && (
            <ListSearch
              label={i18n.t('console.organisations.findOrganisation')}
              value={search}
              onInput={setSearch}
            />
          )
        }
      />
      <ReadState
        error={error}
        hasData={data !== undefined}
        what={i18n.t('console.organisations.organisationsCouldNotBeRead')}
        reading={i18n.t('console.organisations.readingOrganisations')}
        onRetry={refetch}
      />
      {data && all.length === 0 && <NotMapped />}
      {shown.length > 0 && <Found shown={shown} />}
      <FoundCount search={search} count={shown.length} all={all.length} />
    </>
  )
}

function fits({ tenant, mapping }: Mapped, search: string): boolean {
  return isFound([mapping.organisationName, tenant.name, tenant.domain], search)
}

function Found({ shown }: { shown: Mapped[] }) {
  const waiting = useWaiting()
  const now = useNow()
  return (
    <div class="surface">
      <ul class="lines" aria-label={i18n.t('console.organisations.organisations')}>
        {shown.map(({ tenant, mapping }) => {
          const { id: mappingId, organisationName } = mapping
          const name = isolate(organisationName)
          const at = { tenantId: tenant.id, mappingId }
          const { icon, tone, text } = mappingStanding(mapping, waiting.get(mappingId)?.waitsFor ?? null, now)
          return (
            <li key={mappingId} class="organisation-line">
              <a class="plans-name" href={hashOf({ screen: 'plan', ...at })}>
                <MappingName organisation={organisationName} tenant={tenant.name} />
              </a>
              <span class="organisation-standing">
                <Icon of={icon} tone={tone} />
                <span>{text}</span>
              </span>
              <span class="buttons">
                <a
                  class="button-link"
                  href={hashOf({ screen: 'plan', ...at })}
                  aria-label={i18n.t('console.organisations.plan2', { name })}
                >
                  {i18n.t('console.organisations.plan')}
                </a>
                <a
                  class="button-link"
                  href={hashOf({ screen: 'rule', tenantId: tenant.id, place: placeOf(mapping) })}
                  aria-label={i18n.t('console.organisations.rule2', { name })}
                >
                  {i18n.t('console.organisations.rule')}
                </a>
                <a
                  class="button-link"
                  href={hashOf({ screen: 'history', filter: at })}
                  aria-label={i18n.t('console.organisations.history2', { name })}
                >
                  {i18n.t('console.organisations.history')}
                </a>
                <a
                  class="button-link"
                  href={hashOf({ screen: 'settings', ...at })}
                  aria-label={i18n.t('console.organisations.settings2', { name })}
                >
                  {i18n.t('console.organisations.settings')}
                </a>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function NotMapped() {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.organisations} size={32} />}
        title={i18n.t('console.organisations.noOrganisationMappedYet')}
      >
        {i18n.t('console.organisations.openTenantInPopupAnd')}
      </EmptyState>
    </div>
  )
}
