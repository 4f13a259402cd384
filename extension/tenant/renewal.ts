import type { LicenceCount } from '#shared/contract.ts'
import { dateOf } from '../ui/time.ts'

const dayMilliseconds = 24 * 60 * 60_000
const soonDays = 30

/** A trial ends; whether something bought renews or ends, Microsoft does not say. `now`: milliseconds since 1970. */
export function renewal(
  { renewsAt, trial }: Pick<LicenceCount, 'renewsAt' | 'trial'>,
  now: number,
): { text: string | null; isSoon: boolean } {
  if (renewsAt === null) return { text: trial ? 'Trial' : null, isSoon: false }
  const day = dateOf(renewsAt)
  const left = Date.parse(renewsAt) - now
  return {
    text: trial ? `Trial, ends ${day}` : `Renews or ends ${day}`,
    isSoon: left >= 0 && left < soonDays * dayMilliseconds,
  }
}
