import { i18n } from '#i18n'
import type { ActionState } from '#shared/contract.ts'
import { countText } from '../ui/number.ts'

type Steps = readonly Pick<ActionState['steps'][number], 'state' | 'manual'>[]

/** "4 of 6 steps done, 1 needs you": by hand, failed and not known are the technician's. */
export function allDone(steps: Steps): string {
  const own = steps.filter(({ manual }) => !manual)
  const done = own.filter(({ state }) => state === 'done').length
  const open = steps.filter(({ state, manual }) => manual || state === 'failed' || state === 'unknown').length
  const said = i18n.t('panel.act.stepsDone', { done: countText(done), all: countText(own.length) })
  return open === 0 ? said : `${said} ${i18n.t('panel.act.needYou', open, { count: countText(open) })}`
}
