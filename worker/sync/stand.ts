import { type Cursor, sweeping } from '../store/cursors.ts'
import type { TrackedResource } from './resource.ts'

/**
 * Where reading by change tracking stands, and what is read next. A full round is the newest token, then the list,
 * then what changed since the token, then the sweep; between rounds there are changes alone.
 */
export interface Stand {
  phase: 'token' | 'list' | 'changes' | 'sweep'
  /** A path of our own, or a link as Graph gave it */
  address: string
  isOwnPath: boolean
  /** While a list is read: the place in the history that comes after it */
  token: string | null
}

/** `tick`: when this run began to be due; a round that is due by then begins with the list, from the present link. */
export function standOf(cursor: Cursor, { start, list }: TrackedResource, tick: number): Stand {
  const { link, token, round, page, fullDueAt } = cursor
  const at = (phase: Stand['phase'], path: string, stored: string | null, kept: string | null): Stand => ({
    phase,
    address: stored ?? path,
    isOwnPath: stored === null,
    token: kept,
  })
  if (page === sweeping) return at('sweep', '', link, null)
  if (token !== null) return at('list', list, link, token)
  if (link === null) return at('token', start, null, null)
  const isFullDue = round === null && page === 0 && fullDueAt <= tick
  return isFullDue ? at('list', list, null, link) : at('changes', '', link, null)
}
