import type { ScorePoint } from '#shared/contract.ts'

const dayMilliseconds = 24 * 60 * 60_000

/** Percentage points gained since 30 days before the last point; null while the history is shorter. */
export function changeOf30Days(score: readonly ScorePoint[]): number | null {
  const last = score.at(-1)
  if (!last) return null
  const from = Date.parse(last.day) - 30 * dayMilliseconds
  const before = score.findLast(({ day }) => Date.parse(day) <= from)
  return before ? last.percent - before.percent : null
}
