import { i18n } from '#i18n'
import { momentOf } from '../ui/time.ts'

/** When what failed is tried again: "at 10:15", or with whatever runs next when that time has passed. */
export const nextTry = (iso: string, now: number) =>
  Date.parse(iso) > now
    ? i18n.t('plan.nextTryAt', { time: momentOf(iso, now) })
    : i18n.t('plan.nextTryWithNextRun')
