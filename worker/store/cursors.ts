import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'

/** `page` of a round that was read to its end and is being swept. */
export const sweeping = -1

/** Where reading a resource stands. Times: milliseconds since 1970. */
export interface Cursor {
  version: number
  link: string | null
  token: string | null
  round: string | null
  page: number
  selectHash: string
  nextDueAt: number
  finishedRun: string | null
  finishedAt: number | null
  fullDueAt: number
  /** Ids of items that could not be read, `''` for those without one */
  unread: string[]
  read: number
  changed: number
  problemCode: string | null
}

const columns = `version, link, token, round, page, select_hash AS selectHash, next_due_at AS nextDueAt,
  finished_run AS finishedRun, finished_at AS finishedAt, full_due_at AS fullDueAt,
  unread, read, changed, problem_code AS problemCode`
type Row = Omit<Cursor, 'unread'> & { unread: string }

function cursorOf(row: Row): Cursor {
  return { ...row, unread: JSON.parse(row.unread) as string[] }
}

/** The cursor, made when the resource was never read. */
export async function openCursor(
  deps: Deps,
  tenantId: string,
  resource: string,
  selectHash: string,
): Promise<Cursor> {
  const db = deps.env.DB
  const select = db
    .prepare(`SELECT ${columns} FROM cursor WHERE tenant_id = ?1 AND resource = ?2`)
    .bind(tenantId, resource)
  const known = await select.first<Row>()
  if (known) return cursorOf(known)
  const inserted = await db
    .prepare(
      `INSERT INTO cursor (tenant_id, resource, select_hash) VALUES (?1, ?2, ?3)
       ON CONFLICT DO NOTHING RETURNING ${columns}`,
    )
    .bind(tenantId, resource, selectHash)
    .first<Row>()
  return inserted ? cursorOf(inserted) : openCursor(deps, tenantId, resource, selectHash)
}

export interface Advance {
  link: string | null
  token: string | null
  round: string | null
  page: number
  unread: readonly string[]
  read: number
  changed: number
}

/** The last statement of a page: when it changes nothing, the fence was lost and the page was not applied. */
export function advanceCursor(
  prepare: Prepare,
  { link, token, round, page, unread, read, changed }: Advance,
): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, link = ?5, token = ?6, round = ?7, page = ?8, unread = ?9, read = ?10,
       changed = ?11
     WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
    link,
    token,
    round,
    page,
    JSON.stringify(unread),
    read,
    changed,
  )
}

export interface Finish {
  run: string
  now: number
  nextDueAt: number
  /** The place from which the next reading goes on; null = it begins anew. */
  link: string | null
  /** When everything is due once more; null = as it was. */
  fullDueAt: number | null
  /** Ids of items that could not be read, and what to say of them. */
  unread: readonly string[]
  problem: { code: ErrorCode; detail: string } | null
  read: number
  changed: number
}

/** The last statement of a resource that was read to its end. */
export function finishCursor(prepare: Prepare, finish: Finish): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, link = ?5, token = NULL, round = NULL, page = 0, read = ?6, changed = ?7,
       finished_run = ?8, finished_at = ?9, next_due_at = ?10, full_due_at = COALESCE(?11, full_due_at), unread = ?12,
       problem_since = CASE WHEN ?13 IS NULL THEN NULL WHEN problem_code IS ?13 THEN problem_since ELSE ?9 END,
       problem_code = ?13, problem_detail = ?14
     WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
    finish.link,
    finish.read,
    finish.changed,
    finish.run,
    finish.now,
    finish.nextDueAt,
    finish.fullDueAt,
    JSON.stringify(finish.unread),
    finish.problem?.code ?? null,
    finish.problem?.detail ?? null,
  )
}

/** Forgets where reading stood: the next page begins a full round. */
export function resetCursor(prepare: Prepare, selectHash: string): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, link = NULL, token = NULL, round = NULL, page = 0,
       unread = '[]', select_hash = ?5
     WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
    selectHash,
  )
}

/** A resource that could not be read in this run; where its reading stands is kept. */
export function failCursor(
  prepare: Prepare,
  { run, now, code, detail }: { run: string; now: number; code: ErrorCode; detail: string | null },
): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, finished_run = ?5,
       problem_since = CASE WHEN problem_code IS ?6 THEN problem_since ELSE ?8 END,
       problem_code = ?6, problem_detail = ?7
     WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
    run,
    code,
    detail,
    now,
  )
}

/** Makes everyone look again who has read the cursor; nothing else about it changes. */
export function touchCursor(prepare: Prepare): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1 WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
  )
}

/** What a run has read, and what it could not read. */
export async function cursorsOfRun(deps: Deps, tenantId: string, run: string) {
  const { results } = await deps.env.DB.prepare(
    `SELECT resource, read, changed, problem_code AS code, problem_detail AS detail FROM cursor
     WHERE tenant_id = ?1 AND finished_run = ?2`,
  )
    .bind(tenantId, run)
    .all<{ resource: string; read: number; changed: number; code: ErrorCode | null; detail: string | null }>()
  return results
}
