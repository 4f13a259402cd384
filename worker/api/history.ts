import { AppError } from '#shared/errors.ts'
import { historyOf } from '../store/history.ts'
import type { Handlers } from './handlers.ts'

const pageSize = 100

export const historyHandlers = {
  async 'history.list'({ after, ...asked }, call) {
    const entries = await historyOf(call, { ...asked, within: call.reach }, positionOf(after), pageSize + 1)
    const shown = entries.slice(0, pageSize)
    const last = shown.at(-1)
    return { entries: shown, next: last && entries.length > pageSize ? `${last.at} ${last.id}` : null }
  },
} satisfies Partial<Handlers>

/** "<ISO time> <id>" of the last entry of the page before. */
function positionOf(after: string | undefined): { at: number; id: string } | null {
  if (after === undefined) return null
  const [time = '', id = ''] = after.split(' ')
  const at = Date.parse(time)
  if (!Number.isFinite(at))
    throw new AppError('request.invalid', { detail: 'after: this is no place in the history.' })
  return { at, id }
}
