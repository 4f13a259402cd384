import type { Message } from '../../worker/sync/message.ts'

interface Waiting {
  body: Message
  attempts: number
  dueAt: number
  id: string
}

/**
 * A queue as Cloudflare's behaves: at least once, per-message ack and retry with delay, dead letter after max_retries.
 * `deliver` hands over what is due; `clockTo` moves time to the next delayed message.
 */
export function createQueue(clock: { now(): number; advance(ms: number): void }, maxRetries = 8) {
  let waiting: Waiting[] = []
  const dead: Message[] = []
  const sent: { body: Message; delaySeconds: number }[] = []
  let serial = 0

  function put(body: Message, delaySeconds = 0, attempts = 1) {
    serial += 1
    waiting.push({ body, attempts, dueAt: clock.now() + delaySeconds * 1000, id: String(serial) })
  }

  const producer = {
    async send(body: Message, options?: { delaySeconds?: number }) {
      // What goes through a queue is data: nothing that JSON cannot carry.
      const copy = JSON.parse(JSON.stringify(body)) as Message
      sent.push({ body: copy, delaySeconds: options?.delaySeconds ?? 0 })
      put(copy, options?.delaySeconds)
    },
    async sendBatch(messages: Iterable<{ body: Message; delaySeconds?: number }>) {
      for (const { body, delaySeconds } of messages) await producer.send(body, { delaySeconds })
    },
  } as unknown as Queue<Message>

  function batchOf(items: Waiting[], queue: string) {
    const verdicts = new Map<string, { kind: 'ack' } | { kind: 'retry'; delaySeconds: number }>()
    const messages = items.map((item) => ({
      id: item.id,
      timestamp: new Date(clock.now()),
      body: structuredClone(item.body),
      attempts: item.attempts,
      ack: () => verdicts.set(item.id, { kind: 'ack' }),
      retry: (options?: { delaySeconds?: number }) =>
        verdicts.set(item.id, { kind: 'retry', delaySeconds: options?.delaySeconds ?? 0 }),
    }))
    const batch = {
      queue,
      messages,
      ackAll: () =>
        items.forEach((item) => {
          verdicts.set(item.id, { kind: 'ack' })
        }),
      retryAll: () =>
        items.forEach((item) => {
          verdicts.set(item.id, { kind: 'retry', delaySeconds: 0 })
        }),
    } as unknown as MessageBatch<Message>
    return { batch, verdicts }
  }

  type Consumer = (batch: MessageBatch<Message>) => Promise<unknown>

  /** Delivers the messages that are due now, each as a batch of its own. Returns how many. */
  async function deliver(consumer: Consumer): Promise<number> {
    const due = waiting.filter((item) => item.dueAt <= clock.now())
    waiting = waiting.filter((item) => item.dueAt > clock.now())
    for (const item of due) await deliverOne(consumer, item)
    return due.length
  }

  async function deliverOne(consumer: Consumer, item: Waiting) {
    const { batch, verdicts } = batchOf([item], 'sidelight')
    let thrown = false
    try {
      await consumer(batch)
    } catch {
      thrown = true
    }
    const verdict =
      verdicts.get(item.id) ??
      (thrown ? { kind: 'retry' as const, delaySeconds: 0 } : { kind: 'ack' as const })
    if (verdict.kind === 'ack') return
    if (item.attempts <= maxRetries) {
      put(item.body, verdict.delaySeconds, item.attempts + 1)
      return
    }
    dead.push(item.body)
    await consumer(batchOf([item], 'sidelight-dead').batch)
  }

  return {
    producer,
    sent,
    dead,
    put,
    deliver,
    waiting: () => waiting.length,
    /** Delivers until nothing waits, moving the clock to delayed messages; at most `limit` deliveries. */
    async drain(consumer: Consumer, limit = 500): Promise<void> {
      for (let count = 0; waiting.length > 0; ) {
        const next = Math.min(...waiting.map(({ dueAt }) => dueAt))
        if (next > clock.now()) clock.advance(next - clock.now())
        count += await deliver(consumer)
        if (count > limit) throw new Error(`The queue did not run dry in ${limit} deliveries.`)
      }
    },
  }
}
