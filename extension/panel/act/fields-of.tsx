import { type ActionDefinition, fieldsFor } from '#shared/actions/define.ts'
import type { PersonView } from '#shared/contract.ts'
import type { ChangeField, Fields, Picked, Values } from '#shared/field.ts'
import { initialValues } from '#shared/field.ts'
import { fieldsSaid } from '../../fields-said.ts'
import type { DrawField } from '../../ui/form.tsx'
import { isolate } from '../../ui/isolate.ts'
import { TextInput } from '../../ui/text-input.tsx'
import { PickControl } from './pick-control.tsx'

/** The fields that this person is asked, in the language of the browser. */
export function askedFields(action: ActionDefinition, view: PersonView): Fields {
  return fieldsSaid(`action.${action.id}`, fieldsFor(action, view.person))
}

/** Every field with a value, also those that this person is not asked. */
export const allValues = (action: ActionDefinition, values: Values<Fields>): Values<Fields> => ({
  ...initialValues(action.fields),
  ...values,
})

/** Values for our own sentences: what was picked has a foreign name. */
export function forSentence(values: Values<Fields>): Values<Fields> {
  const entries = Object.entries(values as Record<string, unknown>).map(([name, value]) => [
    name,
    isPicked(value) ? { ...value, name: isolate(value.name) } : value,
  ])
  return Object.fromEntries(entries)
}

const isPicked = (value: unknown): value is Picked =>
  typeof value === 'object' && value !== null && 'id' in value

/** Draws what the ordinary form cannot: choices that come from Microsoft, and texts that the person has already. */
export function drawFor(action: ActionDefinition, { person }: PersonView): DrawField {
  return (name, field, { value, error, onChange }) => {
    if (field.kind === 'change')
      return <ChangeControl {...{ field, error, onChange }} value={value} now={field.of(person) ?? ''} />
    if (field.kind !== 'pick') return undefined
    const at = { action: action.id, tenantId: person.tenantId, personId: person.id, field: name }
    return <PickControl {...{ at, field, error, onChange }} value={value as Picked | null} />
  }
}

interface ChangeControlProps {
  field: ChangeField
  /** null = it stays as it is. */
  value: unknown
  now: string
  error: string | null
  onChange: (value: string | null) => void
}
function ChangeControl({ field, value, now, error, onChange }: ChangeControlProps) {
  return (
    <TextInput
      label={field.label}
      help={field.help}
      error={error}
      maxLength={field.maxLength}
      value={typeof value === 'string' ? value : now}
      onInput={(typed) => onChange(typed === now ? null : typed)}
    />
  )
}
