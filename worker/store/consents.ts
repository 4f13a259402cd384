import { and, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { consent, tenant } from './schema.ts'

export type ConsentRow = typeof consent.$inferSelect
export type AppName = ConsentRow['asks'][number]

const lifetimeMs = 30 * 60_000
const dayMs = 24 * 3_600_000

interface NewConsent {
  stateHash: string
  by: { id: string; name: string }
  asks: AppName[]
  expectedTenantId: string | null
}

/** Records an attempt whose state is out from now on. */
export async function createConsent(deps: Deps, { stateHash, by, asks, expectedTenantId }: NewConsent) {
  const now = deps.now()
  return database(deps.env)
    .insert(consent)
    .values({
      id: crypto.randomUUID(),
      stateHash,
      createdBy: by.id,
      createdByName: by.name,
      createdAt: now,
      expiresAt: now + lifetimeMs,
      asks,
      pending: asks,
      expectedTenantId,
      outcome: 'waiting',
    })
    .returning()
    .get()
}

/** Uses up a state: the attempt it belongs to, or null when it is unknown, used or too old. One statement: one wins. */
export async function takeConsent(deps: Deps, stateHash: string): Promise<ConsentRow | null> {
  const now = deps.now()
  const row = await database(deps.env)
    .update(consent)
    .set({ usedAt: now })
    .where(and(eq(consent.stateHash, stateHash), isNull(consent.usedAt), gt(consent.expiresAt, now)))
    .returning()
    .get()
  return row ?? null
}

interface Settled {
  outcome: ConsentRow['outcome']
  tenantId?: string
  /** Applications that are not proved yet, whether their consent is given or still to come. */
  pending: AppName[]
  problem?: { code: ErrorCode; detail?: string | undefined }
}

/** What became of an attempt. */
export async function settleConsent(deps: Deps, id: string, settled: Settled): Promise<void> {
  await database(deps.env).update(consent).set(columnsOf(deps, settled)).where(eq(consent.id, id))
}

/** The first application is done; a new state is out for the second, in the same attempt. */
export async function continueConsent(
  deps: Deps,
  id: string,
  stateHash: string,
  settled: Settled & { tenantId: string },
): Promise<void> {
  const next = {
    stateHash,
    usedAt: null,
    expiresAt: deps.now() + lifetimeMs,
    expectedTenantId: settled.tenantId,
  }
  await database(deps.env)
    .update(consent)
    .set({ ...columnsOf(deps, settled), ...next })
    .where(eq(consent.id, id))
}

function columnsOf(deps: Deps, { outcome, tenantId, pending, problem }: Settled) {
  return {
    outcome,
    ...(tenantId === undefined ? {} : { tenantId }),
    pending,
    problemCode: problem?.code ?? null,
    problemDetail: problem?.detail ?? null,
    problemSince: problem ? deps.now() : null,
  }
}

/** A person's attempts of the last day, newest first, each with its tenant as it stands. */
export async function attemptsOf(deps: Deps, createdBy: string) {
  return database(deps.env)
    .select({ consent, tenant })
    .from(consent)
    .leftJoin(tenant, eq(tenant.id, consent.tenantId))
    .where(and(eq(consent.createdBy, createdBy), gt(consent.createdAt, deps.now() - dayMs)))
    .orderBy(desc(consent.createdAt), desc(consent.id))
    .limit(50)
}
export type Attempt = Awaited<ReturnType<typeof attemptsOf>>[number]

/**
 * Attempts whose consent to the operator was given but could not be proved yet. In no order, so that those that never
 * work do not keep the others waiting.
 */
export async function unprovedOperators(deps: Deps, tenantId: string | null, limit: number) {
  return database(deps.env)
    .select()
    .from(consent)
    .where(
      and(
        isNotNull(consent.usedAt),
        ne(consent.outcome, 'failed'),
        sql`EXISTS (SELECT 1 FROM json_each(${consent.pending}) WHERE value = 'operator')`,
        tenantId === null ? isNotNull(consent.tenantId) : eq(consent.tenantId, tenantId),
      ),
    )
    .orderBy(sql`RANDOM()`)
    .limit(limit)
}
