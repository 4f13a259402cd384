import { beforeAll, describe, expect, it } from 'vitest'
import { searchPersons } from '../../../worker/store/search.ts'
import { countD1 } from '../counted-d1.ts'
import { startSyncing } from '../sync/bench.ts'

const size = 20_000
const most = 16
/** The questions, and of each person found: the row of the index, the person's and the tenant's. */
const rowsAtMost = 8 + 3 * most

let deps: Parameters<typeof searchPersons>[0]
let take: ReturnType<typeof countD1>['take']
let tenantId: string

beforeAll(async () => {
  const bench = await startSyncing()
  bench.tenant.quirks.emptyPages = false
  bench.tenant.addMany(size - bench.tenant.users.size, (index) => ({
    displayName: `Person${index % 89} Number ${index}`,
    userPrincipalName: `person.${index}@northwind.example`,
    mail: `person.${index}@northwind.example`,
    businessPhones: [`+1 555 ${String(index).padStart(7, '0')}`],
  }))
  await bench.hour()
  const { db, take: taken } = countD1(bench.db)
  deps = { ...bench.deps, env: { ...bench.env, DB: db } }
  take = taken
  tenantId = bench.tenant.id
}, 120_000)

describe('a search among 20,000 persons', () => {
  const texts = ['per', 'person', 'northwind.example', 'pe', '555', 'person12 number', 'number 12']
  const rare = ['person.19999@northwind.example', 'number 19999', '5550019999', 'ada', 'nobody at all']

  it.each([...texts, ...rare])('reads a few dozen rows in one statement: %s', async (text) => {
    for (const [within, first] of [
      [null, []],
      [null, [tenantId]],
      [[tenantId], []],
      [[tenantId], [tenantId]],
    ] as const) {
      take()
      const found = await searchPersons(deps, { text, within, first, most })
      const { statements, rowsRead, rowsWritten } = take()
      expect(statements).toBe(1)
      expect(rowsWritten).toBe(0)
      expect(rowsRead).toBeLessThanOrEqual(rowsAtMost + (within?.length ?? 0))
      if (texts.includes(text)) expect(found).toHaveLength(most)
      else expect(found.length).toBeLessThanOrEqual(1)
    }
  })

  it('reads no row of others for somebody who is limited to another tenant', async () => {
    take()
    const within = ['c0000000-0000-4000-8000-00000000c001']
    expect(await searchPersons(deps, { text: 'person', within, first: [], most })).toEqual([])
    expect(take().rowsRead).toBeLessThanOrEqual(8 + 1)
  })
})
