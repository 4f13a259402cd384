import { useId } from 'preact/hooks'
import { FieldWords } from './field-words.tsx'

interface TextAreaProps {
  label: string
  value: string
  maxLength: number
  help?: string | undefined
  error?: string | null
  onInput: (value: string) => void
}

/** Room for several lines. */
export function TextArea({ label, value, maxLength, help, error = null, onInput }: TextAreaProps) {
  const id = useId()
  return (
    <div class={`field ${error ? 'field-wrong' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        class="text-area"
        rows={4}
        maxLength={maxLength}
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={(error ?? help) ? `${id}-words` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <FieldWords id={`${id}-words`} help={help} error={error} />
    </div>
  )
}
