import { useId } from 'preact/hooks'

interface SelectOption {
  value: string
  text: string
}
interface SelectProps {
  label: string
  value: string
  options: readonly SelectOption[]
  /** Options under headings, after the others. */
  groups?: readonly { label: string; options: readonly SelectOption[] }[]
  off?: boolean
  /** The label is spoken, not shown: a column's heading says it. */
  labelHidden?: boolean
  onChange: (value: string) => void
}

/** One of many: the browser's own list, which takes typing, arrows and touch. */
export function Select({ label, value, options, groups = [], off, labelHidden, onChange }: SelectProps) {
  const id = useId()
  return (
    <span class="select">
      <label class={labelHidden ? 'only-spoken' : 'quiet'} htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value} disabled={off} onChange={(event) => onChange(event.currentTarget.value)}>
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </span>
  )
}

function Options({ options }: Pick<SelectProps, 'options'>) {
  return (
    <>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </>
  )
}
