import { describe, expect, it } from 'vitest'
import { consume } from '../../../worker/sync/consume.ts'
import type { Message } from '../../../worker/sync/message.ts'
import { schedule } from '../../../worker/sync/schedule.ts'
import { countD1 } from '../counted-d1.ts'
import { startSyncing } from './bench.ts'

/** A tenant in front of the sync, with what each hour asks of Microsoft and of D1 counted. */
async function startCounting() {
  const bench = await startSyncing('contoso.example')
  bench.tenant.quirks.emptyPages = false
  const { db, take } = countD1(bench.db)
  const deps = { ...bench.deps, env: { ...bench.env, DB: db } }
  const { world, queue } = bench
  return {
    ...bench,
    /** An hour passes and is worked off. */
    async count() {
      world.clock.advance(3_600_000)
      take()
      const seen = world.visits.length
      await schedule({ ...deps }, world.clock.now())
      await queue.drain((batch: MessageBatch<Message>) => consume({ ...deps }, batch))
      const microsoft = world.visits.slice(seen).filter(({ url }) => /microsoft/.test(new URL(url).hostname))
      const { writtenTo, ...database } = take()
      const rowsOf = (table: RegExp) =>
        Object.entries(writtenTo).reduce((sum, [name, rows]) => sum + (table.test(name) ? rows : 0), 0)
      return {
        requests: microsoft.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
        ...database,
        personRows: rowsOf(/^person(_change)?$/),
        lookupRows: rowsOf(/^person_(address|search)$/),
      }
    },
  }
}

describe('what the sync costs', () => {
  it('is at most 4 requests and 8 written rows in an idle hour, none of them a person’s', async () => {
    const { count } = await startCounting()
    await count()
    const idle = await count()
    expect(idle.requests.length, idle.requests.join(', ')).toBeLessThanOrEqual(4)
    expect(idle.rowsWritten).toBeLessThanOrEqual(8)
    expect(idle.personRows + idle.lookupRows).toBe(0)
    // Counted at all: the lease and the cursors are written in every hour.
    expect(idle.rowsWritten).toBeGreaterThan(0)
    expect(idle.requests.some((request) => request.endsWith('/users/delta'))).toBe(true)
  })

  it('is at most 2 rows for a changed person, and one for each address that comes or goes, two to find them by it', async () => {
    const { count, tenant } = await startCounting()
    await count()
    const [first, second] = [...tenant.users.keys()]
    tenant.updateUser(first ?? '', { jobTitle: 'Something else' })
    const promoted = await count()
    expect(promoted.personRows).toBe(2)
    expect(promoted.lookupRows).toBe(0)
    const { proxyAddresses = [] } = tenant.user(second ?? '')
    tenant.updateUser(second ?? '', { proxyAddresses: [...proxyAddresses, 'smtp:another@contoso.example'] })
    const addressed = await count()
    expect(addressed.personRows).toBe(2)
    expect(addressed.lookupRows).toBe(3)
  })

  it('is at most N/999 + 12 requests for the first sync, groups, mailbox kinds and roles apart', async () => {
    const { count, tenant } = await startCounting()
    const { requests } = await count()
    const isApart = /\/groups|\$batch|roleAssignments|\/directoryRoles\/[^/]+\/members/
    const core = requests.filter((request) => !isApart.test(request))
    const most = Math.ceil(tenant.users.size / 999) + 12
    expect(core.length, core.join(', ')).toBeLessThanOrEqual(most)
    expect(core.length).toBeGreaterThan(3)
  })

  it('is no row at all for a person who is as before, read anew in a full round', async () => {
    const { count, world } = await startCounting()
    await count()
    const days = []
    for (let day = 0; day < 8; day += 1) {
      world.clock.advance(23 * 3_600_000)
      days.push(await count())
    }
    const lists = days.flatMap(({ requests }) => requests).filter((request) => request === 'GET /v1.0/users')
    expect(lists).toHaveLength(1)
    expect(days.map(({ personRows, lookupRows }) => personRows + lookupRows)).toEqual(days.map(() => 0))
  })
})
