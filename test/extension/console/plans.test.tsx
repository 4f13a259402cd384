import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Plans } from '../../../extension/console/plans/plans.tsx'
import { countsWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { hostileName } from '../views.ts'
import { waitingWith } from './fixtures.ts'

const first = waitingWith()
const second = waitingWith({ planId: 'plan-2', mappingId: 'm2', organisationName: 'Fabrikam Freight' })
const stopped = waitingWith({
  planId: 'plan-3',
  mappingId: 'm3',
  organisationName: 'Northwind Traders',
  waitsFor: 'stopped',
  counts: countsWith({ deactivate: 14 }),
  alone: 'It makes 14 contacts inactive.',
})
const boxes = (host: HTMLElement) => [...host.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
const box = (host: HTMLElement, name: string) =>
  boxes(host).find((input) => input.getAttribute('aria-label') === name)
const tick = (input: HTMLInputElement | undefined) => act(async () => input?.click())

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the plans that wait', () => {
  it('stand there with their counts and the reason, those that were stopped first', async () => {
    serve({ 'plans.waiting': () => ({ plans: [first, stopped] }) })
    const drawn = await draw(<Plans />)
    await drawn.says('2 plans wait for approval.')
    expect(drawn.text()).toMatch(
      /Northwind Traders.*14 deactivate.*Stopped.*Contoso Dental Eastside.*44 create/,
    )
    const links = [...drawn.host.querySelectorAll<HTMLAnchorElement>('.button-link')]
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      `#/plan/${first.tenantId}/m3`,
      `#/plan/${first.tenantId}/m1`,
    ])
  })

  it('are never offered to be approved together where the server says that they go alone', async () => {
    serve({ 'plans.waiting': () => ({ plans: [stopped, first] }) })
    const drawn = await draw(<Plans />)
    await drawn.says('Only by itself: It makes 14 contacts inactive.')
    expect(box(drawn.host, 'Choose Northwind Traders')).toBeUndefined()
    expect(box(drawn.host, 'Choose Contoso Dental Eastside')).toBeDefined()
  })

  it('are approved together: exactly those that are chosen, and what was refused is said', async () => {
    const asked = serve({
      'plans.waiting': () => ({ plans: [first, second, stopped] }),
      'plans.approveTogether': () => ({
        approved: [{ planId: 'plan-1', changes: 65 }],
        refused: [{ planId: 'plan-2', why: 'It has changed meanwhile.' }],
      }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('3 plans wait')
    await tick(box(drawn.host, 'Choose all that may be approved together'))
    await drawn.says('2 organisations, 130 changes: 88 to create, 42 to link.')
    await drawn.press('Approve together')
    await drawn.says('1 plan approved, 1 not')
    expect(drawn.text()).toContain('Fabrikam Freight: It has changed meanwhile.')
    expect(asked.find(({ name }) => name === 'plans.approveTogether')?.input).toEqual({
      planIds: ['plan-1', 'plan-2'],
    })
  })

  it('are not chosen any more once they were computed anew: that is another plan', async () => {
    const asked = serve({
      'plans.waiting': (_, times) => ({
        plans: times === 1 ? [first, second] : [{ ...first, planId: 'plan-9' }, second],
      }),
      'plans.approveTogether': () => refusal(503, 'internal', 'Something went wrong on our side.'),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('2 plans wait')
    await tick(box(drawn.host, 'Choose Contoso Dental Eastside'))
    await tick(box(drawn.host, 'Choose Fabrikam Freight'))
    await drawn.press('Approve together')
    await drawn.says('Nothing was approved.')
    await vi.waitFor(() => expect(box(drawn.host, 'Choose Contoso Dental Eastside')?.checked).toBe(false))
    expect(box(drawn.host, 'Choose Fabrikam Freight')?.checked).toBe(true)
    expect(asked.filter(({ name }) => name === 'plans.approveTogether')).toHaveLength(1)
  })

  it('are read by a viewer, who is told why there is nothing to choose', async () => {
    serve({ 'plans.waiting': () => ({ plans: [first] }) })
    const drawn = await draw(<Plans />, viewer)
    await drawn.says('Only an administrator can do this.')
    expect(boxes(drawn.host)).toEqual([])
    expect(drawn.text()).toContain('44 create')
  })

  it('say what to do when there are none, and what mends it when they cannot be read', async () => {
    serve({ 'plans.waiting': () => ({ plans: [] }) })
    const empty = await draw(<Plans />)
    await empty.says('Nothing waits for you')
    serve({ 'plans.waiting': () => refusal(403, 'access.role', 'Your role does not allow this.', 'Ask.') })
    const failed = await draw(<Plans />)
    await failed.says('The plans could not be read.')
    expect(failed.button('Try again')).toBeDefined()
  })

  it('show hostile names as text', async () => {
    serve({
      'plans.waiting': () => ({
        plans: [waitingWith({ organisationName: hostileName, tenantName: hostileName, alone: hostileName })],
      }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('evil')
    expect(drawn.host.querySelectorAll('img, b, script')).toHaveLength(0)
    const holders = [...drawn.host.querySelectorAll('bdi')].filter((bdi) => bdi.textContent?.includes('evil'))
    expect(holders).toHaveLength(3)
  })
})
