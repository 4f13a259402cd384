import { type Clock, createClock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { createItflow, type Itflow } from './itflow/itflow.ts'
import type { CloudName } from './microsoft/cloud.ts'
import { createMicrosoft, type Microsoft } from './microsoft/microsoft.ts'
import { createProductNames, type ProductNames } from './microsoft/product-names.ts'
import { createSyncro, type Syncro } from './syncro/syncro.ts'

/** One request that reached the world, in order of arrival. */
export interface Visit {
  method: string
  url: string
  status: number
  /** What the token at Graph says: the application, its permissions, the tenant; null where there is none. */
  caller: { appId: string; roles: string[]; tenantId: string | null } | null
  /** JSON that was sent to Graph; undefined where nothing was. */
  body?: unknown
}

/**
 * The embedded world: a stateful Microsoft and stateful PSAs, reached at their real addresses by the unchanged
 * product. Everything else is answered with 599 and stands in `strays`: nothing else may leave.
 */
export interface World {
  clock: Clock
  faults: Faults
  microsoft: Microsoft
  productNames: ProductNames
  syncro: Syncro
  itflow: Itflow
  visits: Visit[]
  strays: string[]
  fetch(request: Request): Promise<Response>
}

/** `cloud` is the one that the customers' tenants are in; nothing answers at the hosts of another. */
export function createWorld({ cloud }: { cloud?: CloudName } = {}): World {
  const clock = createClock()
  const faults = createFaults()
  const microsoft = createMicrosoft({ clock, ...(cloud ? { cloud } : {}) })
  const productNames = createProductNames()
  const syncro = createSyncro({ clock })
  const itflow = createItflow({ clock })
  const visits: Visit[] = []
  const strays: string[] = []

  async function answer(request: Request): Promise<Response> {
    const { hostname } = new URL(request.url)
    if (microsoft.hosts.includes(hostname)) return microsoft.fetch(request)
    if (hostname === 'download.microsoft.com') return productNames.fetch(request)
    if (hostname.endsWith('.syncromsp.com')) return syncro.fetch(request)
    if (itflow.hosts.includes(hostname)) return itflow.fetch(request)
    strays.push(`${request.method} ${request.url}`)
    return new Response(`Nothing in the embedded world answers at ${hostname}.`, { status: 599 })
  }

  return {
    clock,
    faults,
    microsoft,
    productNames,
    syncro,
    itflow,
    visits,
    strays,
    async fetch(request) {
      const visit: Visit = { method: request.method, url: request.url, status: 0, caller: callerOf(request) }
      visits.push(visit)
      if (visit.caller !== null && request.body !== null)
        visit.body = await bodyOf(request.clone() as Request)
      const response = await faults.through(request, answer)
      visit.status = response.status
      return response
    },
  }
}

/** Reads the token without checking it: the embedded Graph does that. */
function callerOf(request: Request): Visit['caller'] {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(request.headers.get('authorization') ?? '')?.[1]
  if (payload === undefined) return null
  const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
  const { appid, roles, tid } = claims as { appid?: string; roles?: string[]; tid?: string }
  return appid === undefined ? null : { appId: appid, roles: roles ?? [], tenantId: tid ?? null }
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text()
  return text === '' ? undefined : JSON.parse(text)
}
