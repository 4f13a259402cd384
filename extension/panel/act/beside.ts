import { i18n } from '#i18n'
import { type ActionPolicy, isDestructive, needsVerification } from '#shared/action-policy.ts'
import type { ActionDefinition } from '#shared/actions/define.ts'
import type { ClientInput, Verified } from '#shared/contract.ts'

/** What is said beside the form. */
export interface Beside {
  withNote: boolean
  typed: string
  how: Verified['how'] | ''
  detail: string
  reason: string
  /** Of a one-time link that takes the place of the secret; null = the secret is shown here. */
  hours: number | null
}

/** What was said of the caller holds for the ticket it was said on, and no longer than the panel is open. */
const remembered = new Map<string, Pick<Beside, 'how' | 'detail' | 'reason'>>()

/** `place`: account and ticket; null = nothing is remembered there. */
export function startOf(place: string | null): Beside {
  const kept = (place && remembered.get(place)) || { how: '' as const, detail: '', reason: '' }
  return { withNote: true, typed: '', hours: null, ...kept }
}

export function keep(place: string | null, { how, detail, reason }: Beside): void {
  if (place) remembered.set(place, { how, detail, reason })
}

export interface Needs {
  verified: boolean
  ticket: boolean
  reason: boolean
  typed: boolean
}
export function needsOf(action: ActionDefinition, policy: ActionPolicy | undefined): Needs {
  return {
    verified: policy !== undefined && needsVerification(policy, action),
    ticket: policy?.needsTicket ?? false,
    reason: policy?.needsReason ?? false,
    typed: isDestructive(action),
  }
}

/** What is still missing, in words, or null. */
export function lackOf(
  { how, detail, reason, typed }: Beside,
  needs: Needs,
  { hasTicket, name }: { hasTicket: boolean; name: string },
): string | null {
  if (needs.ticket && !hasTicket) return i18n.t('panel.act.openFromTicket')
  if (needs.typed && typed.trim().toLowerCase() !== name.toLowerCase())
    return i18n.t('panel.act.typeSignInNameFirst')
  if (needs.verified && !how) return i18n.t('panel.act.sayHowVerified')
  if (how === 'other' && !detail.trim()) return i18n.t('panel.act.sayHowExactly')
  return needs.reason && !reason.trim() ? i18n.t('panel.act.giveReason') : null
}

type Sent = Pick<ClientInput<'actions.run'>, 'typed' | 'verified' | 'reason' | 'handover'>

/** As a request carries it; what was not said is absent. */
export function sentOf({ typed, how, detail, reason, hours }: Beside, needs: Needs): Sent {
  return {
    ...(needs.typed ? { typed: typed.trim() } : {}),
    ...(how ? { verified: { how, ...(detail.trim() ? { detail: detail.trim() } : {}) } } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    ...(hours === null ? {} : { handover: { hours } }),
  }
}
