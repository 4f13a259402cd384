import type { Deps } from '../../../worker/env.ts'
import { consume } from '../../../worker/sync/consume.ts'
import type { Message } from '../../../worker/sync/message.ts'
import { schedule } from '../../../worker/sync/schedule.ts'
import { startSync } from '../../../worker/sync/start.ts'
import { start } from '../harness.ts'

/** A connected tenant in front of the sync: the world's Microsoft, real D1, a queue; short waits move the clock. */
export async function startSyncing(name = 'northwind.example') {
  const bench = await start()
  const { world, env, db, queue } = bench
  const tenant = world.microsoft.tenant(name)
  world.microsoft.consent(tenant.id, 'reader')
  await connect(db, tenant.id, world.clock.now())

  /** Waits inside requests, as they were asked for. */
  const waits: number[] = []
  const deps: Deps = {
    env,
    now: world.clock.now,
    async sleep(ms) {
      waits.push(ms)
      world.clock.advance(ms)
    },
  }
  const consumer = (batch: MessageBatch<Message>) => consume({ ...deps }, batch)
  return {
    ...bench,
    deps,
    waits,
    tenant,
    consumer,
    /** Everything that waits, until nothing does. */
    drain: () => queue.drain(consumer),
    deliver: () => queue.deliver(consumer),
    /** An hour passes, the cron ticks, and everything is worked off. */
    async hour() {
      world.clock.advance(3_600_000)
      await schedule({ ...deps }, world.clock.now())
      await queue.drain(consumer)
    },
    /** A tick now. */
    tickNow: () => schedule({ ...deps }, world.clock.now()),
    /** Items of one page, of the list and of changes. */
    setPageSize(size: number) {
      Object.assign(tenant, { listPageSize: size, deltaPageSize: size })
    },
    syncNow: () => startSync({ ...deps }, tenant.id),
    row: () => tenantRow(db, tenant.id),
    mirror: () => mirrorOf(db, tenant.id),
    cursor: (resource: string) => cursorRow(db, tenant.id, resource),
  }
}
export type SyncBench = Awaited<ReturnType<typeof startSyncing>>

export async function connect(db: D1Database, id: string, now: number, state = 'connected'): Promise<void> {
  await db
    .prepare(
      `INSERT INTO tenant (id, name, domains, state, reached_by, connected_at, connected_by, next_due_at)
       VALUES (?1, ?1, '[]', ?2, 'consent', ?3, 'test', ?3)`,
    )
    .bind(id, state, now)
    .run()
}

async function tenantRow(db: D1Database, id: string) {
  const row = await db.prepare('SELECT * FROM tenant WHERE id = ?1').bind(id).first<Record<string, unknown>>()
  if (!row) throw new Error(`No tenant ${id}.`)
  return row
}

async function cursorRow(db: D1Database, tenantId: string, resource: string) {
  const row = await db
    .prepare('SELECT * FROM cursor WHERE tenant_id = ?1 AND resource = ?2')
    .bind(tenantId, resource)
    .first<Record<string, unknown>>()
  if (!row) throw new Error(`No cursor ${resource}.`)
  return row
}

/** What the mirror says of everyone, by id. */
export async function mirrorOf(db: D1Database, tenantId: string) {
  const { results } = await db
    .prepare('SELECT id, data, deleted_at FROM person WHERE tenant_id = ?1 ORDER BY id')
    .bind(tenantId)
    .all<{ id: string; data: string; deleted_at: number | null }>()
  return new Map(results.map((row) => [row.id, { ...JSON.parse(row.data), deletedAtColumn: row.deleted_at }]))
}

export async function countRows(db: D1Database, table: string): Promise<number> {
  return (await db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first<{ n: number }>())?.n ?? 0
}

type Tenant = SyncBench['tenant']

/** Ids of those whom the mirror takes for present. */
export function presentIds(mirror: Awaited<ReturnType<typeof mirrorOf>>): string[] {
  return [...mirror.values()].filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id as string)
}

/** Present persons with the fields that a test changes, from the directory itself. */
export function directoryOf(tenant: Tenant) {
  return [...tenant.users.values()]
    .map((user) => ({
      id: user.id,
      displayName: user.displayName,
      userPrincipalName: user.userPrincipalName,
      department: user.department ?? null,
      mail: user.mail ?? null,
      accountEnabled: user.accountEnabled,
      proxyAddresses: user.proxyAddresses ?? [],
      businessPhone: user.businessPhones?.[0] ?? null,
      skuIds: (user.assignedLicenses ?? []).map(({ skuId }) => skuId).sort(),
    }))
    .sort((a, b) => a.id.localeCompare(b.id))
}

export function mirroredDirectory(mirror: Awaited<ReturnType<typeof mirrorOf>>) {
  return [...mirror.values()]
    .filter(({ deletedAt }) => deletedAt === null)
    .map((person) => ({
      id: person.id,
      displayName: person.displayName,
      userPrincipalName: person.userPrincipalName,
      department: person.department,
      mail: person.mail,
      accountEnabled: person.accountEnabled,
      proxyAddresses: person.proxyAddresses,
      businessPhone: person.businessPhone,
      skuIds: person.skuIds,
    }))
    .sort((a, b) => a.id.localeCompare(b.id))
}

/** Every (address, person) pair that the table holds, and that the rows say. */
export async function addressPairs(db: D1Database, tenantId: string): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT address, person_id FROM person_address WHERE tenant_id = ?1 ORDER BY address, person_id')
    .bind(tenantId)
    .all<{ address: string; person_id: string }>()
  return results.map(({ address, person_id }) => `${address} ${person_id}`)
}
