import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { TenantSummary } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { countText } from '../../ui/number.ts'
import { TextInput } from '../../ui/text-input.tsx'

interface TenantPickerProps {
  tenants: readonly TenantSummary[]
  /** Ids, also of tenants that are not connected any more: those stay as they are. */
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}
/** Fewer are seen at a glance. */
const searchedFrom = 8

/** Tenants to tick; what is ticked stays when the search hides it. */
export function TenantPicker({ tenants, chosen, onChange }: TenantPickerProps) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase()
  const shown = tenants.filter(({ name, domain }) =>
    [name, domain ?? ''].some((word) => word.toLocaleLowerCase().includes(wanted)),
  )
  const has = new Set(chosen)
  const toggle = (id: string) =>
    onChange(has.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  const all = shown.map(({ id }) => id)
  return (
    <fieldset class="picker">
      <legend>
        {i18n.t('console.technicians.tenants', {
          chosen: countText(tenants.filter(({ id }) => has.has(id)).length),
          all: countText(tenants.length),
        })}
      </legend>
      {tenants.length >= searchedFrom && (
        <div class="picker-tools">
          <TextInput
            label={i18n.t('console.technicians.findTenant')}
            labelHidden
            placeholder={i18n.t('console.technicians.findTenant')}
            search
            value={search}
            onInput={setSearch}
          />
          <LinkButton onClick={() => onChange([...new Set([...chosen, ...all])])}>
            {wanted ? i18n.t('console.technicians.chooseThese') : i18n.t('console.technicians.chooseAll')}
          </LinkButton>
          <LinkButton onClick={() => onChange(chosen.filter((id) => !all.includes(id)))}>
            {wanted
              ? i18n.t('console.technicians.chooseNoneThese')
              : i18n.t('console.technicians.chooseNone')}
          </LinkButton>
        </div>
      )}
      <div class="picker-list">
        {shown.map(({ id, name, domain }) => (
          <label key={id} class="picker-tenant">
            <input type="checkbox" checked={has.has(id)} onChange={() => toggle(id)} />
            <span class="row-text">
              <Foreign>{name}</Foreign>
              {domain && <Foreign class="quiet">{domain}</Foreign>}
            </span>
          </label>
        ))}
        {shown.length === 0 && <p class="quiet">{i18n.t('console.technicians.noTenantCalled')}</p>}
      </div>
    </fieldset>
  )
}
