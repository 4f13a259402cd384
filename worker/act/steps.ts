import type { ActionDefinition, Step } from '#shared/actions/define.ts'
import { standing } from '#shared/actions/steps.ts'
import type { Fields, Values } from '#shared/field.ts'
import type { Person } from '#shared/person.ts'
import type { NewStep } from '../store/steps.ts'

/** The steps of an action as they stand before anything is done; none where it is not in steps. */
export function listSteps(
  action: ActionDefinition,
  actionId: string,
  person: Person,
  values: Values<Fields>,
  done: ReadonlySet<string> = new Set(),
): NewStep[] {
  return (action.steps?.(person, values) ?? []).map((step) => {
    const { state, text } = standing(step, done) ?? { state: 'waiting' as const, text: null }
    return { actionId, stepId: step.id, title: step.title, state, text }
  })
}

/** Whether something is missing that could be done. */
export function hasOpenSteps(
  action: ActionDefinition,
  person: Person,
  values: Values<Fields>,
  steps: readonly { id?: Step['id']; state: string }[],
): boolean {
  return (action.steps?.(person, values) ?? []).some((step) => standing(step, doneIn(steps)) === null)
}

/** Ids of the steps that are done. */
export function doneIn(steps: readonly { id?: Step['id']; state: string }[]): Set<string> {
  return new Set(steps.flatMap(({ id, state }) => (id && state === 'done' ? [id] : [])))
}
