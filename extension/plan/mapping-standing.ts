import { i18n } from '#i18n'
import type { Mapping, WaitingPlan } from '#shared/contract.ts'
import { errorSaid } from '../error-said.ts'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'
import { contactsWord, personsWord } from './kinds.ts'
import { nextTry } from './next-try.ts'

interface Standing {
  icon: string
  tone: Tone
  text: string
}

/** How a mapping stands, in a line: what needs somebody first. */
export function mappingStanding(
  mapping: Mapping,
  waits: WaitingPlan['waitsFor'] | null,
  now: number,
): Standing {
  const { problem, failed, retryAt, reviews, waiting, linked } = mapping
  const atRest = resting(mapping)
  if (atRest) return atRest
  if (waits === 'stopped')
    return { icon: icons.hand, tone: 'danger', text: i18n.t('plan.stoppedItWouldMakeMany') }
  if (problem) {
    const problemText = errorSaid(problem)
    const again = retryAt ? i18n.t('plan.nextTry', { when: nextTry(retryAt, now) }) : ''
    return { icon: icons.warning, tone: 'warning', text: [problemText, again].filter(Boolean).join(' ') }
  }
  if (failed > 0)
    return {
      icon: icons.danger,
      tone: 'danger',
      text: i18n.t('plan.linkedRefused', { linked: countText(linked), failed: countText(failed) }),
    }
  if (retryAt) {
    const text = i18n.t('plan.linkedWaitNextTry', {
      linked: countText(linked),
      waiting: countText(waiting),
      when: nextTry(retryAt, now),
    })
    return { icon: icons.clock, tone: 'warning', text }
  }
  if (waits === 'first' || !mapping.approved) {
    const text =
      linked > 0
        ? i18n.t('plan.linkedPlanWaitsForApproval', { linked: countText(linked) })
        : i18n.t('plan.firstPlanWaitsForApproval')
    return { icon: icons.clipboardCheck, tone: 'brand', text }
  }
  if (waits === 'each')
    return {
      icon: icons.clipboardCheck,
      tone: 'brand',
      text: i18n.t('plan.linkedPlanWaitsForApproval', { linked: countText(linked) }),
    }
  if (waiting > 0)
    return {
      icon: icons.clock,
      tone: 'neutral',
      text: i18n.t('plan.linkedOnWay', { linked: countText(linked), waiting: countText(waiting) }),
    }
  if (reviews > 0) {
    const text = i18n.t('plan.linkedToDecideAbout', {
      linked: contactsWord(linked),
      reviews: personsWord(reviews),
    })
    return { icon: icons.personQuestion, tone: 'warning', text }
  }
  return {
    icon: icons.done,
    tone: 'success',
    text: i18n.t('plan.contactsLinked', linked, { count: countText(linked) }),
  }
}

function resting({ sync, linked }: Mapping): Standing | null {
  if (sync === 'paused')
    return {
      icon: icons.pause,
      tone: 'neutral',
      text: i18n.t('plan.pausedNothingWrittenLinked', { linked: countText(linked) }),
    }
  if (sync === 'off') return { icon: icons.subtract, tone: 'neutral', text: i18n.t('plan.syncOff') }
  return null
}
