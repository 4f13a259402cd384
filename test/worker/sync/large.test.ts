import { expect, it } from 'vitest'
import { countRows, startSyncing } from './bench.ts'

const persons = 100_000

// The mirror is compared by counting: this is about size, what a row says is tested elsewhere.
it('mirrors a tenant of 100,000 persons page by page, and an hour later only what changed', async () => {
  const bench = await startSyncing()
  const { tenant, db } = bench
  tenant.quirks.emptyPages = false
  tenant.addMany(persons - tenant.users.size, (index) => ({
    displayName: `Person ${index}`,
    userPrincipalName: `person.${index}@northwind.example`,
    department: `Department ${index % 50}`,
  }))
  await bench.hour()
  expect(await countRows(db, 'person')).toBe(persons)
  expect(await bench.row()).toMatchObject({ persons, problem_code: null, failures: 0, lease_run: null })
  const pages = bench.world.visits.filter(({ url }) => /\/users(\/delta)?\?/.test(url)).length
  expect(pages).toBeLessThan(persons / 999 + 5)

  const [gone, moved] = [...tenant.users.keys()].slice(50_000).map(String)
  tenant.softDelete(String(gone))
  tenant.updateUser(String(moved), { department: 'Elsewhere' })
  const before = bench.world.clock.now()
  await bench.hour()
  const { results } = await db
    .prepare('SELECT id FROM person WHERE updated_at >= ?1 ORDER BY id')
    .bind(before)
    .all<{ id: string }>()
  expect(results.map(({ id }) => id)).toEqual([gone, moved].sort())
  expect(await bench.row()).toMatchObject({ persons: persons - 1, problem_code: null })
}, 300_000)
