import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { customerAt, jobAt, pageOf, partnerWith } from './customer-fixtures.ts'
import { base, hurried, pass, tick } from './customer-screen.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('a server that is away', () => {
  it('leaves what was known on the screen, said as such, and goes on when it is back', async () => {
    hurried()
    let isAway = false
    serve({
      ...base,
      'partner.customers': () => pageOf([customerAt(1, { jobId: 'job-1' })]),
      'partner.jobs': () => {
        if (isAway) throw new TypeError('Failed to fetch')
        return { jobs: [jobAt(1, 3)], next: null }
      },
    })
    const drawn = await draw(<Customers />)
    await drawn.says('4 of 6: Grant its permissions')
    isAway = true
    await pass(2100)
    await drawn.says('You see what was known before.')
    expect(drawn.text()).toContain('4 of 6: Grant its permissions')
    isAway = false
    await pass(2100)
    await vi.waitFor(() => expect(drawn.text()).not.toContain('You see what was known before.'))
  })

  it('at first says that nothing could be read, and tries again when asked', async () => {
    let fails = true
    serve({
      ...base,
      'partner.customers': () =>
        fails ? refusal(500, 'internal', 'Something failed.') : pageOf([customerAt(1)]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('The customers could not be read.')
    fails = false
    await drawn.press('Try again')
    await drawn.says('1 ready to take in')
  })
})

describe('a partner that was disconnected elsewhere meanwhile', () => {
  it('is said as soon as something is refused for it', async () => {
    let isConnected = true
    serve({
      ...base,
      'partner.get': () => partnerWith(isConnected ? {} : { state: 'none', account: null }),
      'partner.onboard': () => refusal(409, 'partner.notConnected', 'No partner is connected.'),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    await tick(drawn.host, 'Choose Customer 1')
    isConnected = false
    await drawn.press('Take in 1 customer')
    await drawn.says('No partner is connected')
    await drawn.says('Connect the partner')
    expect(drawn.text()).not.toContain('Partner connected')
  })
})
