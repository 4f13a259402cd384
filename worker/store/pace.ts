import type { Deps } from '../env.ts'

/** What may be sent: so many requests in any window of that length. */
export interface Window {
  requests: number
  ms: number
}

type Slots = [at: number, requests: number][]

const mostTries = 20

/**
 * Reserves requests to a PSA account and says from when they may be sent (milliseconds since 1970). All runs of an account
 * share its window, so together they stay within the PSA's limit. Two at once: one of them tries again.
 */
export async function reserve(
  { env: { DB }, now }: Deps,
  connectionId: string,
  window: Window,
  requests: number,
): Promise<number> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const row = await DB.prepare('SELECT slots FROM pace WHERE connection_id = ?1')
      .bind(connectionId)
      .first<{ slots: string }>()
    const known = row ? (JSON.parse(row.slots) as Slots) : []
    const at = earliest(known, window, requests, now())
    const slots = [...known.filter(([then]) => then > at - window.ms), [at, requests]]
    const { meta } = await DB.prepare(
      `INSERT INTO pace (connection_id, slots) SELECT ?1, ?2 WHERE true
       ON CONFLICT (connection_id) DO UPDATE SET slots = excluded.slots WHERE pace.slots IS ?3`,
    )
      .bind(connectionId, JSON.stringify(slots), row?.slots ?? null)
      .run()
    if (meta.changes === 1) return at
  }
  // Never seen; waiting a window is right whatever the others do.
  return now() + window.ms
}

/** The first moment at which so many more still fit into the window before it. Slots are in order of time. */
export function earliest(
  slots: Slots,
  { requests: most, ms }: Window,
  requests: number,
  now: number,
): number {
  let at = Math.max(now, slots.at(-1)?.[0] ?? 0)
  for (const [then] of slots) {
    const used = slots.filter(([other]) => other > at - ms).reduce((sum, [, count]) => sum + count, 0)
    if (used + requests <= most) break
    at = Math.max(at, then + ms)
  }
  return at
}
