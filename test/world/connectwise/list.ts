import type { Context } from 'hono'
import { undocumented } from '../embedded-psa.ts'

const names = ['conditions', 'orderBy', 'fields', 'page', 'pageSize']

export function refusal(status: number, code: string, message: string): Response {
  const errors = status === 400 ? [{ code, message, resource: 'request', field: '' }] : null
  return Response.json({ code, message: errors ? 'The request is invalid.' : message, errors }, { status })
}

/** A page of records, 25 unless asked for up to 1,000, without a total. */
export function list(c: Context, records: { id: number }[]): Response {
  const unknown = undocumented(c.req.raw, names)
  if (unknown.length) return refusal(400, 'InvalidObject', `Unknown: ${unknown}`)
  const page = Number(c.req.query('page') ?? 1)
  const size = Number(c.req.query('pageSize') ?? 25)
  if (!(page >= 1 && size >= 1 && size <= 1000))
    return refusal(400, 'InvalidObject', 'pageSize is up to 1000.')
  const meets = condition(c.req.query('conditions') ?? '')
  if (!meets) return refusal(400, 'InvalidObject', 'The conditions cannot be read.')
  const found = records.filter(meets).sort((one, other) => one.id - other.id)
  return Response.json(found.slice((page - 1) * size, page * size).map(only(c.req.query('fields'))))
}

function only(fields: string | undefined) {
  const wanted = fields?.split(',')
  return (record: object) =>
    wanted ? Object.fromEntries(Object.entries(record).filter(([name]) => wanted.includes(name))) : record
}

/** Of the language of conditions, what is used here: `field = false` and `field contains "text"`, joined by `and`. */
function condition(text: string): ((record: object) => boolean) | null {
  const parts = text === '' ? [] : text.split(' and ')
  const tests = parts.map((part) => {
    const [, field = '', operator, value = ''] =
      part.match(/^(\w+) (=|contains) (true|false|"[^"\\]+")$/) ?? []
    const plain = value.replaceAll('"', '').toLowerCase()
    return (record: object) => {
      const held = String(new Map(Object.entries(record)).get(field)).toLowerCase()
      return operator === '=' ? held === plain : held.includes(plain)
    }
  })
  const isReadable = parts.every((part) => /^\w+ (= (true|false)|contains "[^"\\]+")$/.test(part))
  return isReadable ? (record) => tests.every((meets) => meets(record)) : null
}
