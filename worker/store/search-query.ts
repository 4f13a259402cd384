import { digitsOf, tenantMark } from './search-rows.ts'

/** Longer than any name or address in Entra: nobody has such a text. */
const longest = 320
const least = 3
/** What may stand before a word in a name. */
const beforeWord = [' ', '-', '(', '.', ',', "'", '’', '"', '/', '_']

/** Where to look: first in these tenants, then in the others; null = in all tenants. */
interface Scope {
  within: readonly string[] | null
  first: readonly string[]
}

/**
 * What the index is asked, one expression after the other, each without what the ones before it have found: an exact
 * address, the beginning of a name, a word or an address, anything else; the deleted last. Nothing where nobody can be
 * found. The text is text: whatever it holds stands inside quotes.
 */
export function expressionsFor(text: string, scope: Scope): string[] {
  const wanted = wantedBy(plain(text))
  const [only] = wanted
  if (only === undefined || scope.within?.length === 0) return []
  const tiers = wanted.map((want, at) => without(want, [...wanted.slice(0, at), isGone]))
  const deleted = `(${any(wanted)}) AND ${isGone}`
  const places = placesOf(scope)
  return [tiers, [deleted]].flatMap((group) =>
    places.flatMap(({ inside, outside }) =>
      group.map((want) => without(inside ? `(${want}) AND ${inside}` : want, outside)),
    ),
  )
}

/** One line, without control characters, halves of characters or blanks at its ends. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

function wantedBy(text: string): string[] {
  const length = [...text].length
  if (length < least - 1 || length > longest) return []
  const starts = startsOf(text)
  if (length < least) return [starts]
  const isPhone = /^[\d\s()+./-]+$/.test(text)
  // Zeros before a number say from where it is dialled.
  const digits = isPhone ? digitsOf(text).replace(/^0+/, '') : ''
  const phone = digits.length < least ? [] : [`phones : ${quote(digits)}`]
  return [
    `addresses : ${quote(`\n${text}\n`)}`,
    any([starts, `addresses : ${quote(`\n${text}`)}`]),
    any([`{name addresses} : ${quote(text)}`, ...phone]),
  ]
}

/** Names in which every word begins a word, in any order. */
function startsOf(text: string): string {
  const words = text.split(' ')
  const usable = words.every((word) => [...word].length >= least - 1) ? words : [text]
  return usable.map((word) => `(${beginsWord(word)})`).join(' AND ')
}

function beginsWord(word: string): string {
  return `name : (${beforeWord.map((before) => quote(before + word)).join(' OR ')})`
}

const isGone = 'gone : "yes"'
const any = (expressions: readonly string[]) => expressions.map((one) => `(${one})`).join(' OR ')
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

function without(expression: string, excluded: readonly string[]): string {
  return excluded.length === 0 ? expression : `(${expression}) NOT (${any(excluded)})`
}

function placesOf({ within, first }: Scope): { inside: string | null; outside: string[] }[] {
  const before = within === null ? first : first.filter((id) => within.includes(id))
  const rest = within?.filter((id) => !before.includes(id)) ?? null
  const places = [
    { tenants: before, outside: [] },
    { tenants: rest, outside: before.length > 0 && rest === null ? [isOf(before)] : [] },
  ]
  return places
    .filter(({ tenants }) => tenants === null || tenants.length > 0)
    .map(({ tenants, outside }) => ({ inside: tenants && isOf(tenants), outside }))
}

function isOf(tenantIds: readonly string[]): string {
  return `tenant_mark : (${tenantIds.map((id) => quote(tenantMark(id))).join(' OR ')})`
}
