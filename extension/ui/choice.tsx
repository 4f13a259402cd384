import { useId } from 'preact/hooks'

interface ChoiceProps {
  label: string
  options: Record<string, string>
  value: string
  onChange: (value: string) => void
  help?: string
}
/** Few options, all seen at once. */
export function Choice({ label, options, value, onChange, help }: ChoiceProps) {
  const name = useId()
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {help && <p class="field-help">{help}</p>}
      {Object.entries(options).map(([option, words]) => (
        <label key={option} class="choice-option">
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  )
}
