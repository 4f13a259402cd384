import { type ActionPolicy, isDestructive, needsVerification, quotaNames } from '#shared/action-policy.ts'
import type { ActionDefinition } from '#shared/actions/define.ts'
import type { HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { NotBegun } from '../store/begin-action.ts'

/** What a confirmation says beside the form. */
type Said = Pick<HandlerInput<'actions.run'>, 'typed' | 'ticket' | 'verified' | 'reason'>

/** What the confirmation lacks, or null. */
export function confirmationRefusal(
  policy: ActionPolicy,
  action: ActionDefinition,
  person: Person,
  { typed = '', ticket, verified, reason }: Said,
): AppError | null {
  const isNamed = typed.toLowerCase() === person.userPrincipalName.toLowerCase()
  if (isDestructive(action) && !isNamed) return new AppError('action.notTyped')
  if (needsVerification(policy, action) && !verified) return new AppError('action.notVerified')
  if (policy.needsTicket && !ticket) return new AppError('action.noTicket')
  return policy.needsReason && !reason ? new AppError('action.noReason') : null
}

/** Why an action could not be begun just now. */
export function beginRefusal(notBegun: Exclude<NotBegun, { why: 'taken' }>, now: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil((notBegun.until - now) / 1000))
  if (notBegun.why === 'busy') {
    return new AppError('action.busy', { detail: `(${notBegun.heldBy})`, retryAfterSeconds })
  }
  const { kind, most } = notBegun
  return new AppError('action.quota', { detail: `(${most} ${quotaNames[kind]})`, retryAfterSeconds })
}
