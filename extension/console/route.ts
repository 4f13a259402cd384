import { type ChangeKind, changeKinds } from '#shared/sync/plan.ts'
import type { Place } from '../rule/use-rule.ts'

const historyStates = ['done', 'failed', 'skipped'] as const
export interface HistoryFilter {
  tenantId?: string
  mappingId?: string
  contactId?: string
  /** With the tenant. */
  personId?: string
  kind?: ChangeKind
  state?: (typeof historyStates)[number]
}

/** What of the record of actions is shown. */
export interface RecordFilter {
  tenantId?: string
  /** With the tenant. */
  personId?: string
  actorId?: string
  action?: string
  /** Days, as 2026-03-01; both belong to it. */
  from?: string
  until?: string
  /** `host#id` */
  ticket?: string
}
const recordKeys = ['tenantId', 'personId', 'actorId', 'action', 'from', 'until', 'ticket'] as const

/** Where the full pages stand: the part of the address after the #. */
export type ConsoleRoute =
  | { screen: (typeof single)[number] }
  | { screen: 'tenant' | 'map'; tenantId: string }
  | { screen: 'rule'; tenantId: string; place: Place }
  | { screen: 'plan' | 'untouched' | 'settings'; tenantId: string; mappingId: string }
  | { screen: 'reviews'; mappingId?: string }
  | { screen: 'history'; filter: HistoryFilter }
  | { screen: 'record'; filter: RecordFilter }

/** Pages that are about nothing single. */
const single = [
  'tenants',
  'customers',
  'partner',
  'plans',
  'organisations',
  'alerts',
  'suggestions',
  'connections',
  'technicians',
  'policy',
] as const
const ofTenant = ['tenant', 'map'] as const
const ofMapping = ['plan', 'untouched', 'settings'] as const

export function hashOf(route: ConsoleRoute): string {
  switch (route.screen) {
    case 'plan':
    case 'untouched':
    case 'settings':
      return `#/${[route.screen, route.tenantId, route.mappingId].map(encodeURIComponent).join('/')}`
    case 'tenant':
    case 'map':
      return `#/${route.screen}/${encodeURIComponent(route.tenantId)}`
    case 'rule':
      return `#/rule/${encodeURIComponent(route.tenantId)}${asQuery({ ...route.place })}`
    case 'reviews':
      return `#/reviews${asQuery({ mappingId: route.mappingId })}`
    case 'history':
      return `#/history${asQuery({ ...route.filter })}`
    case 'record':
      return `#/record${asQuery({ ...route.filter })}`
    default:
      return `#/${route.screen}`
  }
}

/** What became of one person's contacts. */
export const historyOf = (tenantId: string, personId: string) =>
  hashOf({ screen: 'history', filter: { tenantId, personId } })

function asQuery(values: Record<string, string | undefined>): string {
  const present = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return present.length > 0 ? `?${new URLSearchParams(present)}` : ''
}

/** Anything may stand in an address: what is not a page of ours is the first one. */
export function routeOf(hash: string): ConsoleRoute {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s)
  const [name, ...ids] = path.split('/').map(decoded)
  const [tenantId, mappingId] = ids
  const screen = ofMapping.find((known) => known === name)
  if (screen && tenantId && mappingId) return { screen, tenantId, mappingId }
  const screenOfTenant = ofTenant.find((known) => known === name)
  if (screenOfTenant && tenantId) return { screen: screenOfTenant, tenantId }
  const values = new URLSearchParams(query)
  const value = (key: string) => values.get(key) || undefined
  if (name === 'rule' && tenantId) return ruleRoute(tenantId, value)
  if (name === 'reviews') return withoutBlanks({ screen: 'reviews', mappingId: value('mappingId') })
  if (name === 'record') {
    const entries = recordKeys.map((key) => [key, value(key)] as const)
    return { screen: 'record', filter: withoutBlanks(Object.fromEntries(entries)) }
  }
  if (name !== 'history') return { screen: single.find((known) => known === name) ?? 'tenants' }
  return {
    screen: 'history',
    filter: withoutBlanks({
      tenantId: value('tenantId'),
      mappingId: value('mappingId'),
      contactId: value('contactId'),
      personId: value('personId'),
      kind: changeKinds.find((kind) => kind === value('kind')),
      state: historyStates.find((state) => state === value('state')),
    }),
  }
}

function ruleRoute(tenantId: string, value: (key: string) => string | undefined): ConsoleRoute {
  const [connectionId, organisationId] = [value('connectionId'), value('organisationId')]
  // Without the organisation there is still the tenant.
  if (!connectionId || !organisationId) return { screen: 'tenant', tenantId }
  const organisationName = value('organisationName') ?? ''
  return { screen: 'rule', tenantId, place: { connectionId, organisationId, organisationName } }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }
const withoutBlanks = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>
