import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import type { Fields, Values } from '#shared/field.ts'
import { call } from '../../api.ts'
import { type ApiError, asApiError } from '../../api-error.ts'
import { type Errand, isLost, send } from './errand.ts'
import { findOut } from './find-out.ts'

/** What a confirmation begins with. */
export interface Beginning {
  action: string
  /** The form; null = empty. */
  start: Values<Fields> | null
  resumes: string | null
}

/** How far one has come, from the menu to the result. */
export type Stage =
  | { at: 'menu' }
  | { at: 'confirm'; beginning: Beginning; refusal: ApiError | null }
  | { at: 'running'; errand: Errand }
  | { at: 'lost'; errand: Errand; error: ApiError; neverCame: boolean }
  /** The outcome may hold a secret: it lives here alone and goes with this view. */
  | { at: 'result'; errand: Errand; outcome: ActionOutcome }

export const begin = (action: string, resumes: string | null = null): Stage => ({
  at: 'confirm',
  beginning: { action, start: null, resumes },
  refusal: null,
})

export function startAt(action: string | null, resumes: string | null): Stage {
  return action && actionOf(action) ? begin(action, resumes) : { at: 'menu' }
}

/** Between one look and the next at an action that still runs, and how often, in all about two minutes. */
const lookMilliseconds = 1500
const mostLooks = 80

/** Sends it and brings its outcome, also where the answer is lost: then it is looked for by its key. */
export async function perform(errand: Errand, renew: (view: PersonView) => void): Promise<Stage> {
  for (let looks = 0; ; looks += 1) {
    try {
      const outcome = await send(errand)
      if (outcome.view) renew(outcome.view)
      return { at: 'result', errand, outcome }
    } catch (thrown) {
      const error = asApiError(thrown)
      if (!isLost(error)) return refused(errand, error, renew)
      const found = await untilEnded(errand)
      // What has ended is asked for once more: the same key brings its outcome and does nothing.
      if (found !== 'ended' || looks > 0) return { at: 'lost', errand, error, neverCame: found === 'never' }
    }
  }
}

async function untilEnded(errand: Errand): ReturnType<typeof findOut> {
  for (let looks = 0; ; looks += 1) {
    const found = await findOut(errand)
    if (found !== 'running' || looks >= mostLooks) return found
    await new Promise((resolve) => setTimeout(resolve, lookMilliseconds))
  }
}

/** It was refused: where the person is another than was seen they are shown as they are now. */
async function refused(errand: Errand, error: ApiError, renew: (view: PersonView) => void): Promise<Stage> {
  if (error.code === 'action.personChanged') {
    const { tenantId, id } = errand.view.person
    const view = await call('persons.get', { tenantId, personId: id }).catch(() => null)
    if (view) renew(view)
  }
  const { action, values, resumes } = errand
  return { at: 'confirm', beginning: { action, start: values, resumes }, refusal: error }
}
