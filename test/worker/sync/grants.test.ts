import { describe, expect, it } from 'vitest'
import { followConsent } from '../../world/microsoft/login/follow-consent.ts'
import { apps } from '../../world/people.ts'
import { startSyncing } from './bench.ts'

const scorePermission = 'SecurityEvents.Read.All'

describe('a permission that a tenant has not granted yet', () => {
  async function withoutScore() {
    const bench = await startSyncing()
    bench.tenant.revoke('reader', scorePermission)
    await bench.hour()
    const listed = async () => {
      const { tenants } = await bench.call('tenants.list', {})
      return tenants.find(({ id }) => id === bench.tenant.id)
    }
    return { bench, listed }
  }

  it('is asked for in words, and everything else goes on', async () => {
    const { bench, listed } = await withoutScore()
    const tenant = await listed()
    expect(tenant).toMatchObject({ state: 'connected', problem: null, persons: bench.tenant.users.size })
    expect(tenant?.consentAgain).toEqual([
      {
        app: 'reader',
        permissions: [expect.stringMatching(/^Secure Score.* \(SecurityEvents\.Read\.All\)$/)],
      },
    ])
    const { sync } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    expect(sync.resources.find(({ name }) => name === 'secure-score')).toMatchObject({
      state: 'failed',
      problem: { code: 'tenant.consentAgain' },
    })
    expect(
      sync.resources.filter(({ state }) => state === 'failed').map(({ problem }) => problem?.code),
    ).not.toContain('graph.denied')
  })

  it('is not tried at Microsoft', async () => {
    const { bench } = await withoutScore()
    expect(bench.world.visits.filter(({ url }) => url.includes('/security/'))).toEqual([])
  })

  it('is there after the tenant has consented again', async () => {
    const { bench, listed } = await withoutScore()
    const { url } = await bench.call('tenants.connect', { apps: 'reader', tenantId: bench.tenant.id })
    await bench.request(
      await followConsent(bench.world.fetch, url, { tenantId: bench.tenant.id, accept: true }),
    )
    expect((await listed())?.consentAgain).toEqual([])
    await bench.drain()
    const { sync } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    expect(sync.resources.find(({ name }) => name === 'secure-score')).toMatchObject({ state: 'done' })
  })

  it('is found in a new token where it was granted in Entra itself', async () => {
    const { bench, listed } = await withoutScore()
    bench.tenant.grant('reader', scorePermission)
    await bench.hour()
    expect((await listed())?.consentAgain).toEqual([])
  })

  it('is not missing where the tenant granted a wider one', async () => {
    const bench = await startSyncing()
    bench.tenant.revoke('reader', 'User.Read.All')
    bench.tenant.grant('reader', 'User.ReadWrite.All')
    await bench.hour()
    const { consentAgain } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    expect(consentAgain).toEqual([])
  })

  it('is written once, not every hour', async () => {
    const { bench } = await withoutScore()
    await bench.db.exec(
      `CREATE TRIGGER count_granted AFTER UPDATE OF granted ON tenant BEGIN SELECT RAISE(ABORT, 'written'); END`,
    )
    await bench.hour()
    expect((await bench.call('tenants.get', { tenantId: bench.tenant.id })).problem).toBeNull()
    await bench.db.exec('DROP TRIGGER count_granted')
  })

  it('of the operator is compared with what the tenant granted to it', async () => {
    const bench = await startSyncing()
    bench.world.microsoft.consent(bench.tenant.id, apps.operator.id)
    await bench.hour()
    await bench.db
      .prepare(`UPDATE tenant SET operator_at = 1, granted = '{"operator":["User.Read.All"]}' WHERE id = ?1`)
      .bind(bench.tenant.id)
      .run()
    const { consentAgain } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    expect(consentAgain.map(({ app }) => app)).toEqual(['operator'])
    expect(consentAgain[0]?.permissions.join()).toContain('(User-PasswordProfile.ReadWrite.All)')
    expect(consentAgain[0]?.permissions.join()).not.toContain('(User.Read.All)')
  })
})
