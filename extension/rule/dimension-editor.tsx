import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Dimension } from '#shared/sync/filter.ts'
import { Chip } from '../ui/chip.tsx'
import { countText } from '../ui/number.ts'

/** A value to choose; `name` where the value itself is an id. */
export interface Choice {
  value: string
  name?: string
  count?: number | null
}
interface DimensionEditorProps {
  label: string
  dimension: Dimension
  choices: Choice[]
  /** Values that nobody has, in words. */
  warnings: { value: string; text: string }[]
  off: boolean
  onChange: (dimension: Dimension) => void
}
type Side = 'include' | 'exclude'
const sides = ['include', 'exclude'] as const
const plain = (value: string) => value.trim().toLocaleLowerCase()

/** Chips for what is taken and left out, and one list to add from. */
export function DimensionEditor({
  label,
  dimension,
  choices,
  warnings,
  off,
  onChange,
}: DimensionEditorProps) {
  const id = useId()
  const { include, exclude } = dimension
  const remove = (side: Side, value: string) =>
    onChange({ ...dimension, [side]: dimension[side].filter((other) => other !== value) })
  const add = (side: Side, value: string) => onChange({ ...dimension, [side]: [...dimension[side], value] })
  const used = new Set([...include, ...exclude].map(plain))
  const free = choices.filter(({ value }) => !used.has(plain(value)))
  const names = new Map(choices.map(({ value, name }) => [plain(value), name]))
  return (
    <fieldset class="dimension" aria-labelledby={id}>
      <span class="dimension-label" id={id}>
        {label}
      </span>
      <div class="chips">
        {include.length === 0 && (
          <span class="chip-any">{exclude.length > 0 ? i18n.t('rule.allBut') : i18n.t('rule.any')}</span>
        )}
        {sides.flatMap((side) =>
          dimension[side].map((value) => (
            <Chip
              key={`${side} ${value}`}
              name={names.get(plain(value)) ?? value}
              isExcluded={side === 'exclude'}
              warning={warnings.find((warning) => warning.value === value)?.text ?? null}
              off={off}
              onRemove={() => remove(side, value)}
            />
          )),
        )}
        {!off && free.length > 0 && <Adding label={label} free={free} onAdd={add} />}
      </div>
    </fieldset>
  )
}

interface AddingProps {
  label: string
  free: Choice[]
  onAdd: (side: Side, value: string) => void
}
/** The browser's own list: it takes typing, arrows and touch. */
function Adding({ label, free, onAdd }: AddingProps) {
  const worded = ({ value, name = value, count }: Choice) =>
    typeof count === 'number' ? `${name} (${countText(count)})` : name
  return (
    <select
      class="chip-add"
      aria-label={i18n.t('rule.addTo', { label })}
      value=""
      onChange={(event) => {
        const [side, ...value] = event.currentTarget.value.split(':')
        event.currentTarget.value = ''
        onAdd(side === 'exclude' ? 'exclude' : 'include', value.join(':'))
      }}
    >
      <option value="" disabled hidden>
        {i18n.t('rule.add')}
      </option>
      {sides.map((side) => (
        <optgroup key={side} label={side === 'include' ? i18n.t('rule.takeOnly') : i18n.t('rule.leaveOut')}>
          {free.map((entry) => (
            <option key={entry.value} value={`${side}:${entry.value}`}>
              {side === 'exclude' ? i18n.t('rule.not', { value: worded(entry) }) : worded(entry)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
