import { adminLink, type Cloud } from '../admin-links.ts'
import { AppError, errorText } from '../errors.ts'
import type { Fields, Values } from '../field.ts'
import type { Person } from '../person.ts'
import {
  type ActionContext,
  type ActionDefinition,
  type ActionResult,
  type ActionStep,
  defineAction,
  isLost,
  type Step,
} from './define.ts'

type InSteps<F extends Fields> = Omit<ActionDefinition<F>, 'run' | 'verify' | 'steps'> & {
  steps(person: Person, values: Values<F>): ActionStep<Values<F>>[]
}

/**
 * An action whose parts are done one by one, each with its outcome on record: one that fails does not keep the others
 * from being done, unless they depend on it. It has no secret fields, so that it can be gone on with later.
 */
export function defineInSteps<F extends Fields>(action: InSteps<F>) {
  return defineAction<F>({
    ...action,
    run: (context) => runSteps(action.steps(context.person, context.values), context),
  })
}

/** Does the steps in order; what the journal says is done already is not done again. */
async function runSteps<V>(
  steps: readonly ActionStep<V>[],
  context: ActionContext<V>,
): Promise<ActionResult> {
  const ended: Ended[] = []
  let stopped: string | null = null
  for (const step of steps) {
    const still: Ended['outcome'] | null = standing(step, context.journal?.done, stopped)
    const last: Ended = still
      ? { outcome: { ...still, manual: manualOf(step, context.person, context.cloud) } }
      : await runStep(step, context)
    ended.push(last)
    stopped ??= last.stops ?? null
  }
  return { secret: ended.find(({ secret }) => secret)?.secret, steps: ended.map(({ outcome }) => outcome) }
}

interface Ended {
  outcome: Step & { id: string }
  secret?: ActionResult['secret']
  /** Why nothing after it may be begun */
  stops?: string | null
}

/** What is known of a step without doing anything; null = it is to be done. */
export function standing<V>(
  { id, title, skip, manual }: ActionStep<V>,
  done: ReadonlySet<string> = new Set(),
  stopped: string | null = null,
): Ended['outcome'] | null {
  if (done.has(id)) return { id, title, state: 'done', text: 'Done before.' }
  if (manual) return { id, title, state: 'skipped', text: 'To do by hand.' }
  const why = skip ?? stopped
  return why ? { id, title, state: 'skipped', text: why } : null
}

/** What a person does by hand, and the page for it. */
export function manualOf<V>(
  { manual }: ActionStep<V>,
  person: Person,
  cloud: Cloud = 'public',
): NonNullable<Step['manual']> | null {
  // China's Exchange has no address of its own: the Microsoft 365 page leads to it.
  const link = manual && (adminLink(manual.centre, person, cloud) ?? adminLink('microsoft365', person, cloud))
  return manual ? { text: manual.text, link: link?.url ?? null } : null
}

async function runStep<V>(step: ActionStep<V>, context: ActionContext<V>): Promise<Ended> {
  const { id, title, isPrecondition } = step
  const { journal } = context
  let graph = context.graph
  try {
    if (journal) graph = await journal.begin(id)
  } catch (error) {
    const text = `Not begun. ${wordsOf(error)}`
    return { outcome: { id, title, state: 'skipped', text }, stops: text }
  }
  const ended = await attempt(step, { ...context, graph })
  await journal?.end(ended.outcome, ended.secret?.value ?? null)
  const isOpen = ended.outcome.state !== 'done'
  return isPrecondition && isOpen ? { ...ended, stops: `Not begun, because “${title}” was not done.` } : ended
}

async function attempt<V>(step: ActionStep<V>, context: ActionContext<V>): Promise<Ended> {
  const { id, title } = step
  try {
    const { state = 'done', text = null, report = null, secret } = (await step.run?.(context)) ?? {}
    return { outcome: { id, title, state, text, report }, secret }
  } catch (error) {
    const text = wordsOf(error)
    if (error instanceof AppError && !isLost(error)) return { outcome: { id, title, state: 'failed', text } }
    // A lost answer is looked after where reading can tell.
    const isDone = await step.verify?.(context).catch(() => null)
    return isDone === true
      ? { outcome: { id, title, state: 'done', text: null } }
      : { outcome: { id, title, state: 'unknown', text } }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof AppError ? errorText(error.code, error.detail) : errorText('internal')
}
