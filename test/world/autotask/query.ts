import { jsonBody, unfit } from '../embedded-psa.ts'
import { refusal } from './refusal.ts'

interface Condition {
  op: string
  field: string
  value: unknown
}
const operators: Record<string, (held: unknown, value: unknown) => boolean> = {
  eq: (held, value) => held === value,
  gte: (held, value) => Number(held) >= Number(value),
  gt: (held, value) => Number(held) > Number(value),
  contains: (held, value) => String(held).toLowerCase().includes(String(value).toLowerCase()),
}

/** A query: at most 500 records and what the account allows, by id; the next page stands at an address of its own. */
export async function query(request: Request, records: { id: number }[], most: number): Promise<Response> {
  const body = await jsonBody(request)
  if (!body || unfit(body, { MaxRecords: 'number', IncludeFields: 'object', filter: 'object' }).length)
    return refusal(['The query is not as documented.'])
  const wanted = Number(body.MaxRecords ?? 500)
  const filter = body.filter as Condition[]
  if (!(wanted >= 1 && wanted <= 500)) return refusal(['MaxRecords must be between 1 and 500.'])
  if (!Array.isArray(filter) || !filter.length || filter.some(({ op }) => !Object.hasOwn(operators, op)))
    return refusal(['The filter is not as documented.'])
  const found = records
    .filter((record) => filter.every((condition) => meets(record, condition)))
    .sort((one, other) => one.id - other.id)
  const size = Math.min(wanted, most)
  const next = `${request.url}/next?paging=${encodeURIComponent(JSON.stringify({ pageSize: size }))}`
  return Response.json({
    items: found.slice(0, size).map((record) => only(record, body.IncludeFields)),
    pageDetails: {
      count: Math.min(size, found.length),
      requestCount: wanted,
      prevPageUrl: null,
      nextPageUrl: found.length > size ? next : null,
    },
  })
}

function meets(record: object, { op, field, value }: Condition): boolean {
  return operators[op]?.(new Map(Object.entries(record)).get(field), value) ?? false
}

function only(record: object, fields: unknown): object {
  if (!Array.isArray(fields)) return record
  return Object.fromEntries(Object.entries(record).filter(([name]) => fields.includes(name)))
}
