import { i18n } from '#i18n'
import type { TenantSummary } from '#shared/contract.ts'
import { type Kind, kinds } from '../../plan/kinds.ts'
import { Chip } from '../../ui/chip.tsx'
import { isolate } from '../../ui/isolate.ts'
import { Select } from '../../ui/select.tsx'
import type { HistoryFilter } from '../route.ts'

interface FiltersProps {
  filter: HistoryFilter
  tenants: readonly TenantSummary[]
  /** Of the person that the history is narrowed to, once it is known. */
  personName?: string | undefined
  onFilter: (filter: HistoryFilter) => void
}
const states: Record<NonNullable<HistoryFilter['state']>, string> = {
  done: i18n.t('console.history.written'),
  failed: i18n.t('console.history.refused'),
  skipped: i18n.t('console.history.skipped'),
}
const optionsOf = (words: Record<string, string>, all: string) => [
  { value: '', text: all },
  ...Object.entries(words).map(([value, text]) => ({ value, text })),
]
const kindWords = Object.fromEntries(
  Object.entries(kinds).flatMap(([kind, { word }]) => (kind === 'review' ? [] : [[kind, word]])),
)

export function Filters({ filter, tenants, personName, onFilter }: FiltersProps) {
  const { contactId, personId, kind, state } = filter
  const without = (changes: HistoryFilter): HistoryFilter => ({ ...filter, ...changes })
  return (
    <section class="filters" aria-label={i18n.t('console.history.filters')}>
      <Select
        label={i18n.t('console.history.organisation')}
        value={placeOf(filter)}
        options={[
          { value: '', text: i18n.t('console.history.allOrganisations') },
          ...unknownPlace(filter, tenants),
        ]}
        groups={tenants.map(groupOf)}
        onChange={(value) => onFilter({ ...without({ personId: undefined }), ...placeFrom(value) })}
      />
      <Select
        label={i18n.t('console.history.change')}
        value={kind ?? ''}
        options={optionsOf(kindWords, i18n.t('console.history.allChanges'))}
        onChange={(value) => onFilter(without({ kind: (value || undefined) as Kind | undefined }))}
      />
      <Select
        label={i18n.t('console.history.outcome')}
        value={state ?? ''}
        options={optionsOf(states, i18n.t('console.history.allOutcomes'))}
        onChange={(value) => onFilter(without({ state: (value || undefined) as HistoryFilter['state'] }))}
      />
      {personId && (
        <Chip
          name={personName ?? i18n.t('console.history.onePerson')}
          off={false}
          onRemove={() => onFilter(without({ personId: undefined }))}
        />
      )}
      {contactId && (
        <Chip
          name={i18n.t('console.history.contact2', { id: contactId })}
          off={false}
          onRemove={() => onFilter(without({ contactId: undefined }))}
        />
      )}
    </section>
  )
}

/** A tenant and an organisation are one choice: an organisation stands below its tenant. */
function placeOf({ tenantId, mappingId }: HistoryFilter): string {
  if (mappingId) return `mapping ${mappingId}`
  return tenantId ? `tenant ${tenantId}` : ''
}

function placeFrom(value: string): Pick<HistoryFilter, 'tenantId' | 'mappingId'> {
  const [kind, id] = value.split(' ')
  return {
    tenantId: kind === 'tenant' ? id : undefined,
    mappingId: kind === 'mapping' ? id : undefined,
  }
}

function groupOf({ id, name, mappings }: TenantSummary) {
  const all =
    mappings.length === 1
      ? []
      : [{ value: `tenant ${id}`, text: i18n.t('console.history.all', { name: isolate(name) }) }]
  const each = mappings.map((mapping) => ({
    value: `mapping ${mapping.id}`,
    text: isolate(mapping.organisationName),
  }))
  return { label: isolate(name), options: [...all, ...each] }
}

/** An address may name what the list does not have (yet): it keeps its place. */
function unknownPlace(filter: HistoryFilter, tenants: readonly TenantSummary[]) {
  const value = placeOf(filter)
  const known = tenants.flatMap((tenant) => groupOf(tenant).options)
  return value && !known.some((option) => option.value === value)
    ? [{ value, text: i18n.t('console.history.chosenOrganisation') }]
    : []
}
