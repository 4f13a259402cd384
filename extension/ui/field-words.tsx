import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface FieldWordsProps {
  id: string
  help?: string | undefined
  error?: string | null
}
/** What is wrong with a field, else what helps to fill it in. */
export function FieldWords({ id, help, error }: FieldWordsProps) {
  const words = error ?? help
  if (!words) return null
  return (
    <p id={id} class={error ? 'field-error' : 'field-help'} role={error ? 'alert' : undefined}>
      {error && <Icon of={icons.danger} size={14} />}
      {words}
    </p>
  )
}
