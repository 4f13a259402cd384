import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { TenantSummary, WaitingPlan } from '#shared/contract.ts'
import { NewCustomers } from '../../../extension/console/new-customers.tsx'
import type { StepPage } from '../../../extension/console/new-customers-steps.ts'
import { mappingWith, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { waitingWith } from './fixtures.ts'
import { attemptWith, connectedWith, noCustomers, partnerWith } from './partner-fixtures.ts'

const unmapped = (id: string) => tenantWith({ id, mappings: [] })
const withFirst = (id: string, changes = {}) =>
  tenantWith({ id, mappings: [mappingWith({ id: `of ${id}`, approved: false, ...changes })] })

interface World {
  partner?: ReturnType<typeof partnerWith>
  counts?: Partial<(typeof noCustomers)['counts']>
  tenants?: TenantSummary[]
  plans?: WaitingPlan[]
}
function world({ partner = connectedWith(), counts = {}, tenants = [tenantWith()], plans = [] }: World = {}) {
  return serve({
    'partner.get': () => partner,
    'partner.customers': () => ({
      ...noCustomers,
      counts: { all: 12, ready: 0, missing: 4, connected: 8, ending: 0, ...counts },
    }),
    'tenants.list': () => ({ tenants }),
    'plans.waiting': () => ({ plans }),
  })
}
const drawAt = (here: StepPage, account?: typeof technician) => draw(<NewCustomers here={here} />, account)
type Drawn = Awaited<ReturnType<typeof draw>>
const linesOf = ({ host }: Drawn) =>
  [...host.querySelectorAll('nav[aria-label] > ol > li > a')].map((link) => ({
    to: link.getAttribute('href'),
    says: [...link.querySelectorAll('.way-title, .way-standing, .only-spoken')].map(
      (part) => part.textContent,
    ),
  }))
/** Long enough for every answer to have come. */
const settle = () => act(async () => new Promise((done) => setTimeout(done, 100)))

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the way from the partner to the first plans', () => {
  it('does not call plans approved that will come when the other tenants are mapped', async () => {
    world({ tenants: [tenantWith(), unmapped('a')] })
    const drawn = await drawAt('plans')
    await drawn.says('1 to map')
    expect(linesOf(drawn).at(-1)?.says).toContain('Once the others are mapped')
    expect(drawn.text()).not.toContain('All approved')
  })

  it('says how far each step is, in order, each a link, and which one this page is', async () => {
    world({
      counts: { all: 12, connected: 8, ready: 1 },
      tenants: [tenantWith(), unmapped('a'), unmapped('b'), withFirst('c'), withFirst('d')],
      plans: [waitingWith({ mappingId: 'of c' })],
    })
    const drawn = await drawAt('suggestions')
    await drawn.says('2 to map')
    expect(linesOf(drawn)).toEqual([
      { to: '#/partner', says: ['Partner', 'Connected', '(done)'] },
      { to: '#/customers', says: ['Customers', '8 of 12 connected, 1 ready', '(to do)'] },
      { to: '#/suggestions', says: ['Organisations', '2 to map', '(to do)'] },
      { to: '#/plans', says: ['First plans', '1 waits, 1 being computed', '(to do)'] },
    ])
    const here = [...drawn.host.querySelectorAll('[aria-current]')]
    expect(here.map((link) => [link.getAttribute('href'), link.getAttribute('aria-current')])).toEqual([
      ['#/suggestions', 'step'],
    ])
  })

  it('is there while the sign-in is awaited, and reads no customers yet', async () => {
    const asked = world({ partner: partnerWith({ attempt: attemptWith() }), tenants: [] })
    const drawn = await drawAt('partner')
    await drawn.says('Sign-in is awaited')
    expect(asked.some(({ name }) => name === 'partner.customers')).toBe(false)
  })

  it('is not there without a partner, and then asks for nothing but that', async () => {
    const asked = world({ partner: partnerWith(), tenants: [unmapped('a')] })
    const drawn = await drawAt('plans')
    await settle()
    expect(drawn.text()).toBe('')
    expect(asked.map(({ name }) => name)).toEqual(['partner.get'])
  })

  it('costs technicians no request', async () => {
    const asked = world({ tenants: [unmapped('a')] })
    const drawn = await drawAt('plans', technician)
    await settle()
    expect(drawn.text()).toBe('')
    expect(asked).toEqual([])
  })

  it('goes once all is done, and comes back with the next tenant that has no organisation', async () => {
    world()
    const drawn = await drawAt('plans')
    await settle()
    expect(drawn.text()).toBe('')
    world({ tenants: [tenantWith(), unmapped('a')] })
    await (await drawAt('plans')).says('1 to map')
  })

  it('speaks of customers that could be taken in only where that is done', async () => {
    world({ counts: { ready: 3 } })
    const away = await drawAt('plans')
    await settle()
    expect(away.text()).toBe('')
    await (await drawAt('customers')).says('8 of 12 connected, 3 ready')
  })

  it('does not count who is hidden, pending or gone, and says what cannot be computed', async () => {
    const gone = {
      code: 'tenant.disconnected' as const,
      text: '',
      next: null,
      since: '2026-11-23T09:29:00.000Z',
    }
    world({
      tenants: [
        tenantWith({ id: 'h', mappings: [], hidden: true }),
        tenantWith({ id: 'p', mappings: [], state: 'pending' }),
        tenantWith({ id: 'g', mappings: [mappingWith({ approved: false })], problem: gone }),
        { ...withFirst('s'), state: 'stopped' },
        withFirst('off', { sync: 'off' }),
      ],
    })
    const drawn = await drawAt('plans')
    await drawn.says('1 cannot be computed')
    expect(drawn.text()).toContain('All mapped')
  })

  it('stays away when it cannot be known', async () => {
    serve({ 'partner.get': () => refusal(403, 'access.role', 'Your role does not allow this.') })
    const drawn = await drawAt('customers')
    await settle()
    expect(drawn.text()).toBe('')
  })
})
