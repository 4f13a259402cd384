import type { Person } from '#shared/person.ts'
import { isolate } from '../../ui/isolate.ts'

export function forSentences(person: Person): Person {
  return {
    ...person,
    displayName: isolate(person.displayName),
    userPrincipalName: isolate(person.userPrincipalName),
  }
}
