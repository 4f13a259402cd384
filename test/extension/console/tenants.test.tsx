import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Tenants } from '../../../extension/console/tenants/tenants.tsx'
import { alertWith, mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { type } from '../type.ts'
import { others } from './fixtures.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
const seats = { partNumber: 'SPB', status: 'Enabled', free: false, renewsAt: null, trial: false }
const contoso = tenantWith({
  licences: [{ ...seats, skuId: 's1', name: 'Business Premium', assigned: 25, usable: 25, available: 0 }],
  score: [{ day: '2026-11-22', current: 128, max: 200, percent: 64 }],
})
const fabrikam = tenantWith({ id: 't2', name: 'Fabrikam', domain: 'fabrikam.example', mappings: [] })
const base = {
  ...others,
  'tenants.list': () => ({ tenants: [contoso, fabrikam] }),
  'plans.waiting': () => ({ plans: [] }),
  'alerts.list': () => ({ alerts: [alertWith()], open: 1, next: null }),
}

describe('the page of tenants', () => {
  it('says how each stands, what is left and its score, and leads to it', async () => {
    serve(base)
    const drawn = await draw(<Tenants />)
    await drawn.says('1 product has none')
    await drawn.says('64%')
    await drawn.says('Not mapped · 86 persons')
    const link = drawn.host.querySelector('.lines a')
    expect(link?.getAttribute('href')).toBe(`#/tenant/${tenantId}`)
  })

  it('puts what needs a person first, with the way to the page about it', async () => {
    serve(base)
    const drawn = await draw(<Tenants />)
    await drawn.says('Needs attention')
    await drawn.press('See seats: Contoso Dental')
    expect(location.hash).toBe(`#/tenant/${tenantId}`)
  })

  it('finds a tenant by its organisation too', async () => {
    const mapped = tenantWith({ mappings: [mappingWith({ organisationName: 'Eastside clinic' })] })
    serve({ ...base, 'tenants.list': () => ({ tenants: [mapped, fabrikam] }) })
    const drawn = await draw(<Tenants />)
    await drawn.says('Fabrikam')
    await type(drawn.host, 'Find a tenant or organisation', 'eastside')
    await drawn.says('1 of 2 found')
    expect(drawn.text()).not.toContain('Fabrikam')
  })

  it('offers technicians no button that only administrators may press', async () => {
    serve(base)
    const admin = await draw(<Tenants />)
    await admin.says('Connect tenant')
    const drawn = await draw(<Tenants />, technician)
    await drawn.says('Fabrikam')
    expect(drawn.text()).not.toContain('Connect tenant')
  })

  it('says what to do while there is none, and what failed where they could not be read', async () => {
    serve({ ...base, 'tenants.list': () => ({ tenants: [] }) })
    const empty = await draw(<Tenants />)
    await empty.says('Connect a customer’s Microsoft tenant')
    serve({ ...base, 'tenants.list': () => refusal(500, 'internal', 'Something broke.', 'Try again.') })
    const failed = await draw(<Tenants />)
    await failed.says('The tenants could not be read.')
    expect(failed.button('Try again')).toBeDefined()
  })
})
