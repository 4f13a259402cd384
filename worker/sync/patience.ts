/** How long the queue waits for what may pass by itself. */

/** Deliveries that wait for a fresh consent: 15 s, 30 s … 15 min, together about an hour. */
export const mostPendingAttempts = 9
/** Deliveries of one piece of work that Graph sends away with 429. */
export const mostThrottledAttempts = 12
/** Deliveries that fail in passing before the trouble is written down and the rest goes on. */
export const mostPassingAttempts = 3

const longestSeconds = 900

/** 15 s, 30 s, 60 s … at most 15 min; `attempt` counts from 1. */
export function waitSeconds(attempt: number): number {
  return Math.min(longestSeconds, 15 * 2 ** (attempt - 1))
}
