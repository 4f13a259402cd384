import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type Field, type Fields, initialValues, isAsked, parseFields, type Values } from '#shared/field.ts'
import { FieldControl } from './field-control.tsx'

interface FormProps<F extends Fields> {
  fields: F
  values: Values<F>
  onChange: (values: Values<F>) => void
  /** Only with values that passed the fields' own schema. */
  onSubmit: (values: Values<F>) => void
  /** Draws the kinds of fields whose choices or values come from elsewhere. */
  control?: DrawField
  /** The buttons. */
  children: ComponentChildren
}

/** undefined = it is drawn as usual. */
export type DrawField = (
  name: string,
  field: Field,
  given: { value: unknown; error: string | null; onChange: (value: unknown) => void },
) => ComponentChildren

/** A form from declared fields: checked by the schema that the worker checks with. */
export function Form<F extends Fields>({
  fields,
  values,
  onChange,
  onSubmit,
  control,
  children,
}: FormProps<F>) {
  const [errors, setErrors] = useState<Record<string, string>>({})
  const submit = (event: Event) => {
    event.preventDefault()
    const parsed = parseFields(fields, withoutHidden(fields, values))
    if (parsed.success) onSubmit(parsed.output)
    else setErrors(errorsByField(parsed.issues))
  }
  const change = (name: string, value: unknown) => {
    setErrors(({ [name]: _gone, ...others }) => others)
    onChange({ ...values, [name]: value } as Values<F>)
  }
  return (
    <form class="form" noValidate onSubmit={submit}>
      {Object.entries(fields).map(([name, field]) =>
        isAsked(field, values) ? (
          <Drawn
            key={name}
            {...{ name, field, control }}
            value={values[name]}
            error={errors[name] ?? null}
            onChange={(value) => change(name, value)}
          />
        ) : null,
      )}
      {children}
    </form>
  )
}

interface DrawnProps {
  name: string
  field: Field
  control?: DrawField
  value: unknown
  error: string | null
  onChange: (value: unknown) => void
}
function Drawn({ name, field, control, ...given }: DrawnProps) {
  return <>{control?.(name, field, given) ?? <FieldControl field={field} {...given} />}</>
}

/** What is not drawn is sent as it started. */
function withoutHidden<F extends Fields>(fields: F, values: Values<F>): Values<F> {
  const start = initialValues(fields)
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    isAsked(field, values) ? values[name] : start[name],
  ])
  return Object.fromEntries(entries)
}

function errorsByField(
  issues: readonly { message: string; path?: readonly unknown[] }[],
): Record<string, string> {
  const entries = issues.map((issue): [string, string] => {
    const [first] = issue.path ?? []
    const key = typeof first === 'object' && first !== null && 'key' in first ? String(first.key) : ''
    return [key, issue.message]
  })
  return Object.fromEntries(entries.toReversed())
}
