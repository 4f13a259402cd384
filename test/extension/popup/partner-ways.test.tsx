import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Connect } from '../../../extension/popup/connect/connect.tsx'
import { Disconnect } from '../../../extension/popup/disconnect/disconnect.tsx'
import { Tenant } from '../../../extension/popup/tenant/tenant.tsx'
import { tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'

const open = vi.fn()
const go = vi.fn()
const problem = {
  ...{ code: 'partner.relationshipEnded', next: 'Ask the customer for a new one.' },
  ...{ text: 'There is no active admin relationship any more.', since: '2026-11-22T00:00:00Z' },
}
const stopped = tenantWith({ state: 'stopped', problem, reachedBy: 'partner' })
const base = {
  'tenants.attempts': () => ({ attempts: [] }),
  'tenants.get': () => tenantWith(),
  'tenants.disconnect': () => ({ disconnected: false, goes: ['The hourly sync.'], remains: [] }),
  'plans.waiting': () => ({ plans: [] }),
}
const connect = (id: string | null) => <Connect tenantId={id} go={go} back={() => {}} />
const pageOpened = () => String(open.mock.lastCall?.[0]?.url)

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  open.mockReset()
  go.mockReset()
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(open)
  await signInForTest()
})

describe('the partner, seen from the popup', () => {
  it('is offered to administrators who connect a new tenant, and opens on its full page', async () => {
    serve(base)
    const drawn = await draw(connect(null))
    await drawn.press('Connect your partner account')
    await vi.waitFor(() => expect(pageOpened()).toMatch(/console\.html#\/partner$/))
  })

  it('is offered neither to technicians nor where one known tenant is connected again', async () => {
    serve(base)
    const others = await draw(connect(null), technician)
    await others.says('Open consent page')
    expect(others.button('Connect your partner account')).toBeUndefined()
    const known = await draw(connect(tenantId))
    await known.says('Open consent page')
    expect(known.button('Connect your partner account')).toBeUndefined()
  })

  it('is the way on for a tenant whose admin relationship ended, not a consent', async () => {
    serve({ ...base, 'tenants.get': () => stopped })
    const drawn = await draw(<Tenant tenantId={tenantId} go={go} back={() => {}} />)
    await drawn.says(problem.text)
    await drawn.press('Open the partner’s customers')
    await vi.waitFor(() => expect(pageOpened()).toMatch(/console\.html#\/customers$/))
    expect(go).not.toHaveBeenCalled()
  })

  it('is where a customer is let go: disconnecting alone leaves the permissions, and says so', async () => {
    serve({ ...base, 'tenants.get': () => stopped })
    const drawn = await draw(<Disconnect tenantId={tenantId} go={go} back={() => {}} />)
    await drawn.says('Disconnecting here only stops reading it.')
    await drawn.press('Let the customer go instead')
    await vi.waitFor(() => expect(pageOpened()).toMatch(/console\.html#\/customers$/))
    serve(base)
    const byConsent = await draw(<Disconnect tenantId={tenantId} go={go} back={() => {}} />)
    await byConsent.says('The hourly sync.')
    expect(byConsent.button('Let the customer go instead')).toBeUndefined()
  })
})
