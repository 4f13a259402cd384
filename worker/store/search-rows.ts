import { addressesOf, type Person } from '#shared/person.ts'
import { holds, type Prepare } from './fence.ts'
import { jsonChunks } from './json-chunks.ts'
import type { PersonChanges } from './person-rows.ts'

/**
 * The search index `person_search` (FTS5, three characters a token: https://www.sqlite.org/fts5.html#the_trigram_tokenizer).
 * A blank begins a name, so that the beginning of a word is a text of its own; a line feed stands around each address
 * and phone number, so that a whole one is. `gone` is 'yes' for the deleted.
 */
interface SearchText {
  tenantMark: string
  name: string
  addresses: string
  phones: string
  gone: '' | 'yes'
}

const line = '\n'
const hexDigits = '0123456789abcdef'
/** Private use, 4,096 characters: nobody's text, and no letter that is folded. */
const firstMark = 0xe000

/** A tenant as one token: of 36 bits of its id. Two that share it are told apart by the row. */
export function tenantMark(tenantId: string): string {
  const digits = [...tenantId.slice(-9)].map((digit) => Math.max(0, hexDigits.indexOf(digit)))
  const codes = [0, 3, 6].map((at) => digits.slice(at, at + 3).reduce((sum, digit) => sum * 16 + digit, 0))
  return String.fromCharCode(...codes.map((code) => firstMark + code))
}

/** Digits alone; a trunk zero in brackets is not dialled from abroad. */
export function digitsOf(phone: string): string {
  return phone.replaceAll('(0)', '').replace(/\D/g, '')
}

function textOf(person: Person): SearchText {
  const addresses = new Set([person.userPrincipalName.toLowerCase(), ...addressesOf(person)])
  const phones = [person.mobilePhone, person.businessPhone].map((phone) => digitsOf(phone ?? ''))
  return {
    tenantMark: tenantMark(person.tenantId),
    name: ` ${person.displayName.normalize('NFC')}`,
    addresses: line + [...addresses].map((address) => address.normalize('NFC') + line).join(''),
    phones: phones.join(line),
    gone: person.deletedAt === null ? '' : 'yes',
  }
}

/** Of a new row: at random, so that no table has to be asked. Twice the same would fail and be written anew. */
export function newSearchId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high % 0x200000) * 0x1_0000_0000 + low
}

/** The statements that follow the persons' rows; who is found as before costs nothing. */
export function writeSearch(
  prepare: Prepare,
  {
    before,
    write,
  }: Pick<PersonChanges, 'before'> & { write: readonly { person: Person; searchId: number }[] },
): D1PreparedStatement[] {
  const stale: number[] = []
  const fresh: object[] = []
  for (const { person, searchId } of write) {
    const known = before.get(person.id)
    const text = textOf(person)
    const isIndexed = known?.searchId === searchId
    if (isIndexed && JSON.stringify(textOf(known.person)) === JSON.stringify(text)) continue
    if (isIndexed) stale.push(searchId)
    fresh.push({ searchId, personId: person.id, ...text })
  }
  return [
    ...jsonChunks(stale).map((json) => removeRows(prepare, json)),
    ...jsonChunks(fresh).map((json) => addRows(prepare, json)),
  ]
}

/** Those of persons who go are removed by a trigger. */
function removeRows(prepare: Prepare, json: string): D1PreparedStatement {
  return prepare(
    `DELETE FROM person_search WHERE rowid IN (SELECT value FROM json_each(?5)) AND ${holds}`,
    json,
  )
}

function addRows(prepare: Prepare, json: string): D1PreparedStatement {
  return prepare(
    `INSERT INTO person_search (rowid, tenant_id, person_id, tenant_mark, name, addresses, phones, gone)
     SELECT value->>'searchId', ?1, value->>'personId', value->>'tenantMark', value->>'name', value->>'addresses',
       value->>'phones', value->>'gone'
     FROM json_each(?5) WHERE ${holds}`,
    json,
  )
}
