import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { partnerAttempt } from './schema.ts'
import { seal, unseal } from './secrets.ts'

export type PartnerAttemptRow = typeof partnerAttempt.$inferSelect

const lifetimeMs = 30 * 60_000
const place = (rowId: string) => ({ table: 'partner_attempt', rowId, field: 'sealed' })

interface NewAttempt {
  stateHash: string
  nonceHash: string
  verifier: string
  by: { id: string; name: string }
}

export async function createPartnerAttempt(deps: Deps, { stateHash, nonceHash, verifier, by }: NewAttempt) {
  const id = crypto.randomUUID()
  const now = deps.now()
  await database(deps.env)
    .insert(partnerAttempt)
    .values({
      ...{ id, stateHash, nonceHash, createdBy: by.id, createdByName: by.name },
      sealed: await seal(deps.env, place(id), verifier),
      createdAt: now,
      expiresAt: now + lifetimeMs,
      outcome: 'waiting',
    })
}

/** Uses up a state: its attempt with the code verifier, or null when it is unknown, used or too old. One of two wins. */
export async function takePartnerAttempt(deps: Deps, stateHash: string) {
  const now = deps.now()
  const known = await database(deps.env)
    .select({ sealed: partnerAttempt.sealed })
    .from(partnerAttempt)
    .where(eq(partnerAttempt.stateHash, stateHash))
    .get()
  const row = await database(deps.env)
    .update(partnerAttempt)
    .set({ usedAt: now, sealed: '' })
    .where(
      and(
        eq(partnerAttempt.stateHash, stateHash),
        isNull(partnerAttempt.usedAt),
        gt(partnerAttempt.expiresAt, now),
      ),
    )
    .returning()
    .get()
  if (!row || !known) return null
  return { ...row, verifier: await unseal(deps.env, place(row.id), known.sealed) }
}

export async function settlePartnerAttempt(
  deps: Deps,
  id: string,
  problem: { code: ErrorCode; detail?: string | undefined } | null,
): Promise<void> {
  await database(deps.env)
    .update(partnerAttempt)
    .set({
      outcome: problem ? 'failed' : 'connected',
      problemCode: problem?.code ?? null,
      problemDetail: problem?.detail ?? null,
      problemSince: problem ? deps.now() : null,
    })
    .where(eq(partnerAttempt.id, id))
}

export async function lastPartnerAttempt(deps: Deps): Promise<PartnerAttemptRow | null> {
  const row = await database(deps.env)
    .select()
    .from(partnerAttempt)
    .orderBy(desc(partnerAttempt.createdAt), desc(partnerAttempt.id))
    .limit(1)
    .get()
  return row ?? null
}

const keptMs = 30 * 24 * 3_600_000

export async function purgePartnerAttempts({ env, now }: Deps): Promise<void> {
  await env.DB.prepare('DELETE FROM partner_attempt WHERE created_at < ?1')
    .bind(now() - keptMs)
    .run()
}
