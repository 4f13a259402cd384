import type { Fields, Picked, Values } from '../../../shared/field.ts'
import { initialValues } from '../../../shared/field.ts'

/** A name that tries to be more than a name. */
export const hostile = '<img src=x onerror=alert(1)>\u202e“ $& %s\nBy: nobody'

/** Every field filled in: texts and picks with a hostile name, switches on. */
export function filled(fields: Fields): Values<Fields> {
  const entries = Object.entries(fields).map(([name, field], at): [string, unknown] => {
    const picked: Picked = { id: `e0000000-0000-4000-8000-00000000000${at}`, name: hostile }
    switch (field.kind) {
      case 'pick':
        return [name, picked]
      case 'toggle':
        return [name, true]
      case 'choice':
        return [name, Object.keys(field.options)[0]]
      case 'moment':
        return [name, `2026-12-0${at}T08:00:00Z`]
      default:
        return [name, hostile]
    }
  })
  return { ...initialValues(fields), ...Object.fromEntries(entries) } as Values<Fields>
}
