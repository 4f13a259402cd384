import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Tenant } from '../../../extension/console/tenant/tenant.tsx'
import { Tenants } from '../../../extension/console/tenants/tenants.tsx'
import { tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { contosoTrends, others } from './fixtures.ts'

const problem = {
  code: 'tenant.disconnected',
  text: 'Disconnected.',
  next: null,
  since: '2026-11-22T00:00:00Z',
}
const base = {
  ...others,
  'tenants.trends': () => contosoTrends,
  'plans.waiting': () => ({ plans: [] }),
  'alerts.list': () => ({ alerts: [], open: 0, next: null }),
  'access.list': () => ({ limits: [], changes: [] }),
}
const ways = (host: HTMLElement, screen: string) => host.querySelectorAll(`a[href="#/${screen}"]`).length

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})

describe('the ways to the partner', () => {
  it('stand on the page of tenants for administrators alone', async () => {
    serve(base)
    const admins = await draw(<Tenants />)
    await admins.says('All customers of a partner')
    expect(ways(admins.host, 'customers')).toBe(1)
    const others = await draw(<Tenants />, technician)
    await others.says('Contoso Dental')
    expect(ways(others.host, 'customers')).toBe(0)
  })

  it('stand there too while no tenant is connected', async () => {
    serve({ ...base, 'tenants.list': () => ({ tenants: [] }) })
    const admins = await draw(<Tenants />)
    await admins.says('No tenant is connected yet')
    expect(ways(admins.host, 'partner')).toBe(1)
    const others = await draw(<Tenants />, technician)
    await others.says('No tenant is connected yet')
    expect(ways(others.host, 'partner')).toBe(0)
  })

  it('name the tenants that came through the partner, mapped or not, and no others', async () => {
    for (const changes of [{}, { mappings: [] }]) {
      serve({
        ...base,
        'tenants.list': () => ({ tenants: [tenantWith({ ...changes, reachedBy: 'partner' })] }),
      })
      const drawn = await draw(<Tenants />)
      await drawn.says('through the partner')
    }
    serve(base)
    const drawn = await draw(<Tenants />)
    await drawn.says('Contoso Dental')
    expect(drawn.text()).not.toContain('through the partner')
  })

  it('stand on the page of a tenant that came through the partner, for administrators', async () => {
    serve({ ...base, 'tenants.get': () => tenantWith({ reachedBy: 'partner' }) })
    const admins = await draw(<Tenant tenantId={tenantId} />)
    await admins.says('Connected through the partner')
    expect(ways(admins.host, 'customers')).toBe(1)
    const others = await draw(<Tenant tenantId={tenantId} />, technician)
    await others.says('Connected through the partner')
    expect(ways(others.host, 'customers')).toBe(0)
  })

  it('are the way on where such a tenant is disconnected: nobody there is asked for a consent', async () => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create')
    serve({ ...base, 'tenants.get': () => tenantWith({ state: 'stopped', problem, reachedBy: 'partner' }) })
    const drawn = await draw(<Tenant tenantId={tenantId} />)
    await drawn.says('Open the partner’s customers')
    await drawn.press('Open the partner’s customers')
    expect(location.hash).toBe('#/customers')
    expect(create).not.toHaveBeenCalled()
  })
})
