import { describe, expect, it } from 'vitest'
import { syncroAccount } from '../../world/people.ts'
import { refusalOf } from '../act/desk.ts'
import { type Bench, start } from '../harness.ts'

const { subdomain, apiKey } = syncroAccount

async function connected() {
  const bench = await start()
  const { id } = await bench.call('psas.connect', { psa: 'syncro', credentials: { subdomain, apiKey } })
  bench.world.clock.advance(3_600_000)
  return { bench, id, account: bench.world.syncro.account() }
}
/** Within the last minute of the world. */
const isNow = (bench: Bench, at: string | null | undefined) =>
  Math.abs(bench.world.clock.now() - Date.parse(at ?? '')) < 60_000

describe('checking an account', () => {
  it('says whose key it is by now, and when that was asked', async () => {
    const { bench, id, account } = await connected()
    account.key.user.name = 'Another Person'
    const checked = await bench.call('psas.check', { connectionId: id })
    expect(checked).toMatchObject({ connectedAs: expect.stringContaining('Another Person'), problem: null })
    expect(isNow(bench, checked.checkedAt)).toBe(true)
  })

  it('answers with what is wrong in words, and keeps it where all see it', async () => {
    const { bench, id, account } = await connected()
    account.key.token = 'revoked'
    const checked = await bench.call('psas.check', { connectionId: id })
    expect(checked).toMatchObject({
      problem: { code: 'psa.keyRefused', text: 'The ticket system refused the API key.' },
    })
    for (const at of [checked.checkedAt, checked.problem?.since]) expect(isNow(bench, at)).toBe(true)
    expect((await bench.call('psas.list', {}, 'viewer')).connections).toEqual([checked])
  })

  it('keeps since when it is wrong, and forgets it when the key does again', async () => {
    const { bench, id, account } = await connected()
    const check = () => bench.call('psas.check', { connectionId: id })
    account.down = true
    const since = (await check()).problem?.since
    bench.world.clock.advance(60_000)
    expect((await check()).problem).toMatchObject({ code: 'psa.unavailable', since })
    account.down = false
    expect((await check()).problem).toBeNull()
  })

  it('keeps a missing permission until a check finds it, whatever else works', async () => {
    const { bench, id, account } = await connected()
    const problem = async () => (await bench.call('psas.list', {})).connections[0]?.problem
    account.key.permissions.delete('Customers - View Detail')
    const checked = await bench.call('psas.check', { connectionId: id })
    expect(checked.problem?.text).toContain('“Customers - View Detail”')
    await bench.call('organisations.list', { connectionId: id })
    expect(await problem()).toMatchObject({ code: 'psa.permission' })
    account.key.permissions.add('Customers - View Detail')
    await bench.call('psas.check', { connectionId: id })
    expect(await problem()).toBeNull()
  })

  it('tells the key to nobody, also when the PSA repeats it', async () => {
    const { bench, id } = await connected()
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/customers'),
      respond: () => Response.json({ message: `Bad value: ${apiKey}` }, { status: 422 }),
    })
    const response = await bench.post('psas.check', { connectionId: id })
    const text = await response.text()
    expect(text).toContain('It said: Bad value: …')
    expect(text).not.toContain(apiKey)
    const { results } = await bench.db.prepare('SELECT * FROM connection').all()
    expect(JSON.stringify(results)).not.toContain(apiKey)
  })

  it('is for administrators', async () => {
    const { bench, id } = await connected()
    const response = await bench.post('psas.check', { connectionId: id }, 'technician')
    expect(await refusalOf(response)).toMatchObject({ status: 403, code: 'access.role' })
  })
})
