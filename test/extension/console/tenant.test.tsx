import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { TenantDetail } from '#shared/contract.ts'
import { Tenant } from '../../../extension/console/tenant/tenant.tsx'
import { mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { contosoTrends, others } from './fixtures.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z'), toFake: ['Date'] })
  await signInForTest()
})
const control = { id: 'mfa', service: 'Entra ID', score: 0, max: 9, gain: 9 }
const full: Partial<TenantDetail> = {
  licences: [
    {
      ...{ skuId: 's1', partNumber: 'SPB', name: 'Business Premium', status: 'Enabled', free: false },
      ...{ assigned: 25, usable: 25, available: 0, trial: false, renewsAt: '2026-12-14T00:00:00Z' },
    },
  ],
  score: [{ day: '2026-11-22', current: 128, max: 200, percent: 64 }],
  controls: [{ ...control, title: 'Require MFA', actionUrl: 'https://entra.microsoft.com/mfa' }],
  capabilities: [{ name: 'entraP1', has: false, since: '2026-10-01T00:00:00Z' }],
  mappings: [mappingWith(), mappingWith({ id: 'm2', organisationId: '8', organisationName: 'West' })],
}
const limits = {
  limits: [
    {
      subject: { kind: 'person' as const, id: '44444444-4444-4444-8444-444444444444', name: 'Theo Vance' },
      ...{ tenantIds: [tenantId], changedAt: '2026-11-01T00:00:00Z', changedBy: 'Ruben' },
    },
  ],
  changes: [],
}
const base = {
  ...others,
  'tenants.get': () => tenantWith(full),
  'tenants.trends': () => contosoTrends,
  'plans.waiting': () => ({ plans: [] }),
  'access.list': () => limits,
}
const page = () => <Tenant tenantId={tenantId} />

describe('the page of a tenant', () => {
  it('shows seats with renewal, the score beside Microsoft’s averages, and what would gain most', async () => {
    serve(base)
    const drawn = await draw(page())
    await drawn.says('Business Premium has none')
    await drawn.says(/Renews or ends .*2026/)
    await drawn.says('Similar size 46%')
    await drawn.says('All tenants 41.3%')
    const out = drawn.host.querySelector('.controls a')
    expect(out?.getAttribute('href')).toBe('https://entra.microsoft.com/mfa')
    expect(out?.getAttribute('rel')).toContain('noreferrer')
  })

  it('gives the figures of a chart as a table too, seats from the day on which they changed', async () => {
    serve(base)
    const drawn = await draw(page())
    await drawn.says('All tenants 41.3%')
    const trend = drawn.host.querySelector<HTMLDetailsElement>('.licence-trend')
    await act(async () => trend?.setAttribute('open', ''))
    await act(async () => void trend?.dispatchEvent(new Event('toggle')))
    await drawn.says('Bought 25')
    const table = trend?.querySelector<HTMLDetailsElement>('.chart-table')
    await act(async () => table?.setAttribute('open', ''))
    await act(async () => void table?.dispatchEvent(new Event('toggle')))
    const cells = [...(trend?.querySelectorAll('tbody td') ?? [])].map((cell) => cell.textContent)
    expect(cells).toEqual(['25', '25', '25', '25', '20', '25'])
  })

  it('says what the tenant lacks and what is off without it', async () => {
    serve(base)
    const drawn = await draw(page())
    await drawn.says('Last sign-ins cannot be read.')
  })

  it('tells administrators who is limited to it, and asks nothing of that for technicians', async () => {
    serve(base)
    const admin = await draw(page())
    await admin.says('Theo Vance')
    const asked = serve(base)
    const drawn = await draw(page(), technician)
    await drawn.says('Business Premium has none')
    expect(drawn.text()).not.toContain('Who may see it')
    expect(asked.map(({ name }) => name)).not.toContain('access.list')
  })

  it('lets technicians read it without a button that is not theirs', async () => {
    serve(base)
    const admin = await draw(page())
    await admin.says('Map another')
    expect(admin.button('Move West up')).toBeDefined()
    const drawn = await draw(page(), technician)
    await drawn.says('Contoso Dental Eastside')
    for (const word of ['Map another', 'Disconnect']) expect(drawn.text()).not.toContain(word)
    expect(drawn.button('Move West up')).toBeUndefined()
    expect(drawn.button('Sync now')?.getAttribute('aria-disabled')).toBeNull()
  })

  it('keeps the score that is known where the longer history could not be read', async () => {
    serve({ ...base, 'tenants.trends': () => refusal(500, 'internal', 'Something broke.') })
    const drawn = await draw(page())
    await drawn.says('The averages and the longer history could not be read.')
    await drawn.says('This tenant 64%')
  })

  it('says that a tenant of the address is not there or not yours', async () => {
    serve({ ...base, 'tenants.get': () => refusal(404, 'access.notFound', 'Not found.') })
    const drawn = await draw(page())
    await drawn.says('The tenant could not be read.')
  })
})
