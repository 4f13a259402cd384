import { useId } from 'preact/hooks'
import { FieldWords } from './field-words.tsx'

interface MomentInputProps {
  label: string
  /** ISO 8601 in UTC; empty = none is set. */
  value: string
  help?: string | undefined
  error?: string | null
  onInput: (value: string) => void
}

/** A date and time by the clock of whoever types it. */
export function MomentInput({ label, value, help, error = null, onInput }: MomentInputProps) {
  const id = useId()
  return (
    <div class={`field ${error ? 'field-wrong' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        class="moment-input"
        type="datetime-local"
        value={localOf(value)}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={(error ?? help) ? `${id}-words` : undefined}
        onInput={(event) => onInput(utcOf(event.currentTarget.value))}
      />
      <FieldWords id={`${id}-words`} help={help} error={error} />
    </div>
  )
}

const two = (number: number) => String(number).padStart(2, '0')

/** As the control wants it: local time without a zone. */
function localOf(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

function utcOf(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
