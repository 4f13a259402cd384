import { describe, expect, it } from 'vitest'
import { consume } from '../../../worker/sync/consume.ts'
import { schedule } from '../../../worker/sync/schedule.ts'
import { countD1 } from '../counted-d1.ts'
import { type SyncBench, startSyncing } from './bench.ts'

/** A synchronised tenant with one delta page a resource, and nothing of the day or the week due. */
async function synced() {
  const bench = await startSyncing('contoso.example')
  bench.tenant.quirks.emptyPages = false
  await bench.hour()
  return bench
}

/** An hour, with what it asked of Microsoft and wrote to the database. */
async function measuredHour(bench: SyncBench) {
  const counted = countD1(bench.env.DB)
  const deps = { ...bench.deps, env: { ...bench.env, DB: counted.db } }
  const visits = bench.world.visits.length
  bench.world.clock.advance(3_600_000)
  await schedule(deps, bench.world.clock.now())
  await bench.queue.drain((batch) => consume({ ...deps }, batch))
  return { requests: bench.world.visits.slice(visits).map(({ url }) => url), ...counted.take() }
}

const personRows = ({ writtenTo }: Awaited<ReturnType<typeof measuredHour>>) =>
  Object.entries(writtenTo).filter(([table]) => table.startsWith('person'))

describe('an hour in which nothing happened', () => {
  it('asks Microsoft at most 4 times, the token included, and writes at most 8 rows, none of a person', async () => {
    const bench = await synced()
    const hour = await measuredHour(bench)
    expect(hour.requests.length, hour.requests.join('\n')).toBeLessThanOrEqual(4)
    expect(hour.requests.some((url) => url.includes('/oauth2/'))).toBe(true)
    expect(hour.rowsWritten, JSON.stringify(hour.writtenTo)).toBeLessThanOrEqual(8)
    expect(personRows(hour)).toEqual([])
  })
})

describe('a person who changed', () => {
  it('costs the row and its record', async () => {
    const bench = await synced()
    const ids = [...bench.tenant.users.keys()].slice(0, 5)
    for (const id of ids) bench.tenant.updateUser(id, { department: 'Moved', city: 'York' })
    expect(personRows(await measuredHour(bench)).sort()).toEqual([
      ['person', 5],
      ['person_change', 5],
    ])
  })

  it('costs one row more for each address that comes or goes', async () => {
    const bench = await synced()
    const mara = bench.tenant.user('mara.ellingsworth@contoso.example')
    const { proxyAddresses = [] } = mara
    bench.tenant.updateUser(mara.id, {
      department: 'Moved',
      proxyAddresses: [...proxyAddresses, 'smtp:m.e@contoso.example', 'smtp:mara.e@contoso.example'],
    })
    expect(Object.fromEntries(personRows(await measuredHour(bench)))).toEqual({
      person: 1,
      person_change: 1,
      person_address: 2,
    })
  })
})
