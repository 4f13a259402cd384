import { beforeEach, describe, expect, it } from 'vitest'
import { openPaced } from '../../../worker/psa/open.ts'
import { resealOld } from '../../../worker/store/reseal.ts'
import { syncroAccount } from '../../world/people.ts'
import {
  contactIds,
  contoso,
  dump,
  host,
  linkContact,
  openDesk,
  refusalOf,
  seen,
  ticketIds,
} from '../act/desk.ts'
import type { Bench } from '../harness.ts'
import { startMapped } from '../sync/mapped.ts'

const { subdomain, apiKey } = syncroAccount
let bench: Bench
let id: string
const deps = () => ({ env: bench.env, now: bench.world.clock.now })
const row = async () => (await bench.db.prepare('SELECT * FROM connection').first()) ?? {}
const reconnect = () => bench.call('psas.connect', { psa: 'syncro', credentials: { subdomain, apiKey } })

beforeEach(async () => {
  bench = await openDesk()
  id = (await bench.call('psas.list', {})).connections[0]?.id ?? ''
  await linkContact(bench, contactIds.mara, seen(contoso, 'Ellingsworth'))
})

describe('disconnecting a ticket system', () => {
  it('says in sentences what goes and what remains, and changes nothing before it is done', async () => {
    const before = await dump(bench)
    const ahead = await bench.call('psas.disconnect', { connectionId: id, dryRun: true })
    expect(ahead.disconnected).toBe(false)
    expect(ahead.goes).toContain('The key, as Sidelight keeps it.')
    expect(ahead.remains).toEqual([
      '1 contact in the ticket system, as it is: nobody is deactivated or deleted.',
      '2 mappings and the rule of each: connecting the account again goes on from there.',
      'The key in Syncro itself: an administrator there removes it when nobody else uses it.',
    ])
    expect(await dump(bench)).toBe(before)
  })

  it('takes the key and nothing else: no contact is touched, mappings and links stay', async () => {
    const kept = () =>
      bench.db.batch(
        ['mapping', 'link'].map((table) => bench.db.prepare(`SELECT id_of.* FROM ${table} AS id_of`)),
      )
    const withoutLease = (text: string) => text.replace(/"lease_(run|until)":[^,}]+/g, '')
    const before = withoutLease(JSON.stringify((await kept()).map(({ results }) => results)))
    const writes = bench.world.syncro.account().log.length
    expect(await bench.call('psas.disconnect', { connectionId: id })).toMatchObject({ disconnected: true })
    expect(await row()).toMatchObject({ sealed: '', key_hint: '', disconnected_at: expect.any(Number) })
    expect(withoutLease(JSON.stringify((await kept()).map(({ results }) => results)))).toBe(before)
    expect(bench.world.syncro.account().log).toHaveLength(writes)
  })

  it('is shown as disconnected, with nothing that works', async () => {
    await bench.call('psas.disconnect', { connectionId: id })
    const [shown] = (await bench.call('psas.list', {}, 'viewer')).connections
    expect(shown).toMatchObject({ id, disconnected: true, problem: null, keyHint: '', connectedAs: null })
    expect(Object.values(shown?.can ?? {}).some(Boolean)).toBe(false)
  })

  it('lets nothing through to the PSA, and says so in words', async () => {
    await bench.call('psas.disconnect', { connectionId: id })
    const visits = bench.world.visits.length
    for (const [name, input] of [
      ['organisations.list', { connectionId: id }],
      ['psas.check', { connectionId: id }],
      ['psas.trial', { connectionId: id, kind: 'contact', organisationId: '101' }],
      ['tickets.resolve', { host, ticketId: String(ticketIds.mara) }],
    ] as const) {
      const refused = await refusalOf(await bench.post(name, input))
      expect([name, refused.code, refused.text]).toEqual([
        name,
        'psa.disconnected',
        'This ticket system was disconnected.',
      ])
    }
    await expect(openPaced(deps(), id)).rejects.toMatchObject({ code: 'psa.disconnected' })
    expect(bench.world.visits.length).toBe(visits)
  })

  it('stops what waits to be written, and goes on with it once there is a key again', async () => {
    const desk = await startMapped()
    await desk.call('plans.approve', { planId: (await desk.plan()).id })
    await desk.call('psas.disconnect', { connectionId: desk.connection.id })
    const before = desk.account.log.length
    await desk.drain()
    await desk.syncNow()
    expect(desk.account.log).toHaveLength(before)
    expect((await desk.view()).waiting).toBeGreaterThan(0)
    await desk.call('psas.connect', { psa: 'syncro', credentials: { subdomain, apiKey } })
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ waiting: 0, failed: 0, problem: null })
    expect(desk.account.log.length).toBeGreaterThan(before)
  })

  it('ends the lease of whoever sends at that moment', async () => {
    await bench.db.prepare(`UPDATE mapping SET lease_run = 'sending', lease_until = 9e15`).run()
    await bench.call('psas.disconnect', { connectionId: id })
    const { results } = await bench.db.prepare('SELECT lease_run, lease_until FROM mapping').all()
    for (const lease of results)
      expect(lease).toEqual({ lease_run: expect.not.stringMatching(/^sending$/), lease_until: null })
  })

  it('comes back to life with a key: the same row, its mappings, links and trials', async () => {
    await bench.db.prepare(`UPDATE connection SET tried = '{"contact":5}'`).run()
    await bench.call('psas.disconnect', { connectionId: id })
    const again = await reconnect()
    expect(again).toMatchObject({ id, disconnected: false, problem: null, keyHint: apiKey.slice(-4) })
    expect(await row()).toMatchObject({ tried: '{"contact":5}', disconnected_at: null })
    const ref = { host, ticketId: String(ticketIds.mara) }
    expect(await bench.call('tickets.resolve', ref, 'viewer')).toMatchObject({ found: 'person', by: 'link' })
  })

  it('keeps the moment it began when it is disconnected twice', async () => {
    await bench.call('psas.disconnect', { connectionId: id })
    const first = await row()
    bench.world.clock.advance(60_000)
    await bench.call('psas.disconnect', { connectionId: id })
    expect(await row()).toEqual(first)
  })

  it('is no hindrance to a new sealing key', async () => {
    await bench.call('psas.disconnect', { connectionId: id })
    const oldKey = bench.env.SEALING_KEY
    Object.assign(bench.env, { SEALING_KEY: btoa('n'.repeat(32)), SEALING_KEY_OLD: oldKey })
    expect(await resealOld(deps(), 50)).toBe(0)
    expect((await bench.call('psas.list', {})).connections[0]?.sealedBy).toBe('current')
  })
})
