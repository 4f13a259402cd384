import type { Context } from 'hono'
import { json } from '../syncro/answers.ts'
import type { HaloAccount, Permission } from './account.ts'

/** A refusal as .NET words it. */
export const exception = (status: number, Message: string) =>
  json(status, { ClassName: 'System.Exception', Message })

/** The permission and the parameters of one operation; whatever is not documented is refused. */
export function refuse(
  account: HaloAccount,
  c: Context,
  needed: Permission | null,
  parameters: readonly string[],
): Response | null {
  if (needed && !account.application.permissions.has(needed)) return exception(403, 'Forbidden')
  const names = [...new URL(c.req.url).searchParams.keys()]
  const unknown = names.filter((name, at) => !parameters.includes(name) || names.indexOf(name) !== at)
  return unknown.length ? exception(400, `Unknown parameter ${unknown.join(', ')}`) : null
}

export const paging = ['pageinate', 'page_size', 'page_no', 'order'] as const

/** A page of records and how many there are; the account may give shorter pages than are asked for. */
export function list<T>(account: HaloAccount, c: Context, name: string, records: T[]): Response {
  const { pageinate, page_size: size = '', page_no: number = '' } = c.req.query()
  if (pageinate !== 'true' || !/^[1-9]\d*$/.test(size) || !/^[1-9]\d*$/.test(number))
    return exception(400, 'A page needs pageinate, page_size and page_no')
  const length = Math.min(Number(size), account.longestPage)
  const start = (Number(number) - 1) * length
  return json(200, { record_count: records.length, [name]: records.slice(start, start + length) })
}

/** The records of a body: always a list, each with known fields of the right kind; else what to answer. */
export async function records(
  c: Context,
  kinds: Readonly<Record<string, 'string' | 'number' | 'boolean'>>,
): Promise<Record<string, unknown>[] | Response> {
  const body: unknown = await c.req.json().catch(() => null)
  if (!Array.isArray(body)) return invalid('$', 'The JSON value could not be converted to a list.')
  for (const record of body) {
    if (record === null || typeof record !== 'object') return invalid('$', 'A record is not an object.')
    for (const [name, value] of Object.entries(record)) {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
      if (!kind) return invalid(name, 'The field is not known.')
      if (typeof value !== kind) return invalid(name, `The value is not a ${kind}.`)
    }
  }
  return body as Record<string, unknown>[]
}

const invalid = (field: string, words: string) =>
  json(400, { title: 'One or more validation errors occurred.', status: 400, errors: { [field]: [words] } })

/** One record alone, several as a list. */
export const written = (answers: unknown[]) => json(201, answers.length === 1 ? answers[0] : answers)
