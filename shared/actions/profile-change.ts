import * as v from 'valibot'
import { AppError } from '../errors.ts'
import type { ChangeField } from '../field.ts'
import { type Person, personFieldLabels } from '../person.ts'
import { type GraphPort, sendOnce } from './define.ts'

type Name = Extract<keyof typeof personFieldLabels, keyof Person>
type Changes = Record<string, string | null>

/** What a form changes: not what was left as it is, nor what is the same. Graph clears with null. */
export function changesIn(
  fields: Record<string, ChangeField>,
  person: Person,
  values: Record<string, string | null>,
): Changes {
  const changed = Object.entries(fields).filter(([name, { of }]) => {
    const value = values[name] ?? null
    return value !== null && value !== (of(person) ?? '')
  })
  return Object.fromEntries(changed.map(([name]) => [name, values[name] || null]))
}

/** true, or that nothing would be done. */
export function hasChanges(changes: Changes): true | string {
  return Object.keys(changes).length > 0 || 'Change at least one field.'
}

/** `job title to “Lead dentist”, city cleared`; values are foreign text. */
export function changeWords(changes: Changes): string {
  const words = Object.entries(changes).map(([name, value]) => {
    const label = personFieldLabels[name as Name].toLowerCase()
    return value === null ? `${label} cleared` : `${label} to “${value}”`
  })
  return words.join(', ') || 'nothing'
}

const User = v.record(v.string(), v.unknown())

/** Sends changes as Graph names them, and reads them back where the answer is lost. */
export async function sendProfile(
  graph: GraphPort,
  personId: string,
  body: Record<string, string | string[] | null>,
): Promise<void> {
  await sendOnce(
    () => graph.patch(`/users/${personId}`, body),
    async () => {
      const user = v.safeParse(
        User,
        await graph.get(`/users/${personId}?$select=${Object.keys(body).join(',')}`),
      )
      if (!user.success) throw new AppError('graph.malformed', { detail: '(user)' })
      return Object.entries(body).every(([name, value]) => isSame(user.output[name] ?? null, value))
    },
  )
}

function isSame(read: unknown, sent: string | string[] | null): boolean {
  return JSON.stringify(read) === JSON.stringify(sent)
}
