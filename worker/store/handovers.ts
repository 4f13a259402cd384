import type { Deps } from '../env.ts'
import { auditStatement, type NewAuditRow } from './audit.ts'

export interface NewHandover {
  /** SHA-256 of the token, in hexadecimal */
  tokenHash: string
  actionId: string
  tenantId: string
  /** Milliseconds since 1970 */
  expiresAt: number
  sealed: string
}

export interface Handover {
  actionId: string
  tenantId: string
  expiresAt: number
  viewedAt: number | null
}

/** Longer than any link lives: so long a page can say that it was opened before. */
const keptMs = 30 * 24 * 3_600_000

/** Keeps what a link shows and records that it was made: all or nothing. */
export async function storeHandover(deps: Deps, made: NewHandover, record: NewAuditRow): Promise<void> {
  const { tokenHash, actionId, tenantId, expiresAt, sealed } = made
  const { DB } = deps.env
  await DB.batch([
    DB.prepare(
      'INSERT INTO handover (token_hash, action_id, tenant_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)',
    ).bind(tokenHash, actionId, tenantId, deps.now(), expiresAt),
    DB.prepare(
      'INSERT INTO handover_secret (token_hash, tenant_id, sealed, expires_at) VALUES (?1, ?2, ?3, ?4)',
    ).bind(tokenHash, tenantId, sealed, expiresAt),
    auditStatement(deps, record, '1', []),
  ])
}

export async function findHandover({ env }: Deps, tokenHash: string): Promise<Handover | null> {
  return env.DB.prepare(`SELECT ${columns} FROM handover WHERE token_hash = ?1`)
    .bind(tokenHash)
    .first<Handover>()
}
const columns = 'action_id AS actionId, tenant_id AS tenantId, expires_at AS expiresAt, viewed_at AS viewedAt'

/** Of an action's link; null = none was made. */
export async function handoverOf({ env }: Deps, actionId: string): Promise<Handover | null> {
  return env.DB.prepare(`SELECT ${columns} FROM handover WHERE action_id = ?1`)
    .bind(actionId)
    .first<Handover>()
}

/**
 * Takes what the link shows, once: whoever gets it has burnt it, and the view is on record, all or nothing. Null = it
 * was taken before, or it is too late.
 */
export async function burnHandover(
  deps: Deps,
  tokenHash: string,
  record: NewAuditRow,
): Promise<string | null> {
  const { DB } = deps.env
  const now = deps.now()
  const isThere = 'token_hash = ?1 AND expires_at > ?2'
  const [, , burnt] = await DB.batch<{ sealed: string }>([
    auditStatement(deps, record, `EXISTS (SELECT 1 FROM handover_secret WHERE ${isThere})`, [tokenHash, now]),
    DB.prepare(
      `UPDATE handover SET viewed_at = ?2 WHERE token_hash = ?1
         AND EXISTS (SELECT 1 FROM handover_secret WHERE ${isThere})`,
    ).bind(tokenHash, now),
    DB.prepare(`DELETE FROM handover_secret WHERE ${isThere} RETURNING sealed`).bind(tokenHash, now),
  ])
  return burnt?.results[0]?.sealed ?? null
}

/** What nobody opened in time goes; that there was a link is remembered for 30 days. */
export async function purgeHandovers({ env, now }: Deps): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM handover_secret WHERE expires_at <= ?1').bind(now()),
    env.DB.prepare('DELETE FROM handover WHERE expires_at <= ?1').bind(now() - keptMs),
  ])
}
