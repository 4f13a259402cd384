import { unsupportedQuery } from './refusal.ts'

/** Properties of users that basic `$filter` works on here. */
export const filterableOfUsers = [
  'id',
  'userPrincipalName',
  'mail',
  'displayName',
  'department',
  'accountEnabled',
  'userType',
] as const
/** The same of groups. */
export const filterableOfGroups = [
  'id',
  'displayName',
  'mail',
  'securityEnabled',
  'mailEnabled',
  'isAssignableToRole',
] as const

/**
 * Basic filters alone: `property eq value` and `startswith(property,'…')`, joined by `or` or by `and`, and
 * `id in ('…','…')`. Whatever needs ConsistencyLevel: eventual is refused.
 */
export function readFilter<N extends string>(
  text: string,
  filterable: readonly N[],
): (entity: { [name in N]?: unknown }) => boolean {
  const inList = /^id in \((.+)\)$/.exec(text)
  if (inList) {
    const ids = literals(inList[1] ?? '')
    const id = filterable.find((name) => name === 'id')
    if (id) return (entity) => ids.includes(String(entity[id]))
  }
  const [byOr, byAnd] = [split(text, ' or '), split(text, ' and ')]
  if (byOr.length > 1 && byAnd.length > 1) throw refuse(text)
  const tests = (byOr.length > 1 ? byOr : byAnd).map((clause) => readClause(clause, filterable))
  return byOr.length > 1
    ? (entity) => tests.some((test) => test(entity))
    : (entity) => tests.every((test) => test(entity))
}

/** The ids of `id eq '…' or id eq '…'`, the one filter that delta takes: at most 50. */
export function readDeltaFilter(text: string): string[] {
  const ids = split(text, ' or ').map((clause) =>
    /^id eq '([0-9a-f-]{36})'$/i.exec(clause.trim())?.[1]?.toLowerCase(),
  )
  if (ids.length > 50) throw unsupportedQuery('The number of ids in the filter exceeds the maximum of 50.')
  return ids.map((id) => {
    if (!id) throw refuse(text)
    return id
  })
}

function readClause<N extends string>(
  clause: string,
  filterable: readonly N[],
): (entity: { [name in N]?: unknown }) => boolean {
  const starts = /^startswith\((\w+),\s*('(?:[^']|'')*')\)$/i.exec(clause.trim())
  const equals = /^(\w+) eq ('(?:[^']|'')*'|true|false)$/.exec(clause.trim())
  const [, name = '', literal = ''] = starts ?? equals ?? []
  const property = filterable.find((known) => known === name)
  if (!property) throw refuse(clause)
  if (literal === 'true' || literal === 'false') return (entity) => entity[property] === (literal === 'true')
  const wanted = (literals(literal)[0] ?? '').toLowerCase()
  const textOf = (entity: { [name in N]?: unknown }) => String(entity[property] ?? '').toLowerCase()
  return starts ? (entity) => textOf(entity).startsWith(wanted) : (entity) => textOf(entity) === wanted
}

/** Splits where the separator stands outside of quotes. */
function split(text: string, separator: string): string[] {
  const hidden = text.replace(/'[^']*'/g, (quoted) => '\0'.repeat(quoted.length))
  const parts: string[] = []
  let from = 0
  for (let at = hidden.indexOf(separator); at >= 0; at = hidden.indexOf(separator, from)) {
    parts.push(text.slice(from, at))
    from = at + separator.length
  }
  return [...parts, text.slice(from)]
}

function literals(text: string): string[] {
  return [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, inner = '']) => inner.replaceAll("''", "'"))
}

function refuse(text: string) {
  return unsupportedQuery(`Unsupported or invalid query filter clause specified: '${text}'.`)
}
