import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { dropPages, isReading, type Survey, takeOver } from './survey-pages.ts'

export interface SurveyRow {
  run: string
  state: 'reading' | 'ready' | 'failed'
  /** Milliseconds since 1970; of the last reading that came to its end */
  finishedAt: number | null
  problemCode: string | null
  problemDetail: string | null
  problemSince: number | null
}

/** A survey that has not ended by then is lost: its message, or who was to deliver it. */
const lostAfterMs = 12 * 3_600_000

/** Begins a survey and clears away what a lost one left; false where one is under way. */
export async function beginSurvey(deps: Deps, { connectionId, run }: Survey): Promise<boolean> {
  const { DB } = deps.env
  const now = deps.now()
  const mayBegin = `NOT EXISTS (SELECT 1 FROM survey WHERE connection_id = ?1 AND state = 'reading' AND started_at > ?2)`
  const former = '(SELECT run FROM survey WHERE connection_id = ?1)'
  const [, begun] = await DB.batch([
    DB.prepare(
      `DELETE FROM organisation WHERE connection_id >= ${former} || ' ' AND connection_id < ${former} || '!'
         AND ${mayBegin}`,
    ).bind(connectionId, now - lostAfterMs),
    DB.prepare(
      `INSERT INTO survey (connection_id, run, state, started_at) SELECT ?1, ?3, 'reading', ?4 WHERE ${mayBegin}
       ON CONFLICT (connection_id) DO UPDATE SET run = excluded.run, state = 'reading', started_at = excluded.started_at,
         problem_code = NULL, problem_detail = NULL, problem_since = NULL`,
    ).bind(connectionId, now - lostAfterMs, run, now),
  ])
  return begun?.meta.changes === 1
}

/** Whether a survey is still the one that reads. */
export async function isUnderWay(deps: Deps, { connectionId, run }: Survey): Promise<boolean> {
  const row = await deps.env.DB.prepare(`SELECT ${isReading} AS reading`)
    .bind(connectionId, run)
    .first<{ reading: number }>()
  return row?.reading === 1
}

/** What was read takes the place of what was known: organisations that are gone go. */
export async function finishSurvey(deps: Deps, survey: Survey): Promise<void> {
  const { DB } = deps.env
  await DB.batch([
    ...takeOver(DB, survey),
    dropPages(DB, survey),
    DB.prepare(
      `UPDATE survey SET state = 'ready', finished_at = ?3 WHERE connection_id = ?1 AND run = ?2 AND state = 'reading'`,
    ).bind(survey.connectionId, survey.run, deps.now()),
  ])
}

/** What was known before stays. */
export async function failSurvey(
  deps: Deps,
  survey: Survey,
  { code, detail }: { code: ErrorCode; detail: string | null },
): Promise<void> {
  const { DB } = deps.env
  await DB.batch([
    dropPages(DB, survey),
    DB.prepare(
      `UPDATE survey SET state = 'failed', problem_code = ?3, problem_detail = ?4, problem_since = ?5
       WHERE connection_id = ?1 AND run = ?2 AND state = 'reading'`,
    ).bind(survey.connectionId, survey.run, code, detail, deps.now()),
  ])
}

/** Null: never begun. One that was lost has failed. */
export async function readSurvey(deps: Deps, connectionId: string): Promise<SurveyRow | null> {
  const row = await deps.env.DB.prepare(
    `SELECT run, state, started_at AS startedAt, finished_at AS finishedAt, problem_code AS problemCode,
       problem_detail AS problemDetail, problem_since AS problemSince FROM survey WHERE connection_id = ?1`,
  )
    .bind(connectionId)
    .first<SurveyRow & { startedAt: number }>()
  if (!row) return null
  const { startedAt, ...rest } = row
  const lostAt = startedAt + lostAfterMs
  if (rest.state !== 'reading' || deps.now() < lostAt) return rest
  const problemDetail = 'The reading was begun and never came to its end.'
  return { ...rest, state: 'failed', problemCode: 'internal', problemDetail, problemSince: lostAt }
}
