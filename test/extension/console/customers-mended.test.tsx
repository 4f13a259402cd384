import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import {
  byPartner,
  customerAt,
  failedAt,
  idAt,
  jobAt,
  lacking,
  pageOf,
  partnerWith,
  relationshipLink,
  rested,
} from './customer-fixtures.ts'
import { base, hurried, inputsOf, pass, readTenant } from './customer-screen.ts'

const roleMissing = {
  code: 'partner.roleMissing',
  text: 'The partner’s account lacks a role in this customer’s tenant.',
  next: null,
  since: new Date().toISOString(),
}
const taken = {
  ...base,
  'partner.customers': () => pageOf([customerAt(1, { tenant: byPartner, jobId: 'job-1' })]),
  'partner.jobs': () => ({ jobs: [jobAt(1, 6)], next: null }),
  'tenants.list': () => ({ tenants: [readTenant(1)] }),
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('a customer', () => {
  it('says role by role what is missing, with the link that mends it', async () => {
    serve({ ...base, 'partner.customers': () => pageOf([customerAt(1, lacking)]) })
    const drawn = await draw(<Customers />)
    await drawn.says('1 role missingPrivileged Role Administrator')
    await drawn.press('How to mend: Customer 1')
    await drawn.says('No active admin relationship has Privileged Role Administrator')
    const links = [...drawn.host.querySelectorAll<HTMLAnchorElement>('.customer a[target="_blank"]')]
    expect(links.map(({ href, rel }) => [href, rel])).toEqual([
      [relationshipLink, 'noopener noreferrer'],
      [relationshipLink, 'noopener noreferrer'],
    ])
    await drawn.says('Lamplight 1Active · Renews by itself')
  })

  it('that lacked something is read anew before it is tried again, for what it was to be taken in for', async () => {
    hurried()
    let reading = rested
    const asked = serve({
      ...base,
      'partner.get': () => partnerWith({ reading }),
      'partner.customers': () => pageOf([customerAt(1, { ...lacking, jobId: 'job-1' })]),
      'partner.jobs': () => ({ jobs: [{ ...failedAt(1, roleMissing), apps: 'both' as const }], next: null }),
      'partner.refresh': () => {
        reading = { ...rested, running: true }
        return { started: true, reading }
      },
      'partner.onboard': () => ({ jobs: [jobAt(1, 0, { id: 'job-2' })] }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 role missing')
    await drawn.press('Try again: Customer 1')
    await drawn.says('The customers are being read now.')
    expect(inputsOf(asked, 'partner.onboard')).toEqual([])
    reading = { ...rested, finishedAt: new Date().toISOString() }
    await pass(2100)
    await vi.waitFor(() =>
      expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [idAt(1)], apps: 'both' }]),
    )
  })

  it('that failed for want of a role counts as ready once a reading has found it', async () => {
    serve({
      ...base,
      'partner.customers': () => pageOf([customerAt(1, { jobId: 'job-1' })]),
      'partner.jobs': () => ({
        jobs: [jobAt(1, 0, { state: 'failed', problem: roleMissing })],
        next: null,
      }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('Mended: try again')
    await drawn.says('1 ready to take in')
  })

  it('that lost a role since it was read is not said to be mended', async () => {
    serve({
      ...base,
      'partner.customers': () => pageOf([customerAt(1, { jobId: 'job-1' })]),
      'partner.jobs': () => ({ jobs: [failedAt(1, roleMissing)], next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('A role is missing')
    expect(drawn.text()).not.toContain('Mended')
  })

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
    await drawn.says("What goes: the partner's consent in Partner Center.")
    expect(drawn.text()).toContain('the tenant, by its own consent, synced every hour as before')
  })

  it('is let go only after what goes and what stays was said', async () => {
    const asked = serve({
      ...taken,
      'partner.offboard': (_input, times) =>
        times === 1
          ? refusal(503, 'partner.unavailable', 'Partner Center did not answer.')
          : { jobs: [jobAt(1, 1, { id: 'job-2', kind: 'offboard' })] },
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
      'partner.onboard': () => ({ jobs: [jobAt(1, 1, { id: 'job-2', apps: 'both' })] }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 done')
    await drawn.press('Details: Customer 1')
    await drawn.press('Add actions: Customer 1')
    await vi.waitFor(() =>
      expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [idAt(1)], apps: 'both' }]),
    )
  })

  it('whose tenant has stopped needs a person, with what mends it', async () => {
    const problem = {
      code: 'partner.relationshipEnded',
      text: 'There is no active admin relationship with this customer any more. Nothing was removed.',
      next: 'Ask the customer for a new one in Partner Center.',
      since: new Date().toISOString(),
    }
    serve({
      ...taken,
      'partner.customers': () =>
        pageOf([
          customerAt(1, {
            ...{ standing: 'expired', ready: false, jobId: 'job-1' },
            tenant: { ...byPartner, state: 'stopped', problem },
          }),
        ]),
      'tenants.list': () => ({ tenants: [readTenant(1, { state: 'stopped', problem })] }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('The sync has stopped')
    await drawn.press('How to mend: Customer 1')
    await drawn.says('Ask the customer for a new one in Partner Center')
    await drawn.press('Let go: Customer 1')
    await drawn.says('Without an admin relationship the application stays in its tenant too')
  })
})

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
    serve({
      ...base,
      'partner.customers': (_input, times) =>
        times === 1 ? refusal(500, 'internal', 'Something failed.') : pageOf([customerAt(1)]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('The customers could not be read.')
    await drawn.press('Try again')
    await drawn.says('1 ready to take in')
  })
})
