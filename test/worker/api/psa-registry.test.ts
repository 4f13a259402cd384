/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it, vi } from 'vitest'
import { findPsa } from '../../../shared/psa/index.ts'
import { apis } from '../../../worker/psa/apis.ts'
import { credentialsOf, getConnection } from '../../../worker/store/connections.ts'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import { dump, refusalOf } from '../act/desk.ts'
import { type Bench, start } from '../harness.ts'

const found = import.meta.glob<PsaFixture | undefined>('../../fixtures/psa/*.ts', {
  eager: true,
  import: 'default',
})
const fixtures = Object.values(found).flatMap((fixture) => (fixture ? [fixture] : []))

/** The worker with one account of the PSA behind `fetch`. */
async function benchWith(fixture: PsaFixture) {
  const bench = await start()
  const { psa, seeded } = fixture.create(bench.world.clock)
  vi.mocked(globalThis.fetch).mockImplementation((input, init) => {
    const request = new Request(input as RequestInfo, init)
    const isThere = psa.hosts.includes(new URL(request.url).hostname)
    return isThere ? psa.fetch(request) : bench.world.fetch(request)
  })
  const connect = (credentials = fixture.credentials) =>
    bench.call('psas.connect', { psa: fixture.id, credentials })
  return { bench, psa, seeded, connect }
}
const secretsOf = ({ id, credentials }: PsaFixture) =>
  Object.entries(credentials).filter(([name]) => findPsa(id)?.credentials[name]?.kind === 'secret')
const hasNoKey = (fixture: PsaFixture, text: string) => {
  for (const [, value] of secretsOf(fixture)) expect(text).not.toContain(value)
}
const refuse = async (bench: Bench, { id }: PsaFixture, credentials: Record<string, string>) => {
  const refused = await refusalOf(await bench.post('psas.connect', { psa: id, credentials }))
  expect((await bench.call('psas.list', {})).connections).toEqual([])
  return refused
}

describe.each(fixtures)('connecting $id', (fixture) => {
  it('checks the form’s key, seals all of the form and tells none of it', async () => {
    const { bench, connect } = await benchWith(fixture)
    const connection = await connect()
    expect(connection).toMatchObject({ psa: fixture.id, account: fixture.account, problem: null })
    expect(connection.connectedAs).toBeTruthy()
    expect(connection.hosts.length).toBeGreaterThan(0)
    const deps = { env: bench.env, now: bench.world.clock.now }
    const kept = await credentialsOf(deps, await getConnection(deps, connection.id))
    expect(Object.keys(kept).sort()).toEqual(Object.keys(findPsa(fixture.id)?.credentials ?? {}).sort())
    hasNoKey(fixture, JSON.stringify(connection) + (await dump(bench)))
    const checked = await bench.call('psas.check', { connectionId: connection.id })
    expect(checked.problem).toBeNull()
  })

  it('refuses a wrong key in words, without repeating it, and stores nothing', async () => {
    const { bench } = await benchWith(fixture)
    const refused = await refuse(bench, fixture, fixture.wrongKey)
    expect(refused).toMatchObject({ status: 409, code: 'psa.keyRefused' })
  })

  it.each(fixture.badCredentials.map((credentials) => ({ credentials })))(
    'sends nothing anywhere for a form that means no account: $credentials',
    async ({ credentials }) => {
      const { bench } = await benchWith(fixture)
      vi.mocked(globalThis.fetch).mockClear()
      const refused = await refuse(bench, fixture, credentials)
      expect(['psa.address', 'request.invalid']).toContain(refused.code)
      const asked = vi.mocked(globalThis.fetch).mock.calls.map(([input]) => new URL(String(input)).hostname)
      expect(asked.filter((host) => !host.includes('microsoft'))).toEqual([])
    },
  )

  it('finds the account by the host of a ticket’s page', async () => {
    const { bench, seeded, connect } = await benchWith(fixture)
    const { hosts } = await connect()
    for (const host of hosts) {
      const answer = await bench.call('tickets.resolve', { host, ticketId: seeded.ticket.id }, 'viewer')
      expect(answer.ticket).toMatchObject({ id: seeded.ticket.id, number: seeded.ticket.number })
    }
  })

  it('shows what works, and switches on by trial what stays off until then', async () => {
    const { bench, psa, seeded, connect } = await benchWith(fixture)
    const { id: connectionId, trials, can } = await connect()
    expect(trials.map(({ kind }) => kind)).toEqual(Object.keys(apis[fixture.id]?.trials ?? {}))
    const isOff = (kind: string) => trials.some((trial) => trial.kind === kind)
    if (isOff('contact')) {
      expect(can?.create).toBe(false)
      const organisationId = seeded.organisations[0]?.id
      const trial = await bench.call('psas.trial', { connectionId, kind: 'contact', organisationId })
      expect(trial.steps.filter(({ state }) => state === 'failed')).toEqual([])
      expect(trial).toMatchObject({ succeeded: true, connection: { can: { create: true } } })
    }
    if (isOff('note')) {
      expect(can?.note).toBe(false)
      const { ticket } = seeded
      await bench.call('psas.trial', { connectionId, kind: 'note', ticketId: ticket.id })
      expect(fixture.notes(psa, ticket.id).join()).toContain('Sidelight trial')
      expect(fixture.seenByCustomer(psa, ticket.id).join()).not.toContain('Sidelight trial')
      const seen = await bench.call('psas.trial', { connectionId, kind: 'note', seen: true })
      expect(seen.connection.can?.note).toBe(true)
    }
  })
})
