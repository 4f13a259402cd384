import type { HistoryEntry } from '../../../shared/contract.ts'
import type { Answers } from './answers.ts'

/** What became of an organisation's contacts, by the product's own record; each a number of persons or values. */
export interface Counts {
  created: number
  linked: number
  updated: number
  moved: number
  /** Moved to another organisation */
  left: number
  deactivated: number
  reactivated: number
  /** Values typed by hand */
  kept: number
  /** Persons to decide about */
  review: number
}

export function countsOf({ mapping, history, reviews, kept }: Answers, all: readonly Answers[]): Counts {
  const done = history.filter(({ state }) => state === 'done')
  const count = (kind: HistoryEntry['kind']) => done.filter((entry) => entry.kind === kind).length
  const isFromHere = ({ kind, state, fields }: HistoryEntry) =>
    kind === 'move' &&
    state === 'done' &&
    fields.some(({ field, old }) => field === 'organisation' && old === mapping.organisationName)
  return {
    created: count('create'),
    linked: count('link'),
    updated: count('update'),
    moved: count('move'),
    left: all.flatMap((other) => other.history).filter(isFromHere).length,
    deactivated: count('deactivate'),
    reactivated: count('reactivate'),
    kept: kept.length,
    review: reviews.length,
  }
}
