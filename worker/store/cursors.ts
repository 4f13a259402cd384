import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'

/** `page` of a round that was read to its end and is being swept. */
export const sweeping = -1

/** Where reading a resource stands. Times: milliseconds since 1970. */
export interface Cursor {
  version: number
  link: string | null
  round: string | null
  page: number
  selectHash: string
  nextDueAt: number
  finishedRun: string | null
  finishedAt: number | null
  read: number
  changed: number
  problemCode: string | null
}

const columns = `version, link, round, page, select_hash AS selectHash, next_due_at AS nextDueAt,
  finished_run AS finishedRun, finished_at AS finishedAt, read, changed, problem_code AS problemCode`

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
  const known = await select.first<Cursor>()
  if (known) return known
  const inserted = await db
    .prepare(
      `INSERT INTO cursor (tenant_id, resource, select_hash) VALUES (?1, ?2, ?3)
       ON CONFLICT DO NOTHING RETURNING ${columns}`,
    )
    .bind(tenantId, resource, selectHash)
    .first<Cursor>()
  return inserted ?? openCursor(deps, tenantId, resource, selectHash)
}

export interface Advance {
  link: string | null
  round: string | null
  page: number
  read: number
  changed: number
}

/** The last statement of a page: when it changes nothing, the fence was lost and the page was not applied. */
export function advanceCursor(
  prepare: Prepare,
  { link, round, page, read, changed }: Advance,
): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, link = ?5, round = ?6, page = ?7, read = ?8, changed = ?9
     WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
    link,
    round,
    page,
    read,
    changed,
  )
}

export interface Finish extends Omit<Advance, 'page'> {
  run: string
  now: number
  nextDueAt: number
}

/** The last statement of a resource that was read to its end. */
export function finishCursor(prepare: Prepare, finish: Finish): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, link = ?5, round = ?6, page = 0, read = ?7, changed = ?8,
       finished_run = ?9, finished_at = ?10, next_due_at = ?11,
       problem_code = NULL, problem_detail = NULL, problem_since = NULL
     WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`,
    finish.link,
    finish.round,
    finish.read,
    finish.changed,
    finish.run,
    finish.now,
    finish.nextDueAt,
  )
}

/** Forgets where reading stood: the next page begins a full round. */
export function resetCursor(prepare: Prepare, selectHash: string): D1PreparedStatement {
  return prepare(
    `UPDATE cursor SET version = version + 1, link = NULL, round = NULL, page = 0, select_hash = ?5
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
    `SELECT resource, changed, problem_code AS code, problem_detail AS detail FROM cursor
     WHERE tenant_id = ?1 AND finished_run = ?2`,
  )
    .bind(tenantId, run)
    .all<{ resource: string; changed: number; code: ErrorCode | null; detail: string | null }>()
  return results
}
