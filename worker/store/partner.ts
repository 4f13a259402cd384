import { desc, eq, sql } from 'drizzle-orm'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { partner } from './schema.ts'
import { seal, unseal } from './secrets.ts'

export type PartnerRow = typeof partner.$inferSelect

const place = { table: 'partner', rowId: 'partner', field: 'sealed' }

/** The partner's account, connected or not any more; null = there never was one. */
export async function findPartner(deps: Deps): Promise<PartnerRow | null> {
  const row = await database(deps.env).select().from(partner).orderBy(desc(partner.id)).get()
  return row ?? null
}

/** The account that is connected; raises partner.notConnected. */
export async function getPartner(deps: Deps): Promise<PartnerRow> {
  const row = await findPartner(deps)
  if (!row || row.sealed === '') throw new AppError('partner.notConnected')
  return row
}

export function refreshTokenOf({ env }: Deps, { sealed }: PartnerRow): Promise<string> {
  return unseal(env, place, sealed)
}

/** A sign-in that was validated in everything takes the place of the one before; what is known of customers stays. */
export async function storePartner(
  deps: Deps,
  input: { refresh: string; account: string; accountId: string; connectedBy: string },
): Promise<void> {
  const now = deps.now()
  const { refresh, ...about } = input
  const known = {
    ...about,
    sealed: await seal(deps.env, place, refresh),
    ...{ connectedAt: now, refreshedAt: now, checkedAt: now, failures: 0 },
    ...{ problemCode: null, problemDetail: null, problemSince: null },
  }
  await database(deps.env)
    .insert(partner)
    .values({ id: 'partner', ...known })
    .onConflictDoUpdate({ target: partner.id, set: known })
}

/** Keeps a new refresh token, unless another one was stored meanwhile: that one works as well. */
export async function keepRefreshToken(deps: Deps, row: PartnerRow, refresh: string): Promise<void> {
  const sealed = await seal(deps.env, place, refresh)
  await deps.env.DB.prepare(
    `UPDATE partner SET sealed = ?1, refreshed_at = ?2 WHERE id = 'partner' AND sealed = ?3`,
  )
    .bind(sealed, deps.now(), row.sealed)
    .run()
}

/** Looked at now: null = everything is as it should be. The moment of the first failure of a kind is kept. */
export async function notePartner(
  deps: Deps,
  problem: { code: string; detail: string | null } | null,
  isPassing = false,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE partner SET problem_since = CASE WHEN ?1 IS NULL THEN NULL WHEN problem_code IS ?1 THEN problem_since ELSE ?3 END,
       problem_code = ?1, problem_detail = ?2, failures = CASE WHEN ?1 IS NULL THEN 0 ELSE failures + 1 END,
       checked_at = CASE WHEN ?4 THEN checked_at ELSE ?3 END
     WHERE id = 'partner' AND sealed <> ''`,
  )
    .bind(problem?.code ?? null, problem?.detail ?? null, deps.now(), isPassing ? 1 : 0)
    .run()
}

/** Forgets the account's sign-in; sign-ins that are still out must not connect it again behind anybody's back. */
export async function forgetPartner({ env, now }: Deps): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `UPDATE partner SET sealed = '', failures = 0, problem_code = NULL, problem_detail = NULL, problem_since = NULL,
         read_run = NULL, read_problem_code = NULL, read_problem_detail = NULL, read_problem_since = NULL`,
    ),
    env.DB.prepare('UPDATE partner_attempt SET expires_at = MIN(expires_at, ?1) WHERE used_at IS NULL').bind(
      now(),
    ),
  ])
}

const soonMs = 15 * 60_000

/** Whether a tenant is reached through a partner that is connected, and no reading began within a quarter of an hour. */
export async function isReadWorth({ env, now }: Deps, tenantId: string): Promise<boolean> {
  const row = await env.DB.prepare(
    `SELECT 1 AS found FROM tenant, partner WHERE tenant.id = ?1 AND reached_by = 'partner'
       AND disconnected_at IS NULL AND sealed <> '' AND COALESCE(read_started_at, 0) <= ?2`,
  )
    .bind(tenantId, now() - soonMs)
    .first()
  return row !== null
}

const readingPatienceMs = 30 * 60_000

/** Begins a reading of customers; null while one is under way. */
export async function beginReading(deps: Deps, run: string): Promise<string | null> {
  const now = deps.now()
  const row = await database(deps.env)
    .update(partner)
    .set({ readRun: run, readStartedAt: now })
    .where(
      sql`${partner.sealed} <> '' AND (${partner.readRun} IS NULL OR ${partner.readStartedAt} <= ${now - readingPatienceMs})`,
    )
    .returning({ run: partner.readRun })
    .get()
  return row?.run ?? null
}

/** Whether a reading is the one under way; it then has its time again. */
export async function holdReading(deps: Deps, run: string): Promise<boolean> {
  const rows = await database(deps.env)
    .update(partner)
    .set({ readStartedAt: deps.now() })
    .where(eq(partner.readRun, run))
    .returning({ id: partner.id })
  return rows.length > 0
}

/** The reading is over, with or without a problem. A statement for a batch. */
export function endReading(
  { env, now }: Deps,
  run: string,
  problem: { code: string; detail: string | null } | null,
): D1PreparedStatement {
  return env.DB.prepare(
    `UPDATE partner SET read_run = NULL, read_at = CASE WHEN ?2 IS NULL THEN ?4 ELSE read_at END,
       read_problem_since = CASE WHEN ?2 IS NULL THEN NULL WHEN read_problem_code IS ?2 THEN read_problem_since ELSE ?4 END,
       read_problem_code = ?2, read_problem_detail = ?3
     WHERE read_run = ?1`,
  ).bind(run, problem?.code ?? null, problem?.detail ?? null, now())
}
