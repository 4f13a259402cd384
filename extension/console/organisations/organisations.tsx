import { useState } from 'preact/hooks'
import type { Mapping, TenantSummary } from '#shared/contract.ts'
import { mappingStanding } from '../../plan/mapping-standing.ts'
import { useWaiting } from '../../plan/use-waiting.ts'
import { useRead } from '../../query.ts'
import { placeOf } from '../../rule/use-rule.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { TextInput } from '../../ui/text-input.tsx'
import { useNow } from '../../ui/use-now.ts'
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
        title="Organisations"
        text="Whose persons become contacts, and how that stands."
        tools={
          all.length > 0 && (
            <div class="console-search">
              <TextInput
                label="Find an organisation"
                labelHidden
                placeholder="Find an organisation"
                search
                value={search}
                onInput={setSearch}
              />
            </div>
          )
        }
      />
      <ReadState
        error={error}
        hasData={data !== undefined}
        what="The organisations could not be read."
        reading="Reading the organisations"
        onRetry={refetch}
      />
      {data && all.length === 0 && <NotMapped />}
      {shown.length > 0 && <Found shown={shown} />}
      <p class="quiet" role="status">
        {search && `${shown.length} of ${all.length} found`}
      </p>
    </>
  )
}

function fits({ tenant, mapping }: Mapped, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase()
  return [mapping.organisationName, tenant.name, tenant.domain ?? ''].some((word) =>
    word.toLocaleLowerCase().includes(wanted),
  )
}

function Found({ shown }: { shown: Mapped[] }) {
  const waiting = useWaiting()
  const now = useNow()
  return (
    <div class="surface">
      <ul class="lines" aria-label="Organisations">
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
                  aria-label={`Plan of ${name}`}
                >
                  Plan
                </a>
                <a
                  class="button-link"
                  href={hashOf({ screen: 'rule', tenantId: tenant.id, place: placeOf(mapping) })}
                  aria-label={`Rule of ${name}`}
                >
                  Rule
                </a>
                <a
                  class="button-link"
                  href={hashOf({ screen: 'history', filter: at })}
                  aria-label={`History of ${name}`}
                >
                  History
                </a>
                <a
                  class="button-link"
                  href={hashOf({ screen: 'settings', ...at })}
                  aria-label={`Settings of ${name}`}
                >
                  Settings
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
      <EmptyState picture={<Icon of={icons.organisations} size={32} />} title="No organisation is mapped yet">
        Open a tenant in the popup and map it to an organisation of your ticket system. Nothing is written
        before you approve its first plan.
      </EmptyState>
    </div>
  )
}
