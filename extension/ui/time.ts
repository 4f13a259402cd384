/** Times as people say them, by the browser's locale. `now` is handed in: milliseconds since 1970. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

export const timeOfDay = (iso: string) => clock.format(new Date(iso))
export const dateOf = (iso: string) => date.format(new Date(iso))
export const shortDateOf = (iso: string) => shortDate.format(new Date(iso))

/** "just now", "12 min ago", "3 h ago", "2 days ago". */
export function ago(iso: string, now: number): string {
  const passed = now - Date.parse(iso)
  if (!Number.isFinite(passed)) return 'at an unknown time'
  if (passed < minute) return 'just now'
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`
  if (passed < day) return `${Math.floor(passed / hour)} h ago`
  const days = Math.floor(passed / day)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** The time today, the date before that. */
export function momentOf(iso: string, now: number): string {
  const isToday = new Date(iso).toDateString() === new Date(now).toDateString()
  return isToday ? timeOfDay(iso) : shortDateOf(iso)
}
