import { describe, expect, it } from 'vitest'
import { push } from '../../../worker/sync/push.ts'
import { startMapped } from './mapped.ts'

const minuteMs = 60_000

/** An approved first plan, and a run whose reading of the contacts took so many requests and is so old. */
async function pushAfter(pages: number, minutes: number) {
  const { account, deps, message, approve, queue, world } = await startMapped()
  await approve()
  const from = queue.sent.length
  const lookedAt = world.clock.now() - minutes * minuteMs
  await push(deps, { ...message('push'), lookedAt, pages } as Parameters<typeof push>[1])
  const asked = queue.sent.slice(from).map(({ body }) => body.kind)
  return { created: account.log.filter(({ method }) => method === 'POST').length, asked }
}

describe('before it creates, a run looks into what it has read', () => {
  it('which is read again after ten minutes', async () => {
    expect(await pushAfter(1, 11)).toEqual({ created: 0, asked: ['reconcile'] })
    expect((await pushAfter(1, 9)).created).toBeGreaterThan(0)
  })

  it('and of a large organisation later, so that reading leaves room for writing', async () => {
    expect((await pushAfter(60, 19)).created).toBeGreaterThan(0)
    expect(await pushAfter(60, 21)).toEqual({ created: 0, asked: ['reconcile'] })
  })

  it('but never later than an hour', async () => {
    expect(await pushAfter(5_000, 61)).toEqual({ created: 0, asked: ['reconcile'] })
  })
})
