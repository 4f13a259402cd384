import type { Context } from 'hono'
import { json } from '../syncro/answers.ts'
import type { AlgaAccount, Permission } from './account.ts'

/** A refusal: { error: { code, message, details } }. */
export const refused = (status: number, code: string, message: string, details?: unknown) =>
  json(status, { error: { code, message, details } })

export const notFound = (what: string) => refused(404, 'NOT_FOUND', `${what} not found`)
export const invalid = (path: string, message: string) =>
  refused(400, 'VALIDATION_ERROR', 'Validation failed', [{ path: [path], message, code: 'custom' }])

export const paging = ['page', 'limit', 'sort', 'order'] as const

/** The permission and the parameters of one operation; whatever is not documented is refused. */
export function refuse(
  account: AlgaAccount,
  c: Context,
  needed: Permission,
  parameters: readonly string[],
): Response | null {
  if (!account.key.permissions.has(needed)) {
    const [resource, action] = needed.split(': ')
    return refused(403, 'FORBIDDEN', `Permission denied: Cannot ${action} ${resource}`)
  }
  const names = [...new URL(c.req.url).searchParams.keys()]
  const unknown = names.find((name, at) => !parameters.includes(name) || names.indexOf(name) !== at)
  return unknown === undefined ? null : invalid(unknown, 'Unrecognized key')
}

/** A page of records, oldest first or by name as asked; 100 at most. */
export function list<T>(c: Context, found: T[], toJson: (record: T) => object): Response {
  const { page = '1', limit = '25' } = c.req.query()
  if (!/^[1-9]\d*$/.test(page)) return invalid('page', 'Number must be greater than or equal to 1')
  if (!/^[1-9]\d*$/.test(limit) || Number(limit) > 100)
    return invalid('limit', 'Number must be less than or equal to 100')
  const [at, length] = [Number(page), Number(limit)]
  const totalPages = Math.ceil(found.length / length)
  return json(200, {
    data: found.slice((at - 1) * length, at * length).map(toJson),
    pagination: {
      page: at,
      limit: length,
      total: found.length,
      totalPages,
      hasNext: at < totalPages,
      hasPrev: at > 1,
    },
  })
}

type Kind = 'string' | 'boolean' | 'number' | 'list'

/** A body with known fields of the right kind; else what to answer. */
export async function bodyOf(
  c: Context,
  kinds: Readonly<Record<string, Kind>>,
  required: readonly string[],
): Promise<Record<string, unknown> | Response> {
  const body: unknown = await c.req.json().catch(() => null)
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return invalid('', 'Expected object')
  const record = body as Record<string, unknown>
  for (const [name, value] of Object.entries(record)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (!kind) return invalid(name, 'Unrecognized key')
    if (kind === 'list' ? !Array.isArray(value) : typeof value !== kind)
      return invalid(name, `Expected ${kind}`)
  }
  const missing = required.find((name) => record[name] === undefined || record[name] === '')
  return missing === undefined ? record : invalid(missing, 'Required')
}

export function keep(account: AlgaAccount, c: Context, body: Record<string, unknown>): void {
  const path = new URL(c.req.url).pathname.replace('/api/v1', '')
  account.log.push({ method: c.req.method, path, body })
}
