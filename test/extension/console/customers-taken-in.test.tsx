import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { PartnerJob } from '#shared/contract.ts'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import {
  byConsent,
  byPartner,
  customerAt,
  failedAt,
  idAt,
  jobAt,
  lacking,
  pageOf,
  partnerWith,
  withStep,
} from './customer-fixtures.ts'
import {
  base,
  begun,
  box,
  countOf,
  hurried,
  inputsOf,
  jobsOf,
  type Named,
  pass,
  readTenant,
  tick,
} from './customer-screen.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('taking customers in', () => {
  it('shows every step live, then the tenant and its people, and asks no more once nothing runs', async () => {
    hurried()
    let job: PartnerJob = jobAt(1, 2)
    const tenants = [readTenant(1, { lastSyncAt: null, syncing: true, persons: 640 })]
    const asked = serve({
      ...base,
      'partner.customers': () =>
        pageOf([
          customerAt(1, job.state === 'done' ? { tenant: byPartner, jobId: 'job-1' } : {}),
          customerAt(2),
        ]),
      'partner.onboard': () => begun([job]),
      'partner.jobs': () => ({ jobs: [job], next: null }),
      'tenants.list': () => ({ tenants: job.state === 'done' ? tenants : [] }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    await tick(drawn.host, 'Choose Customer 1')
    await drawn.says('1 chosen')
    await drawn.press('Take in 1 customer')
    await drawn.says('3 of 6: Put the application into the tenant')
    expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [idAt(1)], apps: 'reader' }])
    expect(drawn.text()).not.toContain('1 chosen')
    // The bar with the button is gone: the focus is where the progress is said.
    expect(document.activeElement?.getAttribute('aria-label')).toBe('How far they are')
    await drawn.press('Details: Customer 1')
    await drawn.says('Consent through Partner Center: done.')
    job = withStep(jobAt(1, 4), 4, { text: 'What was granted has not reached all servers yet.' })
    await pass(2100)
    await drawn.says('Waiting for Microsoft')
    await drawn.says('What was granted has not reached all servers yet.')
    job = jobAt(1, 6)
    await pass(2100)
    await drawn.says('1 done')
    await drawn.says('First read640 people so far')
    tenants[0] = readTenant(1, { persons: 900 })
    await pass(5100)
    await drawn.says('900 people read')
    const before = asked.length
    await pass(20_000)
    expect(asked.slice(before)).toEqual([])
  })

  it('shows what was begun elsewhere, and only asks while it runs', async () => {
    hurried()
    let job = jobAt(1, 3)
    const asked = serve({
      ...base,
      'partner.customers': () =>
        pageOf([customerAt(1, { jobId: 'job-1' }), customerAt(2, { jobId: 'job-2' })]),
      'partner.jobs': ({ tenantIds }: Named) => ({
        jobs: tenantIds.map((id) => (id === idAt(1) ? job : failedAt(2))),
        next: null,
      }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('4 of 6: Grant its permissions')
    await pass(2100)
    expect(inputsOf(asked, 'partner.jobs').at(-1)).toEqual({ tenantIds: [idAt(1)] })
    job = failedAt(1)
    await pass(2100)
    await drawn.says('2 need a step from you')
    const before = countOf(asked, 'partner.jobs')
    await pass(10_000)
    expect(countOf(asked, 'partner.jobs')).toBe(before)
  })

  it('fails each alone: the others go on', async () => {
    serve({
      ...base,
      'partner.onboard': () => begun([jobAt(1, 6), failedAt(2)]),
      'partner.jobs': () => ({ jobs: [jobAt(1, 6), failedAt(2)], next: null }),
      'tenants.list': () => ({ tenants: [readTenant(1)] }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    await tick(drawn.host, 'Choose all that are ready')
    await drawn.press('Take in 2 customers')
    await drawn.says('1 needs a step from you')
    expect(drawn.text()).toContain('A guest account is in the way')
    expect(drawn.text()).toContain('4 of 6 failed: Grant its permissions')
    await drawn.press('How to mend: Customer 2')
    await drawn.says('removes the guest account of your service account')
  })

  it('is not offered where it cannot be, and says why', async () => {
    serve({
      ...base,
      'partner.customers': () =>
        pageOf([
          customerAt(1, lacking),
          customerAt(2, { tenant: byPartner }),
          customerAt(3, { tenant: byConsent }),
        ]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('It may be taken in through the partner too, and stays one tenant, read once.')
    const why = (name: string) => box(drawn.host, name)?.getAttribute('aria-description')
    expect(why('Choose Customer 1')).toContain('It lacks something')
    expect(why('Choose Customer 2')).toBe('It is taken in already.')
    expect(why('Choose Customer 3')).toBeNull()
    await tick(drawn.host, 'Choose Customer 1')
    expect(drawn.text()).not.toContain('chosen')
  })

  it('asks for actions as well only when that is chosen, and not of a partner that is refused', async () => {
    let state: 'connected' | 'failing' = 'connected'
    const asked = serve({
      ...base,
      'partner.get': () => partnerWith({ state }),
      'partner.onboard': jobsOf,
      'partner.jobs': (input: Named) => ({ ...jobsOf(input), next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('2 ready to take in')
    await tick(drawn.host, 'Choose Customer 2')
    await drawn.says('Sidelight only reads.')
    const toggle = drawn.host.querySelector<HTMLInputElement>('fluent-switch')
    await act(async () => {
      if (toggle) toggle.checked = true
      toggle?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await drawn.says('the operator, with the right to write.')
    await drawn.press('Take in 1 customer')
    await drawn.says('1 running')
    expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [idAt(2)], apps: 'both' }])
    state = 'failing'
    const refused = await draw(<Customers />)
    await refused.says('Partner refused')
    await refused.says('2 ready to take in')
    await tick(refused.host, 'Choose Customer 1')
    await refused.says('1 chosen')
    expect(refused.button('Take in 1 customer')?.getAttribute('aria-description')).toContain(
      'Connect it again',
    )
  })
})
