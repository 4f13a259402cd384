import type { Clock } from '../../clock.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { unparsable } from './refusal.ts'

/** One request to Graph whose token, path and permission are in order. */
export interface GraphCall {
  tenant: EntraTenant
  clock: Clock
  /** Address of version 1.0 in this cloud */
  root: string
  url: URL
  /** The values of the `{…}` of the path, decoded. */
  params: string[]
  query: URLSearchParams
  /** Application permissions in the token */
  roles: ReadonlySet<string>
  appId: string
  prefer: string
  consistencyLevel: string | null
  /** Parsed body; undefined = there was none. */
  body: unknown
}

export interface GraphAnswer {
  status?: number
  body?: unknown
}

export interface Route {
  method: 'GET' | 'PATCH' | 'POST' | 'PUT' | 'DELETE'
  /** Below /v1.0; `{id}` stands for one segment. */
  path: string
  /** Any of these application permissions opens it, the one to ask for first; some bodies ask for more. */
  permissions: readonly string[]
  /** Query parameters that it understands; any other is refused. */
  query: readonly string[]
  /** Resource units before modifiers, default 1; null = not the identity service's. */
  cost?: number | null
  handle(call: GraphCall): GraphAnswer
}

/** A whole number from `$top` or `$skip`. */
export function readNumber(
  query: URLSearchParams,
  name: '$top' | '$skip',
  bounds: { least: number; most: number },
): number | null {
  const text = query.get(name)
  if (text === null) return null
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < bounds.least || value > bounds.most) {
    throw unparsable(
      `Invalid value specified for ${name} query option: ${name} must be between ${bounds.least} and ${bounds.most} inclusive.`,
    )
  }
  return value
}

/** `$select` of an entity that has exactly these properties; all of them where nothing is selected. */
export function pick(
  call: GraphCall,
  type: string,
  entity: Record<string, unknown>,
): Record<string, unknown> {
  const select = call.query.get('$select')
  if (select === null) return entity
  const names = select.split(',')
  const unknown = names.find((name) => !(name in entity))
  if (unknown !== undefined) throw unknownProperty(unknown, type)
  return Object.fromEntries(names.map((name) => [name, entity[name]]))
}

export function unknownProperty(name: string, type: string) {
  return unparsable(
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
  )
}

export function collection(
  { root }: Pick<GraphCall, 'root'>,
  path: string,
  value: unknown[],
  more: Record<string, string> = {},
): GraphAnswer {
  return { body: { '@odata.context': `${root}/$metadata#${path}`, ...more, value } }
}
