import type { ActionDefinition, ActionStep } from '#shared/actions/define.ts'
import { manualOf } from '#shared/actions/steps.ts'
import { parseFields } from '#shared/field.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { operatorGraph, readerGraph } from '../graph/client.ts'
import { cloudNameOf } from '../graph/clouds.ts'
import { logFailure } from '../log.ts'
import type { KeptAnswer } from '../store/action-keys.ts'
import type { AuditRow } from '../store/audit.ts'
import { type StepRow, stepsOf } from '../store/steps.ts'
import { goOn, worstOf } from './outcome.ts'

interface About {
  action: ActionDefinition
  person: Person | null
  form: unknown
}
type Told = Pick<KeptAnswer, 'outcome' | 'text' | 'next' | 'steps'>
type Step = KeptAnswer['steps'][number]

/** What became of an action in steps that was interrupted: each step that was begun is looked after. */
export async function settledSteps(deps: Deps, intent: AuditRow, about: About): Promise<Told> {
  const defined = definedSteps(about)
  const steps: Step[] = []
  for (const row of await stepsOf(deps, intent.actionId)) {
    const step = defined.find(({ id }) => id === row.stepId)
    steps.push(await settledStep(deps, row, step, about.person))
  }
  const isMissing = steps.some(({ text }) => text === notBegun)
  const done = steps.filter(({ state }) => state === 'done').length
  const text = `${intent.text}: the work was interrupted. ${done} of ${steps.length} steps are done.`
  const worst = worstOf(steps)
  const outcome = worst === 'done' && isMissing ? 'failed' : worst
  return { outcome, text, next: outcome === 'done' ? null : goOn, steps }
}

const notBegun = 'Not begun: the work was interrupted.'

function definedSteps({ action, person, form }: About): ActionStep<never>[] {
  const values = parseFields(action.fields, form)
  return (person && values.success && action.steps?.(person, values.output)) || []
}

async function settledStep(
  deps: Deps,
  row: StepRow,
  step: ActionStep<never> | undefined,
  person: Person | null,
): Promise<Step> {
  const manual = step && person ? manualOf(step, person, cloudNameOf(deps.env)) : null
  const told = { id: row.stepId, title: row.title, manual, report: row.report }
  if (row.state === 'waiting') return { ...told, state: 'skipped', text: notBegun }
  if (row.state !== 'started') return { ...told, state: row.state, text: row.text }
  const isDone = step && person ? await lookUp(deps, step, person) : null
  if (isDone === null)
    return { ...told, state: 'unknown', text: 'Interrupted; whether it was done is not known.' }
  return isDone
    ? { ...told, state: 'done', text: 'Interrupted; Microsoft shows it as done.' }
    : { ...told, state: 'failed', text: 'Interrupted; Microsoft shows it as not done.' }
}

async function lookUp(deps: Deps, step: ActionStep<never>, person: Person): Promise<boolean | null> {
  try {
    const { tenantId } = person
    const graph = operatorGraph(deps, tenantId)
    return (await step.verify?.({ graph, reader: readerGraph(deps, tenantId), person })) ?? null
  } catch (error) {
    logFailure({ at: 'action', tenantId: person.tenantId }, error)
    return null
  }
}
