import { describe, expect, it } from 'vitest'
import { countRows, startSyncing } from './bench.ts'

const dayMs = 24 * 3_600_000

describe('subscriptions', () => {
  it('say when a product renews first, and that it is a trial when all of them are', async () => {
    const bench = await startSyncing('contoso.example')
    bench.tenant.subscriptions = []
    bench.tenant.subscribe('SPB', { enabled: 10, nextLifecycleDateTime: '2027-03-01T00:00:00.0000000Z' })
    bench.tenant.subscribe('VISIOCLIENT', { enabled: 5, isTrial: true, nextLifecycleDateTime: null })
    await bench.hour()
    const licences = async () =>
      (await bench.call('tenants.get', { tenantId: bench.tenant.id })).licences.map((licence) => [
        licence.partNumber,
        licence.renewsAt,
        licence.trial,
      ])
    expect((await licences()).sort()).toEqual([
      ['SPB', '2027-03-01T00:00:00.000Z', false],
      ['VISIOCLIENT', null, true],
    ])
    bench.tenant.subscribe('VISIOCLIENT', { isTrial: false, nextLifecycleDateTime: '2027-01-01T00:00:00Z' })
    bench.world.clock.advance(dayMs)
    await bench.hour()
    expect((await licences()).sort()[1]).toEqual(['VISIOCLIENT', '2027-01-01T00:00:00.000Z', false])
  })
})

describe('what a tenant’s licences allow', () => {
  it('follows the products that can be used, and is no error where they are missing', async () => {
    const bench = await startSyncing('contoso.example')
    bench.tenant.subscriptions = []
    bench.tenant.subscribe('SPB', { enabled: 10, capabilityStatus: 'Warning' })
    await bench.hour()
    const has = async () => {
      const { capabilities } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
      return capabilities.filter(({ name }) => name.startsWith('entra'))
    }
    const before = await has()
    expect(before).toMatchObject([
      { name: 'entraP1', has: true },
      { name: 'entraP2', has: false },
    ])
    bench.world.clock.advance(dayMs)
    await bench.hour()
    expect(await has()).toEqual(before)
    bench.tenant.subscribe('SPB', { capabilityStatus: 'Suspended' })
    bench.world.clock.advance(dayMs)
    await bench.hour()
    const [p1] = await has()
    expect(p1).toMatchObject({ has: false })
    expect(p1?.since).not.toBe(before[0]?.since)
    expect(await bench.row()).toMatchObject({ problem_code: null })
  })
})

describe('controls of the Secure Score', () => {
  it('show where most is to be gained, of the latest day, by their titles', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const { controls } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    expect(controls).toHaveLength(10)
    const gains = controls.map(({ gain }) => gain)
    expect(gains).toEqual(gains.toSorted((a, b) => b - a))
    for (const { gain, max, score, title, actionUrl } of controls) {
      expect(gain).toBeCloseTo(max - score, 2)
      expect(title.length).toBeGreaterThan(5)
      expect(actionUrl).toMatch(/^https:/)
    }
  })

  it('lead nowhere but to web pages, and keep foreign titles as text', async () => {
    const bench = await startSyncing('contoso.example')
    const addresses = [
      'javascript:alert(1)',
      'http://example.com/',
      'https://user@example.com/',
      'none',
      null,
    ]
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/secureScoreControlProfiles'),
      times: 10,
      async after(response) {
        const { value } = (await response.json()) as { value: { id: string }[] }
        const changed = value.slice(0, addresses.length).map((profile, index) => ({
          ...profile,
          actionUrl: addresses[index],
          title: `<b>${'x'.repeat(1000)}`,
          maxScore: 100,
          deprecated: false,
        }))
        return Response.json({ value: changed })
      },
    })
    await bench.hour()
    const { controls } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    expect(controls.length).toBeGreaterThan(2)
    for (const { actionUrl, title } of controls) {
      expect(actionUrl).toBeNull()
      expect(title).toHaveLength(300)
    }
  })

  it('of a tenant without a score are none', async () => {
    const bench = await startSyncing()
    bench.tenant.secureScoreDays = 0
    await bench.hour()
    expect(await countRows(bench.db, 'score_control')).toBe(0)
  })
})

describe('a resource that Microsoft refuses', () => {
  it.each([
    ['/directory/subscriptions', 'subscriptions'],
    ['/groups', 'groups'],
    ['/secureScoreControlProfiles', 'score-controls'],
    ['/roleAssignments', 'role-holders'],
  ])('leaves the others: %s', async (path, resource) => {
    const bench = await startSyncing('contoso.example')
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith(path),
      times: 1000,
      respond: () =>
        Response.json({ error: { code: 'Authorization_RequestDenied', message: 'No.' } }, { status: 403 }),
    })
    await bench.hour()
    const { results } = await bench.db
      .prepare('SELECT resource FROM cursor WHERE problem_code IS NOT NULL')
      .all<{ resource: string }>()
    expect(results).toEqual([{ resource }])
    expect(await countRows(bench.db, 'licence_count')).toBeGreaterThan(0)
    expect((await bench.mirror()).size).toBe(bench.tenant.users.size)
  })
})

describe('an idle hour', () => {
  it('asks Microsoft four times at most, the token included', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    await bench.hour()
    const before = bench.world.visits.length
    await bench.hour()
    const asked = bench.world.visits.slice(before).map(({ url }) => new URL(url).pathname)
    expect(asked.length).toBeLessThanOrEqual(4)
  })
})
