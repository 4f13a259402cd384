import { i18n } from '#i18n'
import { locale } from './locale.ts'

/** Times as people say them, by the browser's locale. `now` is handed in: milliseconds since 1970. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' })
const date = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric' })
const shortDate = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' })
const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'short' })

const inFull = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' })

export const timeOfDay = (iso: string) => clock.format(new Date(iso))
export const dateOf = (iso: string) => date.format(new Date(iso))
/** Date and time. */
export const momentInFull = (iso: string) => inFull.format(new Date(iso))
export const shortDateOf = (iso: string) => shortDate.format(new Date(iso))

/** "just now", "12 min. ago", "3 hr. ago", "yesterday", "2 days ago": by the locale. */
export function ago(iso: string, now: number): string {
  const passed = now - Date.parse(iso)
  if (!Number.isFinite(passed)) return i18n.t('ui.time.unknown')
  if (passed < minute) return i18n.t('ui.time.justNow')
  if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute')
  if (passed < day) return relative.format(-Math.floor(passed / hour), 'hour')
  return relative.format(-Math.floor(passed / day), 'day')
}

/** The time today, the date before that. */
export function momentOf(iso: string, now: number): string {
  const isToday = new Date(iso).toDateString() === new Date(now).toDateString()
  return isToday ? timeOfDay(iso) : shortDateOf(iso)
}
