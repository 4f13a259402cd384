import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { type } from '../type.ts'
import { hostileName } from '../views.ts'
import {
  byConsent,
  byPartner,
  customerAt,
  daysAhead,
  failedAt,
  jobAt,
  lacking,
  pageOf,
  partnerWith,
  rested,
  withStep,
} from './customer-fixtures.ts'
import { base, box, countOf, hurried, inputsOf, namesOn, pass, readTenant } from './customer-screen.ts'

const mixed = [
  customerAt(1, { tenant: byPartner, jobId: 'job-1' }),
  customerAt(2),
  customerAt(3, { jobId: 'job-3' }),
  customerAt(4, lacking),
  customerAt(5, { tenant: byConsent }),
]
const withMixed = {
  ...base,
  'partner.customers': () => pageOf(mixed),
  'partner.jobs': () => ({ jobs: [jobAt(1, 6), jobAt(3, 2)], next: null }),
  'tenants.list': () => ({ tenants: [readTenant(1, { persons: 212 })] }),
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('the customers of a partner', () => {
  it('are nothing to a technician, who asks the server nothing', async () => {
    const asked = serve({})
    const drawn = await draw(<Customers />, technician)
    await drawn.says('The partner’s customers are for administrators.')
    expect(asked).toEqual([])
  })

  it('lead to the connection while there is none, and say whose they are once there is', async () => {
    serve({ ...base, 'partner.get': () => partnerWith({ state: 'none', account: null }) })
    const none = await draw(<Customers />)
    await none.says('No partner is connected')
    expect(none.host.querySelector('.empty a')?.getAttribute('href')).toBe('#/partner')
    serve(base)
    const drawn = await draw(<Customers />)
    await drawn.says('Signed in as sidelight-service@lamplight.example.')
    expect(drawn.text()).toContain('Partner connected')
  })

  it('say how far they are, with the way on once one has no organisation', async () => {
    serve(withMixed)
    const drawn = await draw(<Customers />)
    await drawn.says('1 done, 1 running, 1 needs a step from you, 1 already connected, 1 ready to take in')
    expect(drawn.host.querySelectorAll('.customers-part')).toHaveLength(5)
    expect(drawn.host.querySelector('.customers-onward')?.getAttribute('href')).toBe('#/suggestions')
    await drawn.says('212 people read. No organisation yet')
  })

  it('offer no way on while nobody is connected', async () => {
    serve(base)
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    expect(drawn.host.querySelector('.customers-onward')).toBeNull()
  })

  it('stand by what they need, and keep their places while it changes', async () => {
    hurried()
    let job = jobAt(3, 2)
    serve({ ...withMixed, 'partner.jobs': () => ({ jobs: [jobAt(1, 6), job], next: null }) })
    const drawn = await draw(<Customers />)
    await drawn.says('3 of 6: Put the application into the tenant')
    const order = ['Customer 4', 'Customer 3', 'Customer 2', 'Customer 1', 'Customer 5']
    expect(namesOn(drawn.host)).toEqual(order)
    job = failedAt(3)
    await pass(2100)
    await drawn.says('A guest account is in the way')
    expect(namesOn(drawn.host)).toEqual(order)
    await drawn.press('All 5')
    expect(namesOn(drawn.host)).toEqual([
      'Customer 3',
      'Customer 4',
      'Customer 2',
      'Customer 1',
      'Customer 5',
    ])
  })

  it('are searched and filtered by the server, once typing has stopped', async () => {
    const asked = serve(base)
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    for (const words of ['a', 'al', 'alp']) await type(drawn.host, 'Find a customer', words)
    await drawn.press('Missing something 0')
    await vi.waitFor(() =>
      expect(inputsOf(asked, 'partner.customers')).toContainEqual({ show: 'missing', search: 'alp' }),
    )
    const searched = inputsOf(asked, 'partner.customers').map((input) => (input as { search: string }).search)
    expect(new Set(searched)).toEqual(new Set(['', 'alp']))
  })

  it('say so when nobody fits, with the way back to all', async () => {
    serve({
      ...base,
      'partner.customers': ({ show }: { show?: string }) => pageOf(show === 'ending' ? [] : [customerAt(1)]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 ready to take in')
    await drawn.press('Ending 0')
    await drawn.says('No customer fits')
    await drawn.press('Show all customers')
    await drawn.says('Everything that taking it in needs is there.')
  })

  it('warn before a relationship ends, and say how many roles work', async () => {
    serve({
      ...base,
      'partner.customers': () =>
        pageOf([
          customerAt(1, { standing: 'expiring', endsAt: daysAhead(9) }),
          customerAt(2, { ...lacking, endsAt: '2031-08-14T12:00:00.000Z' }),
          customerAt(3, { ...lacking, standing: 'expired', text: 'It has ended.' }),
        ]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('in 9 days')
    const warned = [...drawn.host.querySelectorAll('.customer-until.tone-warning')]
    expect(warned.map((element) => element.textContent)).toHaveLength(2)
    await drawn.says('1 of 2 rolesEnds Aug 14, 2031')
    await drawn.says('The admin relationship has ended')
  })

  it('cannot be made to look like something else by their names', async () => {
    const named = { name: hostileName, domain: hostileName }
    const job = withStep(jobAt(1, 1, { by: hostileName }), 1, { title: hostileName, text: hostileName })
    serve({
      ...base,
      'partner.customers': () => pageOf([customerAt(1, { ...named, ...lacking, ...named, jobId: 'job-1' })]),
      'partner.jobs': () => ({ jobs: [job], next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 running')
    expect(drawn.host.querySelector('.customer img, .customer b')).toBeNull()
    const boxes = [...drawn.host.querySelectorAll('.customer input')]
    expect(boxes[0]?.getAttribute('aria-label')?.length).toBeLessThan(200)
    expect(document.title).not.toContain('pwned')
  })

  it('are read again when asked for, said while it runs, and shown when it is over', async () => {
    hurried()
    let reading = rested
    let customers = [customerAt(1)]
    const asked = serve({
      ...base,
      'partner.get': () => partnerWith({ reading }),
      'partner.customers': () => pageOf(customers),
      'partner.refresh': () => {
        reading = { ...rested, running: true }
        return { started: true, reading }
      },
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 ready to take in')
    await drawn.press('Read again')
    await drawn.says('The customers are being read now.')
    expect(drawn.button('Read again')?.getAttribute('aria-description')).toBe('They are being read.')
    reading = { ...rested, finishedAt: new Date().toISOString() }
    customers = [customerAt(1), customerAt(2)]
    await pass(2100)
    await drawn.says('2 ready to take in')
    const before = countOf(asked, 'partner.get')
    await pass(10_000)
    expect(countOf(asked, 'partner.get')).toBe(before)
    expect(box(drawn.host, 'Choose Customer 2')).not.toBeNull()
  })
})
