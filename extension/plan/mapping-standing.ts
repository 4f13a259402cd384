import type { Mapping, WaitingPlan } from '#shared/contract.ts'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
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
    return { icon: icons.hand, tone: 'danger', text: 'Stopped: it would make many contacts inactive' }
  if (problem) {
    const again = retryAt ? ` Next try ${nextTry(retryAt, now)}.` : ''
    return { icon: icons.warning, tone: 'warning', text: `${problem.text}${again}` }
  }
  if (failed > 0) return { icon: icons.danger, tone: 'danger', text: `${linked} linked · ${failed} refused` }
  if (retryAt) {
    const text = `${linked} linked · ${waiting} wait, next try ${nextTry(retryAt, now)}`
    return { icon: icons.clock, tone: 'warning', text }
  }
  if (waits === 'first' || !mapping.approved) {
    const text = linked > 0 ? `${linked} linked · plan waits for approval` : 'First plan waits for approval'
    return { icon: icons.clipboardCheck, tone: 'brand', text }
  }
  if (waits === 'each')
    return { icon: icons.clipboardCheck, tone: 'brand', text: `${linked} linked · plan waits for approval` }
  if (waiting > 0)
    return { icon: icons.clock, tone: 'neutral', text: `${linked} linked · ${waiting} on the way` }
  if (reviews > 0) {
    const text = `${contactsWord(linked)} linked · ${personsWord(reviews)} to decide about`
    return { icon: icons.personQuestion, tone: 'warning', text }
  }
  return { icon: icons.done, tone: 'success', text: `${contactsWord(linked)} linked` }
}

function resting({ sync, linked }: Mapping): Standing | null {
  if (sync === 'paused')
    return { icon: icons.pause, tone: 'neutral', text: `Paused: nothing is written · ${linked} linked` }
  if (sync === 'off') return { icon: icons.subtract, tone: 'neutral', text: 'Sync is off' }
  return null
}
