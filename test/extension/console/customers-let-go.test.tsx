import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { byPartner, customerAt, idAt, jobAt, pageOf } from './customer-fixtures.ts'
import { begun, inputsOf, taken } from './customer-screen.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})

describe('a customer that was taken in', () => {
  it('that is reached both ways is one tenant, read once', async () => {
    serve({
      ...taken,
      'partner.customers': () =>
        pageOf([customerAt(1, { tenant: { ...byPartner, reachedBy: 'both' }, jobId: 'job-1' })]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('Connected both waysOne tenant, read once. 86 people read')
    const tenant = drawn.host.querySelector('[aria-label="Open tenant: Customer 1"]')
    expect(tenant?.getAttribute('href')).toBe(`#/tenant/${idAt(1)}`)
    await drawn.press('Details: Customer 1')
    await drawn.press('Let go: Customer 1')
    await drawn.says('What goes: the partner’s consent in Partner Center.')
    expect(drawn.text()).toContain('the tenant, by its own consent, synced every hour as before')
  })

  it('is let go only after what goes and what stays was said', async () => {
    const asked = serve({
      ...taken,
      'partner.offboard': (_input, times) =>
        times === 1
          ? refusal(503, 'partner.unavailable', 'Partner Center did not answer.')
          : begun([jobAt(1, 1, { id: 'job-2', kind: 'offboard' })]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 done')
    await drawn.press('Details: Customer 1')
    await drawn.press('Let go: Customer 1')
    await drawn.says('What goes: the hourly sync')
    expect(drawn.text()).toContain('What stays: all that is known of its people')
    expect(inputsOf(asked, 'partner.offboard')).toEqual([])
    await drawn.press('Let it go')
    await drawn.says('It was not let go.')
    await drawn.press('Let it go')
    await drawn.says('Being let go')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Details: Customer 1')
    expect(inputsOf(asked, 'partner.offboard')).toEqual([{ tenantIds: [idAt(1)] }, { tenantIds: [idAt(1)] }])
  })

  it('gets the actions afterwards, where it was taken in for reading alone', async () => {
    const asked = serve({
      ...taken,
      'partner.onboard': () => begun([jobAt(1, 1, { id: 'job-2', apps: 'both' })]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 done')
    await drawn.press('Details: Customer 1')
    await drawn.press('Add actions: Customer 1')
    await vi.waitFor(() =>
      expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [idAt(1)], apps: 'both' }]),
    )
  })
})
