import { useId } from 'preact/hooks'
import type { Dimension } from '#shared/sync/filter.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'

interface DimensionEditorProps {
  label: string
  dimension: Dimension
  values: { value: string; count?: number }[]
  off: boolean
  onChange: (dimension: Dimension) => void
}
type Side = 'include' | 'exclude'

/** Chips for what is taken and left out, and one list to add from. */
export function DimensionEditor({ label, dimension, values, off, onChange }: DimensionEditorProps) {
  const id = useId()
  const remove = (side: Side, value: string) =>
    onChange({ ...dimension, [side]: dimension[side].filter((other) => other !== value) })
  const add = (side: Side, value: string) => onChange({ ...dimension, [side]: [...dimension[side], value] })
  const used = [...dimension.include, ...dimension.exclude].map((value) => value.toLocaleLowerCase())
  const free = values.filter(({ value }) => !used.includes(value.toLocaleLowerCase()))
  return (
    <fieldset class="dimension" aria-labelledby={id}>
      <span class="dimension-label" id={id}>
        {label}
      </span>
      <div class="chips">
        {dimension.include.length === 0 && (
          <span class="chip-any">{dimension.exclude.length > 0 ? 'All but' : 'Any'}</span>
        )}
        {dimension.include.map((value) => (
          <Chip key={value} value={value} off={off} onRemove={() => remove('include', value)} />
        ))}
        {dimension.exclude.map((value) => (
          <Chip key={value} value={value} isExcluded off={off} onRemove={() => remove('exclude', value)} />
        ))}
        {!off && free.length > 0 && <Adding label={label} free={free} onAdd={add} />}
      </div>
    </fieldset>
  )
}

interface ChipProps {
  value: string
  isExcluded?: boolean
  off: boolean
  onRemove: () => void
}
function Chip({ value, isExcluded = false, off, onRemove }: ChipProps) {
  const words = isExcluded ? `not ${value}` : value
  return (
    <span class={`chip ${isExcluded ? 'chip-not' : ''}`}>
      {isExcluded && <Icon of={icons.blocked} size={14} />}
      <bdi title={value}>{words}</bdi>
      {!off && (
        <button type="button" class="chip-remove" aria-label={`Remove ${words}`} onClick={onRemove}>
          <Icon of={icons.close} size={14} />
        </button>
      )}
    </span>
  )
}

interface AddingProps {
  label: string
  free: { value: string; count?: number }[]
  onAdd: (side: Side, value: string) => void
}
/** The browser's own list: it takes typing, arrows and touch. */
function Adding({ label, free, onAdd }: AddingProps) {
  const worded = ({ value, count }: { value: string; count?: number }) =>
    count === undefined ? value : `${value} (${count})`
  return (
    <select
      class="chip-add"
      aria-label={`Add to ${label.toLocaleLowerCase()}`}
      value=""
      onChange={(event) => {
        const [side, ...value] = event.currentTarget.value.split(':')
        event.currentTarget.value = ''
        onAdd(side === 'exclude' ? 'exclude' : 'include', value.join(':'))
      }}
    >
      <option value="" disabled hidden>
        + Add
      </option>
      {(['include', 'exclude'] as const).map((side) => (
        <optgroup key={side} label={side === 'include' ? 'Take only' : 'Leave out'}>
          {free.map((entry) => (
            <option key={entry.value} value={`${side}:${entry.value}`}>
              {side === 'exclude' ? 'not ' : ''}
              {worded(entry)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
