import { useId } from 'preact/hooks'

interface OptionsProps<T extends string> {
  label: string
  /** What each one is called and what it means. */
  options: Record<T, { title: string; text: string }>
  value: T
  off?: boolean
  onChange: (value: T) => void
}
/** Few choices, each with what it means. */
export function Options<T extends string>({ label, options, value, off, onChange }: OptionsProps<T>) {
  const name = useId()
  return (
    <fieldset class="options-list" aria-label={label}>
      {(Object.keys(options) as T[]).map((option) => (
        <label key={option} class={`option ${option === value ? 'option-chosen' : ''}`}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            disabled={off}
            onChange={() => onChange(option)}
          />
          <span class="row-text">
            <span class="option-name">{options[option].title}</span>
            <span class="quiet">{options[option].text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
