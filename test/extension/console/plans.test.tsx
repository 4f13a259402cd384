import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Plans } from '../../../extension/console/plans/plans.tsx'
import { countsWith, entryWith, mappingWith, planWith, tenantWith } from '../fixtures.ts'
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

  it('say, once approved, how much has reached the ticket system and where it stands', async () => {
    serve({
      'plans.waiting': () => ({ plans: [first, second] }),
      'plans.approveTogether': () => ({
        approved: [
          { planId: 'plan-1', changes: 65 },
          { planId: 'plan-2', changes: 65 },
        ],
        refused: [],
      }),
      'tenants.list': () => ({
        tenants: [
          tenantWith({ mappings: [mappingWith({ waiting: 25 }), mappingWith({ id: 'm2', failed: 1 })] }),
          tenantWith({ id: 'other', mappings: [mappingWith({ id: 'm9', waiting: 400 })] }),
        ],
      }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('2 plans wait')
    await tick(box(drawn.host, 'Choose all that may be approved together'))
    await drawn.press('Approve together')
    await drawn.says('104 of 130 changes written. 1 was refused; the history says why.')
    expect(drawn.host.querySelector('a[href="#/history"]')?.textContent).toBe('See it in the history')
  })

  it('go out a hundred a request; where one fails, what was approved before is told and the rest stays chosen', async () => {
    const all = Array.from({ length: 250 }, (_, at) => waitingWith({ planId: `p${at}`, mappingId: `m${at}` }))
    const gone = new Set<string>()
    const asked = serve({
      'plans.waiting': () => ({ plans: all.filter(({ planId }) => !gone.has(planId)) }),
      'plans.approveTogether': ({ planIds }: { planIds: string[] }, times: number) => {
        if (times === 2) return refusal(503, 'internal', 'Something went wrong on our side.')
        for (const planId of planIds) gone.add(planId)
        return { approved: planIds.map((planId) => ({ planId, changes: 1 })), refused: [] }
      },
      'tenants.list': () => ({ tenants: [] }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('250 plans wait')
    await tick(box(drawn.host, 'Choose all that may be approved together'))
    await drawn.press('Approve together')
    await drawn.says('Not all were approved.')
    expect(drawn.text()).toContain('100 plans approved')
    await drawn.says('150 organisations')
    await drawn.press('Approve together')
    await drawn.says('150 plans approved')
    const sent = asked.filter(({ name }) => name === 'plans.approveTogether')
    expect(sent.map(({ input }) => (input as { planIds: string[] }).planIds.length)).toEqual([
      100, 100, 100, 50,
    ])
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

  it('say how many more are being computed', async () => {
    const computing = mappingWith({ id: 'm7', approved: false })
    serve({
      'plans.waiting': () => ({ plans: [first] }),
      'tenants.list': () => ({ tenants: [tenantWith({ mappings: [mappingWith(), computing] })] }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('1 more is being computed and appears here by itself.')
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

describe('what is unusual about first plans', () => {
  const usual = ['m4', 'm5', 'm6'].map((mappingId) =>
    waitingWith({ mappingId, planId: mappingId, counts: countsWith({ create: 12 }) }),
  )
  const unusualWith = (changes: Parameters<typeof waitingWith>[0]) =>
    waitingWith({ planId: 'odd', mappingId: 'odd', organisationName: 'Odd One', ...changes })

  it.each([
    [
      'one that creates far more than the others',
      { counts: countsWith({ create: 90 }) },
      'It creates 90 contacts, the others about 12.',
    ],
    [
      'contacts that may be the same persons',
      { counts: countsWith({ create: 20 }), unmatched: 19 },
      '19 contacts there fit nobody, and 20 are to be created',
    ],
    [
      'persons without a mail address',
      { counts: countsWith({ create: 5 }), withoutMail: 2 },
      '2 persons have no mail address',
    ],
    ['one that changes nothing', { counts: countsWith() }, 'It would change nothing.'],
    ['a rule that takes nobody', { counts: countsWith({ unchanged: 0 }) }, 'Its rule takes nobody'],
  ] as const)('warns of %s', async (_what, changes, words) => {
    serve({ 'plans.waiting': () => ({ plans: [...usual, unusualWith(changes)] }) })
    const drawn = await draw(<Plans />)
    await drawn.says(words)
    expect(drawn.host.querySelectorAll('.plans-outliers')).toHaveLength(1)
  })

  it('is not looked for where too few wait to say what is usual, nor in later plans', async () => {
    const later = unusualWith({ waitsFor: 'each', counts: countsWith(), withoutMail: 0 })
    serve({
      'plans.waiting': () => ({ plans: [waitingWith({ counts: countsWith({ create: 300 }) }), later] }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('300 create')
    expect(drawn.host.querySelectorAll('.plans-outliers')).toHaveLength(0)
  })

  it('is told before approving, and left out with one click', async () => {
    const asked = serve({
      'plans.waiting': () => ({ plans: [...usual, unusualWith({ counts: countsWith({ create: 90 }) })] }),
      'plans.approveTogether': () => ({ approved: [], refused: [] }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('4 plans wait')
    await tick(box(drawn.host, 'Choose all that may be approved together'))
    await drawn.says('126 to create, 0 to link. Nobody becomes inactive. 1 of them needs a look first.')
    await drawn.press('Without those 1')
    await drawn.says('36 to create')
    expect(drawn.text()).not.toContain('needs a look first')
    await drawn.press('Approve together')
    await vi.waitFor(() =>
      expect(asked.find(({ name }) => name === 'plans.approveTogether')?.input).toEqual({
        planIds: ['m4', 'm5', 'm6'],
      }),
    )
  })
})

describe('the first lines of a plan', () => {
  const create = entryWith({
    id: 'e2',
    kind: 'create',
    displayName: hostileName,
    contactId: null,
    fields: [
      { field: 'name', label: 'Name', old: null, new: hostileName },
      { field: 'email', label: 'E-mail', old: null, new: 'evil@contoso.example' },
    ],
  })

  it('are read only when they are asked for, and stand below the plan', async () => {
    const more = Array.from({ length: 9 }, (_, index) => entryWith({ id: `more${index}` }))
    const asked = serve({
      'plans.waiting': () => ({ plans: [first] }),
      'plans.get': () => planWith({ entries: [create, ...more] }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('1 plan waits')
    expect(asked.some(({ name }) => name === 'plans.get')).toBe(false)
    await drawn.press('First lines of the plan of Contoso Dental Eastside')
    await drawn.says('evil@contoso.example')
    expect(drawn.host.querySelectorAll('.first-line')).toHaveLength(5)
    expect(drawn.host.querySelectorAll('img, script')).toHaveLength(0)
    expect(drawn.text()).toContain('See the whole plan, 65 changes')
    const button = drawn.button('First lines of the plan of Contoso Dental Eastside')
    expect(button?.getAttribute('aria-expanded')).toBe('true')
    await drawn.press('First lines of the plan of Contoso Dental Eastside')
    expect(drawn.host.querySelector('.first-lines')).toBeNull()
  })

  it('are said to be of another plan where it was computed anew', async () => {
    serve({
      'plans.waiting': () => ({ plans: [first] }),
      'plans.get': () => planWith({ id: 'plan-1.9' }),
    })
    const drawn = await draw(<Plans />)
    await drawn.says('1 plan waits')
    await drawn.press('First lines of the plan of Contoso Dental Eastside')
    await drawn.says('This plan was computed anew')
  })
})
