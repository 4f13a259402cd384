import type { Sent } from './worker.ts'

/** As wrangler.toml has them. */
const consumer = { batch: 5, atOnce: 10, waitMs: 1000 }

export interface Consumer {
  deliver(messages: Sent[]): Promise<Sent[]>
  advance(ms: number): void
  now(): number
}

/** Delivers as the consumer of wrangler.toml does, until nothing waits; waits pass on the clock, not in the room. */
export async function drain({ deliver, advance }: Consumer, first: Sent[]): Promise<void> {
  for (let waiting = first; waiting.length > 0; ) {
    const longest = Math.max(...waiting.map(({ delaySeconds }) => delaySeconds))
    if (longest > 0) advance(longest * 1000)
    const batches: Sent[][] = []
    for (let at = 0; at < waiting.length; at += consumer.batch) {
      batches.push(waiting.slice(at, at + consumer.batch))
    }
    const next: Sent[] = []
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) next.push(...(await deliver(batch)))
    }
    await Promise.all(Array.from({ length: consumer.atOnce }, work))
    waiting = next
  }
}

/** One after another, in order of time: each lies until it is due, and as long as the queue waits for a full batch. */
export async function drainOneByOne({ deliver, advance, now }: Consumer, first: Sent[]): Promise<void> {
  const dueAt = ({ sentAt, delaySeconds }: Sent) => sentAt + Math.max(delaySeconds * 1000, consumer.waitMs)
  for (let waiting = first; waiting.length > 0; ) {
    const next = waiting.reduce((one, other) => (dueAt(other) < dueAt(one) ? other : one))
    waiting = waiting.filter((one) => one !== next)
    advance(Math.max(0, dueAt(next) - now()))
    waiting = [...waiting, ...(await deliver([next]))]
  }
}
