import { actions } from '#shared/actions/index.ts'
import { errors } from '#shared/errors.ts'
import type { Fields } from '#shared/field.ts'
import { psas } from '#shared/psa/index.ts'
import { fieldLabels, organisationField, stateField } from '#shared/sync/contact-fields.ts'

/** What a translation may say besides the messages of en.yml: the id of each text declared in shared, and its English. */
export function declaredText(): Record<string, string> {
  return { ...errorTexts(), ...actionTexts(), ...psaTexts(), ...contactFieldTexts() }
}

function errorTexts(): Record<string, string> {
  const entries = Object.entries(errors).flatMap(([code, entry]) => [
    [`error.${code}.text`, entry.text],
    ...('next' in entry ? [[`error.${code}.next`, entry.next]] : []),
  ])
  return Object.fromEntries(entries)
}

function actionTexts(): Record<string, string> {
  return Object.assign(
    {},
    ...actions.map(({ id, title, button, fields }) => ({
      [`action.${id}.title`]: title,
      [`action.${id}.button`]: button,
      ...fieldTexts(`action.${id}`, fields),
    })),
  )
}

function psaTexts(): Record<string, string> {
  return Object.assign({}, ...psas.map(({ id, credentials }) => fieldTexts(`psa.${id}`, credentials)))
}

function contactFieldTexts(): Record<string, string> {
  const declared = Object.entries({
    ...fieldLabels,
    [stateField.field]: stateField.label,
    [organisationField.field]: organisationField.label,
  })
  return Object.fromEntries(declared.map(([field, label]) => [`field.${field}`, label]))
}

function fieldTexts(owner: string, fields: Fields): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const id = `${owner}.${name}`
    texts[`${id}.label`] = field.label
    if (field.help) texts[`${id}.help`] = field.help
    if (field.kind === 'text' && field.placeholder) texts[`${id}.placeholder`] = field.placeholder
    if (field.kind !== 'choice') continue
    for (const [option, text] of Object.entries(field.options)) texts[`${id}.${option}`] = text
  }
  return texts
}
