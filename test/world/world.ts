import { type Clock, createClock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import type { CloudName } from './microsoft/cloud.ts'
import { createMicrosoft, type Microsoft } from './microsoft/microsoft.ts'
import { createProductNames, type ProductNames } from './microsoft/product-names.ts'
import { createSyncro, type Syncro } from './syncro/syncro.ts'

/** One request that reached the world, in order of arrival. */
interface Visit {
  method: string
  url: string
  status: number
}

/**
 * The embedded world: a stateful Microsoft and a stateful Syncro, reached at their real addresses by the unchanged
 * product. Everything else is answered with 599 and stands in `strays`: nothing else may leave.
 */
export interface World {
  clock: Clock
  faults: Faults
  microsoft: Microsoft
  productNames: ProductNames
  syncro: Syncro
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
  const visits: Visit[] = []
  const strays: string[] = []

  async function answer(request: Request): Promise<Response> {
    const { hostname } = new URL(request.url)
    if (microsoft.hosts.includes(hostname)) return microsoft.fetch(request)
    if (hostname === 'download.microsoft.com') return productNames.fetch(request)
    if (hostname.endsWith('.syncromsp.com')) return syncro.fetch(request)
    strays.push(`${request.method} ${request.url}`)
    return new Response(`Nothing in the embedded world answers at ${hostname}.`, { status: 599 })
  }

  return {
    clock,
    faults,
    microsoft,
    productNames,
    syncro,
    visits,
    strays,
    async fetch(request) {
      const visit: Visit = { method: request.method, url: request.url, status: 0 }
      visits.push(visit)
      const response = await faults.through(request, answer)
      visit.status = response.status
      return response
    },
  }
}
