import type { ItflowAccount, Level } from './account.ts'
import { denied, silent, wrongKey, wrongMethod } from './answers.ts'
import { asInteger, SqlError } from './column.ts'

/** One request that the key may make. */
export interface ItflowCall {
  account: ItflowAccount
  path: string
  /** Query of a GET, JSON body of a POST. */
  input: Record<string, unknown>
  /** A parameter that ITFlow reads; undefined where it is not sent. */
  value(name: string): unknown
}

export interface Operation {
  method: 'GET' | 'POST'
  module: 'module_client' | 'module_support'
  level: Level
  /** Parameters that it reads, beside key, limit, offset and client_id. */
  reads: readonly string[]
  answer(call: ItflowCall): Response
}

const everywhere = ['api_key', 'client_id', 'limit', 'offset']

/** The door: method, key, the user behind it, its level, the client that a write names. */
export async function enter(
  account: ItflowAccount,
  request: Request,
  operation: Operation,
): Promise<Response> {
  const { method } = request
  if (method !== 'GET' && method !== 'POST') return silent(405)
  const url = new URL(request.url)
  const body = method === 'POST' ? await jsonOf(request) : null
  const query = Object.fromEntries(url.searchParams)
  const key = body?.api_key ?? query.api_key
  if (typeof key !== 'string') return silent(401)
  const { secret, expiresAt, user } = account.key
  if (key !== secret || account.clock.now() >= expiresAt) return wrongKey()
  if (!user.active) return denied('The user linked to this API key is inactive, archived, or invalid.')
  if (account.key.levels[operation.module] < operation.level)
    return denied('The user linked to this API key does not have permission for this action.')
  if (method !== operation.method) return wrongMethod(operation.method)
  const input = body ?? query
  if (method === 'POST' && user.deniedClients.has(asInteger(input.client_id)))
    return denied('The user linked to this API key does not have access to the target client for this write.')
  const known = [...everywhere, ...operation.reads]
  const unread = Object.keys({ ...query, ...input }).filter((name) => !known.includes(name))
  account.unread.push(...unread.map((name) => `${url.pathname} ${name}`))
  return operation.answer({ account, path: url.pathname, input, value: (name) => input[name] })
}

/** What PHP makes of a body: nothing, unless it is JSON. */
async function jsonOf(request: Request): Promise<Record<string, unknown> | null> {
  try {
    const body: unknown = JSON.parse(await request.text())
    // A lone half of a character is no JSON to PHP.
    const isWhole = !/\\ud[89a-f]/i.test(JSON.stringify(body))
    return isWhole && body !== null && typeof body === 'object' ? { ...body } : null
  } catch {
    return null
  }
}

export function record({ account, path, input }: ItflowCall): void {
  const { api_key: _key, ...body } = input
  account.log.push({ path: path.replace('/api/v1', ''), body, at: account.clock.now() })
}

/** The rows of a listing that the key's user sees, from `offset`, `limit` of them (50 unasked), ordered by id. */
export function listed<T extends { id: number }>(
  { account, value }: ItflowCall,
  records: Iterable<T>,
  clientOf: (record: T) => number,
  isOne = false,
): T[] {
  const wanted = value('client_id')
  const seen = [...records].filter((record) => {
    const isFiltered = account.heedsClientFilter && wanted !== undefined
    if (isFiltered && clientOf(record) !== asInteger(wanted)) return false
    return !account.key.user.deniedClients.has(clientOf(record))
  })
  if (isOne) return seen
  const limit = value('limit') === undefined ? 50 : asInteger(value('limit'))
  const offset = asInteger(value('offset'))
  if (limit < 0 || offset < 0) throw new SqlError('You have an error in your SQL syntax')
  return seen.sort((a, b) => a.id - b.id).slice(offset, offset + Math.min(limit, account.mostRows))
}
