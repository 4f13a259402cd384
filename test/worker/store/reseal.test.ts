import { expect, it } from 'vitest'
import type { ErrorBody } from '../../../shared/contract.ts'
import { syncroAccount } from '../../world/people.ts'
import { start } from '../harness.ts'

const newKey = btoa('n'.repeat(32))

/** A connected ticket system, whose worker then gets other sealing keys. */
async function startConnected() {
  const bench = await start()
  const connection = await bench.call('psas.connect', {
    psa: 'syncro',
    credentials: { subdomain: syncroAccount.subdomain, apiKey: syncroAccount.apiKey },
  })
  const oldKey = bench.env.SEALING_KEY
  return {
    ...bench,
    oldKey,
    setKeys: (SEALING_KEY: string, SEALING_KEY_OLD?: string) =>
      Object.assign(bench.env, { SEALING_KEY, SEALING_KEY_OLD }),
    sealedBy: async () => (await bench.call('psas.list', {})).connections.map((one) => one.sealedBy),
    sealed: () => bench.db.prepare('SELECT id, sealed FROM connection').all<{ id: string; sealed: string }>(),
    reach: () => bench.post('organisations.list', { connectionId: connection.id }),
  }
}

it('replaces the sealing key without losing anything', async () => {
  const bench = await startConnected()
  bench.setKeys(newKey, bench.oldKey)
  expect([(await bench.reach()).status, await bench.sealedBy()]).toEqual([200, ['old']])
  await bench.tick()
  expect(await bench.sealedBy()).toEqual(['current'])
  bench.setKeys(newKey)
  expect([(await bench.reach()).status, await bench.sealedBy()]).toEqual([200, ['current']])
})

it('seals nothing twice', async () => {
  const bench = await startConnected()
  bench.setKeys(newKey, bench.oldKey)
  await bench.tick()
  const before = await bench.sealed()
  await bench.tick()
  expect((await bench.sealed()).results).toEqual(before.results)
})

it('says so when the old key was retired too early, and loses nothing: it can be put back', async () => {
  const bench = await startConnected()
  bench.setKeys(newKey)
  await bench.tick()
  const response = await bench.reach()
  const { error } = (await response.json()) as ErrorBody
  expect([response.status, error.code, await bench.sealedBy()]).toEqual([
    503,
    'config.sealedByOtherKey',
    ['other'],
  ])
  expect(error.next).toContain('SEALING_KEY_OLD')
  bench.setKeys(newKey, bench.oldKey)
  await bench.tick()
  expect([(await bench.reach()).status, await bench.sealedBy()]).toEqual([200, ['current']])
})

it('leaves a row alone that was moved, and seals the others', async () => {
  const bench = await startConnected()
  const { results } = await bench.sealed()
  await bench.db
    .prepare(
      `INSERT INTO connection (id, psa, account, sealed, key_hint, created_at, created_by)
       VALUES ('moved', 'syncro', 'aaa', ?1, '', 0, 'test')`,
    )
    .bind(results[0]?.sealed ?? '')
    .run()
  bench.setKeys(newKey, bench.oldKey)
  await bench.tick()
  expect((await bench.sealedBy()).sort()).toEqual(['current', 'old'])
})
