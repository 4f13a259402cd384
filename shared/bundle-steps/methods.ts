import type { ActionStep, Step } from '../actions/define.ts'
import { readMethods, removeMethods } from '../actions/methods.ts'
import type { Person } from '../person.ts'

/** Everything but the password: whoever added one of them cannot use it any more. */
export function methodsStep({ id: personId }: Person, isWanted: boolean): ActionStep<unknown> {
  const about = { id: 'methods', title: 'Remove MFA methods' }
  if (!isWanted) return { ...about, skip: 'Left out.' }
  return {
    ...about,
    async run({ graph }) {
      const methods = await readMethods(graph, personId)
      if (methods.length === 0) return { text: 'There were none.' }
      const outcomes = await removeMethods(graph, methods)
      const report = {
        title: 'MFA methods',
        columns: ['Method', 'Outcome', 'Why'],
        rows: outcomes.map(rowOf),
      }
      return { ...summary(outcomes, 'removed'), report }
    },
    async verify({ graph }) {
      const left = await readMethods(graph, personId)
      return left.every(({ path }) => path === null)
    },
  }
}

const rowOf = ({ title, state, text }: Step) => [title, state, text]

/** The worst outcome of many, and how many are done. */
export function summary(
  outcomes: readonly Step[],
  verb: string,
): { state?: 'failed' | 'unknown'; text: string } {
  const done = outcomes.filter(({ state }) => state === 'done').length
  const text = done === outcomes.length ? `${done} ${verb}.` : `${done} of ${outcomes.length} ${verb}.`
  const states = new Set(outcomes.map(({ state }) => state))
  if (states.has('failed')) return { state: 'failed', text }
  return states.has('unknown') ? { state: 'unknown', text } : { text }
}
