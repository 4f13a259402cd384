import { i18n } from '#i18n'
import type { LicenceCount } from '#shared/contract.ts'
import { dateOf } from '../ui/time.ts'

const dayMilliseconds = 24 * 60 * 60_000
const soonDays = 30

/** A trial ends; whether something bought renews or ends, Microsoft does not say. `now`: milliseconds since 1970. */
export function renewal(
  { renewsAt, trial }: Pick<LicenceCount, 'renewsAt' | 'trial'>,
  now: number,
): { text: string | null; isSoon: boolean } {
  if (renewsAt === null) return { text: trial ? i18n.t('tenant.trial') : null, isSoon: false }
  const day = dateOf(renewsAt)
  const left = Date.parse(renewsAt) - now
  return {
    text: trial ? i18n.t('tenant.trialEnds', { day }) : i18n.t('tenant.renewsOrEnds', { day }),
    isSoon: left >= 0 && left < soonDays * dayMilliseconds,
  }
}
