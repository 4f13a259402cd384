import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { PartnerJob } from '#shared/contract.ts'
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
import { base, begun, box, hurried, inputsOf, pass, readTenant, taken, tick } from './customer-screen.ts'

const roleMissing = {
  code: 'partner.roleMissing',
  text: 'The partner’s account lacks a role in this customer’s tenant.',
  next: null,
  since: new Date().toISOString(),
}
/** One customer that was to be taken in for `apps` and lacked a role; all are read anew until `endReading`. */
function serveLacking(
  apps: PartnerJob['apps'],
  onboard: (input: unknown, times: number) => ReturnType<typeof begun> | Response,
) {
  let reading = rested
  const asked = serve({
    ...base,
    'partner.get': () => partnerWith({ reading }),
    'partner.customers': () => pageOf([customerAt(1, { ...lacking, jobId: 'job-1' })]),
    'partner.jobs': () => ({ jobs: [{ ...failedAt(1, roleMissing), apps }], next: null }),
    'partner.refresh': () => {
      reading = { ...rested, running: true }
      return { started: true, reading }
    },
    'partner.onboard': onboard,
  })
  const endReading = () => {
    reading = { ...rested, finishedAt: new Date().toISOString() }
  }
  return { asked, endReading }
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('customers that one cause has stopped', () => {
  it('are chosen together to be tried again, without those that lack something', async () => {
    const failed = [1, 2, 3].map((at) => customerAt(at, { jobId: `job-${at}` }))
    const asked = serve({
      ...base,
      'partner.customers': () =>
        pageOf([...failed, customerAt(4, lacking)], {
          counts: { all: 4, ready: 0, missing: 4, connected: 0, ending: 0 },
        }),
      'partner.jobs': () => ({ jobs: [1, 2, 3].map((at) => failedAt(at)), next: null }),
      'partner.onboard': ({ tenantIds }: { tenantIds: string[] }) =>
        begun(tenantIds.map((_, at) => jobAt(at + 1, 0, { id: `again-${at}` }))),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('4 need a step from you')
    expect(box(drawn.host, 'Choose all that are ready')).toBeNull()
    await drawn.press('Missing something 4')
    await vi.waitFor(() => expect(box(drawn.host, 'Choose all that can be tried again')).not.toBeNull())
    await tick(drawn.host, 'Choose all that can be tried again')
    await drawn.says('3 chosen')
    expect(drawn.text()).not.toContain('left out')
    await drawn.press('Take in 3 customers')
    await drawn.says('3 running')
    expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [1, 2, 3].map(idAt), apps: 'reader' }])
  })
})

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
    const { asked, endReading } = serveLacking('both', () => begun([jobAt(1, 0, { id: 'job-2' })]))
    const drawn = await draw(<Customers />)
    await drawn.says('1 role missing')
    await drawn.press('Try again: Customer 1')
    await drawn.says('The customers are being read now.')
    expect(inputsOf(asked, 'partner.onboard')).toEqual([])
    endReading()
    await pass(2100)
    await vi.waitFor(() =>
      expect(inputsOf(asked, 'partner.onboard')).toEqual([{ tenantIds: [idAt(1)], apps: 'both' }]),
    )
  })

  it('whose next try could not be begun is tried again from there, alone', async () => {
    const asked = serve({
      ...base,
      'partner.customers': () => pageOf([customerAt(1, { jobId: 'job-1' }), customerAt(2)]),
      'partner.jobs': () => ({ jobs: [failedAt(1)], next: null }),
      'partner.onboard': (_input, times) =>
        times === 1
          ? refusal(503, 'partner.unavailable', 'Partner Center did not answer.')
          : begun([jobAt(1, 0, { id: 'job-2' })]),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('A guest account is in the way')
    await drawn.press('Try again: Customer 1')
    await drawn.says('Not all were taken in.')
    await drawn.press('Try again')
    await drawn.says('Being taken in')
    const one = { tenantIds: [idAt(1)], apps: 'reader' }
    expect(inputsOf(asked, 'partner.onboard')).toEqual([one, one])
  })

  it('that could not be taken in after that reading is tried again from there', async () => {
    hurried()
    const { asked, endReading } = serveLacking('reader', (_input, times) =>
      times === 1
        ? refusal(503, 'partner.unavailable', 'Partner Center did not answer.')
        : begun([jobAt(1, 0, { id: 'job-2' })]),
    )
    const drawn = await draw(<Customers />)
    await drawn.says('1 role missing')
    await drawn.press('Try again: Customer 1')
    await drawn.says('The customers are being read now.')
    endReading()
    await pass(2100)
    await drawn.says('Not all were taken in.')
    await drawn.press('Try again')
    const one = { tenantIds: [idAt(1)], apps: 'reader' }
    await vi.waitFor(() => expect(inputsOf(asked, 'partner.onboard')).toEqual([one, one]))
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
