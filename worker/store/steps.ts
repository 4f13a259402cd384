import { asc, eq } from 'drizzle-orm'
import type { Report, Step } from '#shared/actions/define.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { actionStep } from './schema.ts'

export type StepRow = typeof actionStep.$inferSelect & { report: Report | null }
export interface NewStep {
  actionId: string
  stepId: string
  title: string
  state: StepRow['state']
  text: string | null
}

const reportKeptMs = 30 * 24 * 3_600_000

/** Lists the steps of an action, in order, on a condition. For a batch. */
export function stepStatement(
  deps: Deps,
  tenantId: string,
  steps: readonly NewStep[],
  condition: string,
  bound: readonly string[],
): D1PreparedStatement {
  const [tenant, json, now] = [1, 2, 3].map((place) => `?${bound.length + place}`)
  return deps.env.DB.prepare(
    `INSERT INTO action_step (action_id, position, tenant_id, step_id, title, state, text, changed_at)
     SELECT value->>'actionId', key, ${tenant}, value->>'stepId', value->>'title', value->>'state', value->>'text',
       ${now} FROM json_each(${json}) WHERE ${condition}`,
  ).bind(...bound, tenantId, JSON.stringify(steps), deps.now())
}

export async function stepsOf(deps: Deps, actionId: string): Promise<StepRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(actionStep)
    .where(eq(actionStep.actionId, actionId))
    .orderBy(asc(actionStep.position))
  return rows as StepRow[]
}

/**
 * Says that a step is begun and keeps the person for it until `until`: both or neither. False = the person is not ours
 * any more, so it may not be begun.
 */
export async function beginStep(
  deps: Deps,
  { actionId, stepId, until }: { actionId: string; stepId: string; until: number },
): Promise<boolean> {
  const { DB } = deps.env
  const [started] = await DB.batch([
    DB.prepare(
      `UPDATE action_step SET state = 'started', changed_at = ?3 WHERE action_id = ?1 AND step_id = ?2
         AND state = 'waiting' AND ${isHeld}`,
    ).bind(actionId, stepId, deps.now()),
    DB.prepare('UPDATE person_lease SET until = ?2 WHERE action_id = ?1 AND until > ?3').bind(
      actionId,
      until,
      deps.now(),
    ),
  ])
  return started?.meta.changes === 1
}
const isHeld = 'EXISTS (SELECT 1 FROM person_lease WHERE action_id = ?1 AND until > ?3)'

export async function endStep(deps: Deps, actionId: string, step: Step & { id: string }): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE action_step SET state = ?3, text = ?4, report = ?5, changed_at = ?6
     WHERE action_id = ?1 AND step_id = ?2`,
  )
    .bind(
      actionId,
      step.id,
      step.state,
      step.text,
      step.report ? JSON.stringify(step.report) : null,
      deps.now(),
    )
    .run()
}

/** What the end of an action says of its steps, for a batch; `isOpen` as for the answer (`?1` … `?3`). */
export function settleSteps(
  deps: Deps,
  steps: readonly Step[],
  isOpen: string,
  bound: readonly string[],
): D1PreparedStatement {
  const told = steps.map(({ id, state, text, report }) => ({ id, state, text, report: report ?? null }))
  return deps.env.DB.prepare(
    `UPDATE action_step SET state = told.value->>'state', text = told.value->>'text',
       report = COALESCE(told.value->'report', report), changed_at = ?5
     FROM json_each(?4) AS told
     WHERE action_step.action_id = ?3 AND action_step.step_id = told.value->>'id' AND ${isOpen}`,
  ).bind(...bound, JSON.stringify(told), deps.now())
}

/** What was found may name people and places: it is kept for 30 days. */
export async function purgeReports(deps: Deps): Promise<void> {
  await deps.env.DB.prepare(
    'UPDATE action_step SET report = NULL WHERE report IS NOT NULL AND changed_at <= ?1',
  )
    .bind(deps.now() - reportKeptMs)
    .run()
}
