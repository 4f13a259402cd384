import * as v from 'valibot'

/**
 * A field is a control and its schema, declared together: the extension draws it, the worker checks it.
 * `Values<F>` is what a form of such fields yields.
 */
interface Base {
  label: string
  help?: string
  /** Drawn only while the choice `field` has this value; what is hidden is sent as it started. */
  when?: { field: string; is: string }
}
export interface TextField extends Base {
  kind: 'text'
  required: boolean
  placeholder?: string
  maxLength: number
}
export interface SecretField extends Base {
  kind: 'secret'
  required: boolean
  maxLength: number
  /** Kept exactly as typed, blanks at the ends included. */
  verbatim?: boolean
}
export interface ToggleField extends Base {
  kind: 'toggle'
  initial: boolean
}
export interface ChoiceField<Option extends string = string> extends Base {
  kind: 'choice'
  options: Record<Option, string>
  initial: Option
}
export type Field = TextField | SecretField | ToggleField | ChoiceField
export type Fields = Record<string, Field>

type ValueOf<F extends Field> = F extends ToggleField
  ? boolean
  : F extends ChoiceField<infer Option>
    ? Option
    : string
export type Values<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> }

export function text(label: string, options: Partial<Omit<TextField, 'kind' | 'label'>> = {}): TextField {
  return { kind: 'text', label, required: false, maxLength: 256, ...options }
}
export function secret(
  label: string,
  options: Partial<Omit<SecretField, 'kind' | 'label'>> = {},
): SecretField {
  return { kind: 'secret', label, required: true, maxLength: 1024, ...options }
}
export function toggle(
  label: string,
  options: Partial<Omit<ToggleField, 'kind' | 'label'>> = {},
): ToggleField {
  return { kind: 'toggle', label, initial: false, ...options }
}
export function choice<const Option extends string>(
  label: string,
  options: Record<Option, string>,
  initial: NoInfer<Option>,
  more: Base | Record<string, never> = {},
): ChoiceField<Option> {
  return { ...more, kind: 'choice', label, options, initial }
}

/** The schema of one field's value. */
function fieldSchema(field: Field): v.GenericSchema<unknown, unknown> {
  switch (field.kind) {
    case 'toggle':
      return v.optional(v.boolean(), field.initial)
    case 'choice':
      return v.optional(v.picklist(Object.keys(field.options)), field.initial)
    case 'secret':
      return typedSchema(field, field.verbatim)
    case 'text':
      return typedSchema(field)
  }
}

function typedSchema({ label, required, maxLength }: TextField | SecretField, verbatim = false) {
  const typed = v.pipe(
    v.string(),
    v.transform((value) => (verbatim ? value : value.trim())),
    v.maxLength(maxLength, `${label} is too long.`),
  )
  return required ? v.pipe(typed, v.minLength(1, `${label} is missing.`)) : v.optional(typed, '')
}

/** Checks unknown input against declared fields; undeclared ones are refused. */
export function parseFields<F extends Fields>(
  fields: F,
  input: unknown,
): v.SafeParseResult<v.GenericSchema<unknown, Values<F>>> {
  const entries: Record<string, v.GenericSchema<unknown, unknown>> = {}
  for (const [name, field] of Object.entries(fields)) entries[name] = fieldSchema(field)
  const schema = v.strictObject(entries) as unknown as v.GenericSchema<unknown, Values<F>>
  return v.safeParse(schema, input)
}

/** What an empty form starts with. */
export function initialValues<F extends Fields>(fields: F): Values<F> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) values[name] = 'initial' in field ? field.initial : ''
  return values as Values<F>
}
