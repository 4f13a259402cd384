import { i18n } from '#i18n'
import { actions } from '#shared/actions/index.ts'
import type { TenantSummary } from '#shared/contract.ts'
import { titleSaid } from '../../action-said.ts'
import { Chip } from '../../ui/chip.tsx'
import { isolate } from '../../ui/isolate.ts'
import { Select } from '../../ui/select.tsx'
import type { RecordFilter } from '../route.ts'
import { DayInput } from './day-input.tsx'

interface FiltersProps {
  filter: RecordFilter
  tenants: readonly TenantSummary[]
  actorName: string | undefined
  onFilter: (filter: RecordFilter) => void
}

/** Tenant, action and days are chosen; person, technician and ticket by their names in the list. */
export function Filters({ filter, tenants, actorName, onFilter }: FiltersProps) {
  const set = (changes: RecordFilter) => onFilter({ ...filter, ...changes })
  const { tenantId = '', action = '', from = '', until = '', personId, actorId, ticket } = filter
  const isUnknown = tenantId !== '' && !tenants.some(({ id }) => id === tenantId)
  return (
    <section class="filters" aria-label={i18n.t('console.record.filters')}>
      <Select
        label={i18n.t('console.record.tenant')}
        value={tenantId}
        options={[
          { value: '', text: i18n.t('console.record.allTenants') },
          ...(isUnknown ? [{ value: tenantId, text: i18n.t('console.record.chosenTenant') }] : []),
          ...tenants.map(({ id, name }) => ({ value: id, text: isolate(name) })),
        ]}
        onChange={(value) => set({ tenantId: value || undefined, personId: undefined })}
      />
      <Select
        label={i18n.t('console.record.action')}
        value={action}
        options={[
          { value: '', text: i18n.t('console.record.allActions') },
          ...actions.map((one) => ({ value: one.id, text: titleSaid(one) })),
          { value: 'one-time-link', text: i18n.t('audit.oneTimeLink') },
        ]}
        onChange={(value) => set({ action: value || undefined })}
      />
      <DayInput
        label={i18n.t('console.record.from')}
        value={from}
        onInput={(day) => set({ from: day || undefined })}
      />
      <DayInput
        label={i18n.t('console.record.until')}
        value={until}
        onInput={(day) => set({ until: day || undefined })}
      />
      {personId && (
        <Chip
          name={i18n.t('console.record.onePerson')}
          off={false}
          onRemove={() => set({ personId: undefined })}
        />
      )}
      {actorId && (
        <Chip
          name={actorName ?? i18n.t('console.record.oneTechnician')}
          off={false}
          onRemove={() => set({ actorId: undefined })}
        />
      )}
      {ticket && <Chip name={ticket} off={false} onRemove={() => set({ ticket: undefined })} />}
    </section>
  )
}
