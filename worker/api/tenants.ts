import { actions } from '#shared/actions/index.ts'
import type { Output, TenantSummary } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { availabilityOf, readMeans } from '../act/availability.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { capabilitiesOf } from '../store/capability-rows.ts'
import { hiddenFrom, setHidden } from '../store/hidden-tenants.ts'
import { mappingViews } from '../store/mapping-views.ts'
import { licenceRows, scoreRows, topControls, trendRows } from '../store/overview.ts'
import { reachRows } from '../store/partner-reach.ts'
import { getTenant, listTenants } from '../store/tenants.ts'
import { proveConsents } from '../sync/prove-consents.ts'
import { startSync, syncProgress } from '../sync/start.ts'
import { connectTenant, listAttempts } from './connect.ts'
import { disconnect } from './disconnect.ts'
import type { Call, Handlers } from './handlers.ts'
import { isWithin } from './reach.ts'
import { scoreView, tenantSummary } from './tenant-view.ts'

export const tenantHandlers = {
  'tenants.connect': connectTenant,
  'tenants.attempts': (_input, call) => listAttempts(call),
  'tenants.list': (_input, call) => allTenants(call),
  'tenants.get': ({ tenantId }, call) => oneTenant(call, tenantId),
  'tenants.trends': ({ tenantId }, call) => trends(call, tenantId),
  'tenants.hide': ({ tenantId, hidden }, call) => hide(call, tenantId, hidden),
  'tenants.disconnect': disconnect,
  'tenants.sync': ({ tenantId }, call) => syncTenant(call, tenantId),
} satisfies Partial<Handlers>

/** Statements do not grow with the number of tenants. */
async function allTenants(call: Call): Promise<Output<'tenants.list'>> {
  const deps: Deps = call
  const rows = (await listTenants(deps)).filter(({ id }) => isWithin(call.reach, id))
  const hidden = await hiddenFrom(deps, call.caller.id)
  const licences = Map.groupBy(await licenceRows(deps, null), ({ tenantId }) => tenantId)
  const scores = Map.groupBy(await scoreRows(deps, null), ({ tenantId }) => tenantId)
  const mappings = Map.groupBy(await mappingViews(deps, null), ({ tenantId }) => tenantId)
  const reach = await reachRows(deps, null)
  const parts = (id: string) => ({
    licences: licences.get(id) ?? [],
    scores: scores.get(id) ?? [],
    mappings: mappings.get(id) ?? [],
    hidden: hidden.has(id),
    reach: reach.get(id),
  })
  return { tenants: rows.map((row) => tenantSummary(row, parts(row.id), deps.now())) }
}

/** Shown of all controls: enough to know what to do next. */
const mostControls = 10

/** One tenant as the list shows it. */
export async function summaryOf(deps: Deps, tenantId: string): Promise<TenantSummary> {
  const row = await getTenant(deps, tenantId)
  const [licences, scores, mappings, reach] = await Promise.all([
    licenceRows(deps, tenantId),
    scoreRows(deps, tenantId),
    mappingViews(deps, tenantId),
    reachRows(deps, tenantId),
  ])
  const parts = { licences, scores, mappings, hidden: false, reach: reach.get(tenantId) }
  return tenantSummary(row, parts, deps.now())
}

async function oneTenant(call: Call, tenantId: string): Promise<Output<'tenants.get'>> {
  const row = await getTenant(call, tenantId)
  const [summary, hidden, sync, controls, capabilities, means] = await Promise.all([
    summaryOf(call, tenantId),
    hiddenFrom(call, call.caller.id),
    syncProgress(call, tenantId),
    topControls(call, tenantId, mostControls),
    capabilitiesOf(call, tenantId),
    readMeans(call, row),
  ])
  return {
    ...summary,
    hidden: hidden.has(tenantId) && summary.mappings.length === 0,
    domains: row.domains,
    sync,
    controls,
    capabilities: capabilities.map(({ since, ...rest }) => ({
      ...rest,
      since: new Date(since).toISOString(),
    })),
    actions: actions.map((action) => availabilityOf(action, means, null)),
  }
}

async function trends(call: Call, tenantId: string): Promise<Output<'tenants.trends'>> {
  await getTenant(call, tenantId)
  const { scores, seats } = await trendRows(call, tenantId)
  return {
    score: scores.map((row) => ({
      ...scoreView(row),
      allTenants: row.allTenants,
      similarSize: row.similarSize,
    })),
    licences: [...Map.groupBy(seats, ({ skuId }) => skuId)].map(([skuId, days]) => ({
      skuId,
      days: days.map(({ day, assigned, usable }) => ({ day, assigned, usable })),
    })),
  }
}

async function hide(call: Call, tenantId: string, hidden: boolean): Promise<Output<'tenants.hide'>> {
  await getTenant(call, tenantId)
  await setHidden(call, { tenantId, personId: call.caller.id }, hidden)
  return { hidden }
}

async function syncTenant(call: Call, tenantId: string): Promise<Output<'tenants.sync'>> {
  const { disconnectedAt, problemCode } = await getTenant(call, tenantId)
  if (disconnectedAt !== null) throw new AppError('tenant.disconnected')
  if (problemCode === 'partner.relationshipEnded') throw new AppError('partner.relationshipEnded')
  const { started } = await startSync(call, tenantId)
  const deps = { env: call.env, now: call.now }
  call.waitUntil(
    proveConsents(deps, tenantId).catch((error) => logFailure({ at: 'consent', tenantId }, error)),
  )
  return { started, sync: await syncProgress(call, tenantId) }
}
