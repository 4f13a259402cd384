const longestSeconds = 24 * 60 * 60

/**
 * `Retry-After` in seconds, which Graph also sends as a decimal ("2.128"), or as an HTTP date; null when it says
 * nothing readable. At most a day, never negative.
 */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (!header?.trim()) return null
  const value = header.trim()
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  if (Number.isNaN(seconds)) return null
  return Math.min(Math.max(seconds, 0), longestSeconds)
}
