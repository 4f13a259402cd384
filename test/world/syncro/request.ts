import type { Context } from 'hono'
import type { Permission, SyncroAccount } from './account.ts'
import { invalid, json, notPermitted } from './answers.ts'

export function contains(text: string, part: string | undefined): boolean {
  return text.toLowerCase().includes((part ?? '').toLowerCase())
}

/** A page of records with `meta`; past the end there is an empty page. */
export function list<T>(
  c: Context,
  name: string,
  records: T[],
  perPage: number,
  toJson: (record: T) => unknown,
): Response {
  const asked = c.req.query('page') ?? '1'
  if (!/^[1-9]\d*$/.test(asked)) return invalid(['Page is not an integer'])
  const page = Number(asked)
  const meta = {
    total_pages: Math.ceil(records.length / perPage),
    total_entries: records.length,
    per_page: perPage,
    page,
  }
  return json(200, { [name]: records.slice((page - 1) * perPage, page * perPage).map(toJson), meta })
}

/** Permission and query names of one operation. */
export function refuse(
  account: SyncroAccount,
  c: Context,
  needed: Permission | null,
  queries: readonly string[],
): Response | null {
  if (needed && !account.key.permissions.has(needed)) return notPermitted()
  const names = [...new URL(c.req.url).searchParams.keys()]
  const unknown = names.filter((name, at) => !queries.includes(name) || names.indexOf(name) !== at)
  return unknown.length ? invalid(unknown.map((name) => `${name} is not a documented parameter`)) : null
}

export function record(account: SyncroAccount, c: Context, body: Record<string, unknown>): void {
  account.log.push({
    method: c.req.method,
    path: new URL(c.req.url).pathname.replace('/api/v1', ''),
    body,
    at: account.clock.now(),
  })
}

export async function bodyOf(c: Context): Promise<Record<string, unknown> | null> {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) return null
  const body: unknown = await c.req.json().catch(() => null)
  return body !== null && typeof body === 'object' && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : null
}
