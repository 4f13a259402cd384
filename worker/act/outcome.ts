import type { ActionDefinition, ActionResult, Step } from '#shared/actions/define.ts'
import { AppError, type ErrorCode, errorText, nextStep } from '#shared/errors.ts'
import type { Fields, Values } from '#shared/field.ts'
import type { Person } from '#shared/person.ts'
import { logFailure } from '../log.ts'
import type { KeptAnswer } from '../store/action-keys.ts'

export type Verdict = Pick<KeptAnswer, 'outcome' | 'text' | 'next'> & {
  steps: Step[]
  code: ErrorCode | null
}

/** The next step where an action in steps has not done all of them. */
export const goOn = 'Go on with what is missing: what is done is not done again.'

/** What a run that came to its end says. The worst step is the outcome. */
export function verdictOfResult(
  action: ActionDefinition,
  person: Person,
  values: Values<Fields>,
  { steps = [] }: ActionResult,
): Verdict {
  const open = steps.filter(({ state }) => state === 'failed' || state === 'unknown')
  const outcome = worstOf(steps)
  // Of many steps each has its own line.
  if (action.steps)
    return {
      outcome,
      text: stepsText(action, person, values, steps),
      next: open[0] ? goOn : null,
      steps,
      code: null,
    }
  const rest = open.map(
    ({ title, state, text }) => ` But “${title}” ${state === 'failed' ? 'failed' : 'is unknown'}: ${text}`,
  )
  const next = open[0] ? 'Do the part that is missing by itself.' : null
  return { outcome, text: `${action.audit(person, values)}.${rest.join('')}`, next, steps, code: null }
}

export function worstOf(steps: readonly Pick<Step, 'state'>[]): 'done' | 'failed' | 'unknown' {
  const states = new Set(steps.map(({ state }) => state))
  return states.has('failed') ? 'failed' : states.has('unknown') ? 'unknown' : 'done'
}

function stepsText(
  action: ActionDefinition,
  person: Person,
  values: Values<Fields>,
  steps: readonly Step[],
): string {
  const wanted = steps.filter(({ state }) => state !== 'skipped')
  const done = wanted.filter(({ state }) => state === 'done')
  const share = done.length === wanted.length ? '' : ` ${done.length} of ${wanted.length} steps are done.`
  return `${action.audit(person, values)}.${share}`
}

/** Microsoft said no: nothing was done. Everything else that is known to have failed may be tried again. */
const refused: readonly ErrorCode[] = [
  'graph.denied',
  'graph.notFound',
  'graph.invalid',
  'graph.noLicence',
  'graph.noMailbox',
  'mfa.kept',
  'tap.policy',
  'licence.noneLeft',
  'licence.usageLocation',
  'licence.inherited',
  'licence.refused',
  'group.notEditable',
  'account.conflict',
  'action.values',
  'tenant.noOperator',
  'tenant.consentMissing',
  'tenant.secretInvalid',
  'tenant.secretExpired',
  'tenant.certificateUnknown',
  'tenant.certificateExpired',
  'tenant.gone',
  'tenant.blocked',
  'tenant.disabled',
  'tenant.mfaNeeded',
  'tenant.notMember',
  'tenant.signInEnded',
  'tenant.disconnected',
  'tenant.pending',
  'config.missing',
  'config.certificate',
]
const failed: readonly ErrorCode[] = ['graph.throttled', 'graph.unavailable']

/** What a run that raised an error says. What is not known to be undone is unknown: an answer lost, a fault of ours. */
export function verdictOfError(action: ActionDefinition, person: Person, error: unknown): Verdict {
  const { code, detail } =
    error instanceof AppError ? error : { code: 'internal' as const, detail: undefined }
  if (code === 'internal') logFailure({ at: 'action', tenantId: person.tenantId }, error)
  const outcome = refused.includes(code) ? 'refused' : failed.includes(code) ? 'failed' : 'unknown'
  const next = outcome === 'unknown' ? action.unknownNext : (nextStep(code) ?? null)
  const text = `${action.title} for ${person.displayName}: ${errorText(code, detail)}`
  return { outcome, text, next, steps: [], code }
}

/** Takes secrets out of words that are stored: what was typed, and what was made. */
export function withoutSecrets(verdict: Verdict, secrets: readonly string[]): Verdict {
  const clean = (text: string) => blacken(text, secrets)
  const steps = verdict.steps.map((step) => ({ ...step, text: step.text === null ? null : clean(step.text) }))
  return { ...verdict, text: clean(verdict.text), steps }
}

export function blacken(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '•••')), text)
}

export function secretsIn(fields: Fields, values: Values<Fields>, result: ActionResult | null): string[] {
  const typed = Object.entries(fields)
    .filter(([, { kind }]) => kind === 'secret')
    .map(([name]) => String(values[name] ?? ''))
  return [...typed, result?.secret?.value ?? '']
}
