import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { customerAt, jobAt, pageOf, partnerWith } from './customer-fixtures.ts'

const base = {
  'partner.get': () => partnerWith(),
  'partner.customers': () => pageOf([customerAt(1), customerAt(2)]),
  'tenants.list': () => ({ tenants: [] }),
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})

describe('the customers of a partner', () => {
  it('are nothing to a technician, who asks the server nothing', async () => {
    const asked = serve({})
    const drawn = await draw(<Customers />, technician)
    await drawn.says("The partner's customers are for administrators.")
    expect(asked).toEqual([])
  })

  it('are taken in when chosen, and every step is seen', async () => {
    const asked = serve({
      ...base,
      'partner.onboard': () => ({ jobs: [jobAt(1, 2)] }),
      'partner.jobs': () => ({ jobs: [jobAt(1, 3)], next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    drawn.host.querySelector<HTMLInputElement>('[aria-label="Choose Customer 1"]')?.click()
    await drawn.says('1 chosen')
    await drawn.press('Take in 1 customer')
    await drawn.says('4 of 6: Grant its permissions')
    expect(asked.find(({ name }) => name === 'partner.onboard')?.input).toEqual({
      tenantIds: [customerAt(1).tenantId],
      apps: 'reader',
    })
  })
})
