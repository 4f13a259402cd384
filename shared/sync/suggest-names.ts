import { plainName } from './same-name.ts'
import type { SuggestOrganisation } from './suggest.ts'

/** A first word or two that many companies share says nothing; a longer one may. */
const shortestBeginning = 5

/**
 * Finds organisations whose plain name is the one asked for, or where one of the two names begins with all words of the
 * other ("Contoso Dental", "Contoso Dental Eastside").
 */
export function alikeIndex(
  organisations: readonly SuggestOrganisation[],
): (plain: string) => SuggestOrganisation[] {
  const exact = new Map<string, SuggestOrganisation[]>()
  const beginnings = new Map<string, SuggestOrganisation[]>()
  for (const organisation of organisations) {
    const plain = plainName(organisation.name)
    if (plain === '') continue
    add(exact, plain, organisation)
    for (const beginning of beginningsOf(plain)) add(beginnings, beginning, organisation)
  }
  return (plain) => {
    const same = exact.get(plain) ?? []
    const longer = beginnings.get(plain) ?? []
    const shorter = beginningsOf(plain).flatMap((beginning) => exact.get(beginning) ?? [])
    return [...same, ...longer, ...shorter]
  }
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key)
  if (list) list.push(item)
  else map.set(key, [item])
}

/** "a b c" → "a", "a b", as far as they are long enough. A name of more words than ten is not looked into further. */
function beginningsOf(plain: string): string[] {
  const words = plain.split(' ').slice(0, 10)
  return words
    .map((_word, index) => words.slice(0, index + 1).join(' '))
    .filter((beginning) => beginning.length >= shortestBeginning && beginning !== plain)
}
