import type { Person } from '../person.ts'
import { isNoGuest } from './define.ts'

/** true, or why there is no mailbox: whoever has one has an address. */
export function hasMailbox(person: Person): true | string {
  const here = isNoGuest(person, 'This guest has the mailbox at another organisation.')
  if (here !== true) return here
  return person.mail !== null || 'This person has no mailbox.'
}
