import '@fluentui/web-components/switch.js'
import { useId } from 'preact/hooks'

interface ToggleProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  help?: string
  off?: boolean
}
export function Toggle({ label, checked, onChange, help, off = false }: ToggleProps) {
  const id = useId()
  return (
    <div class="toggle">
      <span>
        <label htmlFor={id} id={`${id}-label`}>
          {label}
        </label>
        {help && (
          <span class="field-help" id={`${id}-help`}>
            {help}
          </span>
        )}
      </span>
      <fluent-switch
        id={id}
        role="switch"
        aria-checked={checked ? 'true' : 'false'}
        aria-labelledby={`${id}-label`}
        aria-describedby={help ? `${id}-help` : undefined}
        checked={checked}
        disabled={off}
        onChange={(event) => onChange((event.currentTarget as HTMLInputElement).checked)}
      />
    </div>
  )
}
