import { i18n } from '#i18n'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { shortDateOf } from '../ui/time.ts'

/** What tags say about an account. */
export interface AccountState {
  state: 'enabled' | 'blocked' | 'deleted'
  /** ISO 8601; for a deleted account, until when Microsoft keeps it. */
  restorableUntil: string | null
  isGuest: boolean
  isSynced: boolean
  /** Names of privileged roles. */
  roles: string[]
}

/** One thing that is wrong, with what it means. */
export interface AccountProblem {
  tone: 'info' | 'warning' | 'danger'
  title: string
  text: string
}

/** A state or fact as icon and word. */
export interface StateTag {
  icon: string
  tone: Tone
  word: string
}

/** The account's state as icon and word; in the past tense while nobody can be asked. */
export function stateTag({ state, restorableUntil }: AccountState, isPast = false): StateTag {
  if (state === 'enabled')
    return {
      icon: icons.done,
      tone: isPast ? 'neutral' : 'success',
      word: isPast ? i18n.t('ticket.couldSignIn') : i18n.t('ticket.canSignIn'),
    }
  if (state === 'blocked')
    return {
      icon: icons.blocked,
      tone: isPast ? 'neutral' : 'danger',
      word: isPast ? i18n.t('ticket.blocked') : i18n.t('ticket.signInBlocked'),
    }
  const word = restorableUntil
    ? i18n.t('ticket.deletedRestorableUntil', { date: shortDateOf(restorableUntil) })
    : i18n.t('ticket.deleted')
  return { icon: icons.bin, tone: isPast ? 'neutral' : 'danger', word }
}

/** What kind of account it is. */
export function kindTags({ isGuest, isSynced, roles }: AccountState): StateTag[] {
  const tags: StateTag[] = []
  if (isGuest) tags.push({ icon: icons.guest, tone: 'neutral', word: i18n.t('ticket.guest') })
  if (isSynced) tags.push({ icon: icons.server, tone: 'neutral', word: i18n.t('ticket.syncedFromAd') })
  else if (!isGuest) tags.push({ icon: icons.cloud, tone: 'neutral', word: i18n.t('ticket.cloudAccount') })
  if (roles.length > 0)
    tags.push({ icon: icons.shield, tone: 'neutral', word: i18n.t('ticket.privilegedRole') })
  return tags
}

/** The worst of it, for the avatar's corner. */
export function badgeOf(account: AccountState, problem: AccountProblem | null): { icon: string; tone: Tone } {
  const { icon, tone } = stateTag(account)
  if (account.state === 'enabled' && problem && problem.tone !== 'info')
    return { icon: icons.warning, tone: problem.tone }
  return { icon, tone }
}
