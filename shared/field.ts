import * as v from 'valibot'
import type { Field, Fields, MomentField, Picked, PickField, TextField, Values } from './field-kinds.ts'

export * from './field-kinds.ts'

/** Whether a field is asked while the others have these values. */
export function isAsked({ when }: Field, values: Record<string, unknown>): boolean {
  return !when || [when.is].flat().includes(String(values[when.field]))
}

/** As a request carries them: of what was picked the id alone. */
export function wireValues(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isPicked(value) ? value.id : value]),
  )
}

function isPicked(value: unknown): value is Picked {
  return typeof value === 'object' && value !== null && 'id' in value
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
    case 'change':
      return v.optional(v.nullable(typedSchema({ ...field, required: false })), null)
    case 'moment':
      return v.optional(v.union([v.literal(''), v.pipe(v.string(), v.isoTimestamp(notATime(field)))]), '')
    case 'pick':
      return pickSchema(field)
  }
}

const notATime = ({ label }: MomentField) => `${label} is not a time.`

/** From a request an id, from a form what was picked; the worker puts the live name in. */
function pickSchema({ label, required }: PickField) {
  const id = v.pipe(
    v.string(),
    v.minLength(1, `${label} is missing.`),
    v.maxLength(512, `${label} is too long.`),
  )
  const given = v.union(
    [
      v.pipe(
        id,
        v.transform((value): Picked => ({ id: value, name: value })),
      ),
      v.object({ id, name: v.string() }),
    ],
    `${label} is missing.`,
  )
  const chosen = v.optional(v.nullable(given), null)
  if (!required) return chosen
  return v.pipe(
    chosen,
    v.check((value) => value !== null, `${label} is missing.`),
  )
}

function typedSchema(
  { label, required, maxLength }: Pick<TextField, 'label' | 'required' | 'maxLength'>,
  verbatim = false,
) {
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
  for (const [name, field] of Object.entries(fields)) values[name] = startOf(field)
  return values as Values<F>
}

function startOf(field: Field): unknown {
  if ('initial' in field) return field.initial
  return field.kind === 'change' || field.kind === 'pick' ? null : ''
}
