import { i18n } from '#i18n'
import type { Field } from '#shared/field.ts'
import { Choice } from './choice.tsx'
import { MomentInput } from './moment-input.tsx'
import { TextArea } from './text-area.tsx'
import { TextInput } from './text-input.tsx'
import { Toggle } from './toggle.tsx'

interface FieldControlProps {
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  error?: string | null
}

/** A declared field as its control. A secret is never shown and never filled in by the browser. */
export function FieldControl({ field, value, onChange, error = null }: FieldControlProps) {
  const { label, help } = field
  switch (field.kind) {
    case 'toggle':
      return <Toggle label={label} help={help} checked={value === true} onChange={onChange} />
    case 'choice':
      return (
        <Choice label={label} help={help} options={field.options} value={String(value)} onChange={onChange} />
      )
    case 'moment':
      return <MomentInput label={label} help={help} error={error} value={String(value)} onInput={onChange} />
    case 'text':
    case 'secret':
      if (field.kind === 'text' && field.multiline)
        return (
          <TextArea
            label={field.required ? label : i18n.t('ui.optional', { label })}
            help={help}
            error={error}
            maxLength={field.maxLength}
            value={String(value ?? '')}
            onInput={onChange}
          />
        )
      return (
        <TextInput
          label={field.required ? label : i18n.t('ui.optional', { label })}
          help={help}
          error={error}
          type={field.kind === 'secret' ? 'password' : 'text'}
          placeholder={field.kind === 'text' ? field.placeholder : undefined}
          maxLength={field.maxLength}
          value={String(value ?? '')}
          onInput={onChange}
        />
      )
    default:
      // Its choices or values come from elsewhere: the screen draws it.
      return null
  }
}
