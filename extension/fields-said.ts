import type { Field, Fields } from '#shared/field.ts'
import { said } from './ui/said.ts'

/** Declared fields with their words in the language of the browser: `<owner>.<field>.label`, `help` and so on. */
export function fieldsSaid<F extends Fields>(owner: string, fields: F): F {
  const entries = Object.entries(fields).map(([name, field]) => [name, fieldSaid(`${owner}.${name}`, field)])
  return Object.fromEntries(entries)
}

/** What a field of a contact is called, where plans and settings name it. */
export const contactFieldSaid = ({ id, label }: { id: string; label: string }) => said(`field.${id}`, label)

function fieldSaid(id: string, field: Field): Field {
  const label = said(`${id}.label`, field.label)
  const base = field.help ? { label, help: said(`${id}.help`, field.help) } : { label }
  if (field.kind === 'choice') return { ...field, ...base, options: optionsSaid(id, field.options) }
  if (field.kind !== 'text' || !field.placeholder) return { ...field, ...base }
  return { ...field, ...base, placeholder: said(`${id}.placeholder`, field.placeholder) }
}

function optionsSaid(id: string, options: Record<string, string>): Record<string, string> {
  const entries = Object.entries(options).map(([option, text]) => [option, said(`${id}.${option}`, text)])
  return Object.fromEntries(entries)
}
