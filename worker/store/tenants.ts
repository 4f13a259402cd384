import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { tenant } from './schema.ts'

export type TenantRow = typeof tenant.$inferSelect

/** A connected tenant; one that is not there (or not ours) raises access.notFound. */
export async function getTenant(deps: Deps, id: string): Promise<TenantRow> {
  const row = await findTenant(deps, id)
  if (!row) throw new AppError('access.notFound')
  return row
}

export async function findTenant(deps: Deps, id: string): Promise<TenantRow | null> {
  const row = await database(deps.env).select().from(tenant).where(eq(tenant.id, id)).get()
  return row ?? null
}

/** Where the mirror of a tenant stands: it moves when something changed that a plan may depend on. */
export async function mirrorVersion(deps: Deps, tenantId: string): Promise<number> {
  const row = await deps.env.DB.prepare('SELECT mirror_version AS version FROM tenant WHERE id = ?1')
    .bind(tenantId)
    .first<{ version: number }>()
  return row?.version ?? 0
}

/** Plans made before are old from now on. */
export async function moveMirror(deps: Deps, tenantId: string): Promise<void> {
  await deps.env.DB.prepare('UPDATE tenant SET mirror_version = mirror_version + 1 WHERE id = ?1')
    .bind(tenantId)
    .run()
}

export async function listTenants(deps: Deps): Promise<TenantRow[]> {
  return database(deps.env)
    .select()
    .from(tenant)
    .orderBy(asc(sql`lower(${tenant.name})`), asc(tenant.id))
}

/** What Microsoft says about a tenant, proved by reading it. */
export interface TenantFacts {
  id: string
  name: string
  /** Default domain */
  domain: string | null
  /** Verified domains, default first */
  domains: string[]
}

/** Nothing is wrong any more, and the next tick takes it. */
const fresh = (now: number) => ({
  problemCode: null,
  problemDetail: null,
  problemSince: null,
  failures: 0,
  nextDueAt: now,
  // Connected again: whoever removes its data stops.
  disconnectedAt: null,
  forgetRun: null,
})

/** A proved tenant, new or known: due at once, its problem cleared. Mirror and mappings of a known one stay. */
export async function upsertConnectedTenant(deps: Deps, facts: TenantFacts, by: string): Promise<void> {
  const now = deps.now()
  const known = { ...facts, state: 'connected', connectedAt: now, connectedBy: by, ...fresh(now) } as const
  // The customer's own consent outlives any relationship with a partner.
  await database(deps.env)
    .insert(tenant)
    .values({ ...known, reachedBy: 'consent' })
    .onConflictDoUpdate({ target: tenant.id, set: { ...known, reachedBy: 'consent' } })
}

/**
 * A tenant that was taken in through the partner: due at once. One that is connected by its own consent stays so: it is
 * one tenant, and read once.
 */
export async function upsertPartnerTenant(deps: Deps, facts: TenantFacts, by: string): Promise<void> {
  const now = deps.now()
  const known = { ...facts, state: 'connected', connectedAt: now, connectedBy: by, ...fresh(now) } as const
  const ownConsent = sql`${tenant.reachedBy} = 'consent' AND ${tenant.state} = 'connected' AND ${tenant.disconnectedAt} IS NULL`
  await database(deps.env)
    .insert(tenant)
    .values({ ...known, reachedBy: 'partner' })
    .onConflictDoUpdate({
      target: tenant.id,
      set: { ...known, reachedBy: 'partner' },
      setWhere: sql`NOT (${ownConsent})`,
    })
}

/**
 * A tenant whose consent cannot be used yet: due at once, proved by the sync. A connected one stays connected:
 * what the browser said about it is no reason to doubt what was proved.
 */
export async function upsertPendingTenant(deps: Deps, id: string, by: string): Promise<void> {
  const now = deps.now()
  const known = { connectedAt: now, connectedBy: by, ...fresh(now) }
  await database(deps.env)
    .insert(tenant)
    .values({ id, name: id, domains: [], state: 'pending', reachedBy: 'consent', ...known })
    .onConflictDoUpdate({
      target: tenant.id,
      // The consent is its own, whoever reached it before: no relationship stops it any more.
      set: { ...known, state: 'pending', reachedBy: 'consent' },
      setWhere: sql`${tenant.state} <> 'connected'`,
    })
}

/** Quick actions work from now on; the moment of the first proof is kept. */
export async function markOperator(deps: Deps, id: string): Promise<void> {
  await database(deps.env)
    .update(tenant)
    .set({ operatorAt: deps.now() })
    .where(and(eq(tenant.id, id), isNull(tenant.operatorAt)))
}
