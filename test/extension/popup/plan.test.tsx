import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { PlanScreen } from '../../../extension/popup/plan/plan.tsx'
import {
  connections,
  countsWith,
  entryWith,
  mappingWith,
  planWith,
  tenantId,
  tenantWith,
} from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'

const others = { 'tenants.get': () => tenantWith(), 'psas.list': () => connections }
const screen = () => <PlanScreen tenantId={tenantId} mappingId="m1" go={() => {}} back={() => {}} />

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the plan', () => {
  it('shows for each person what is old, what is new and why', async () => {
    serve({ ...others, 'plans.get': () => planWith() })
    const drawn = await draw(screen())
    await drawn.says('Linked by object id.')
    expect(drawn.host.querySelector('del')?.textContent).toBe('Old:Sela Brightmore')
    expect(drawn.host.querySelector('ins')?.textContent).toBe('New:Sela Brightmoor')
    expect(drawn.text()).toContain('Nothing reaches Syncro before you approve.')
  })

  it('approves exactly the plan that is shown, without what is left to review', async () => {
    const asked = serve({
      ...others,
      'plans.get': () => planWith(),
      'plans.approve': () => ({ approved: 2 }),
    })
    const drawn = await draw(screen())
    await drawn.says('Linked by object id.')
    await drawn.press('Approve 2 changes')
    const approval = () => asked.find(({ name }) => name === 'plans.approve')?.input
    await vi.waitFor(() => expect(approval()).toEqual({ planId: 'plan-1' }))
  })

  it('says that nothing was approved when the plan has changed meanwhile, and shows the new one', async () => {
    const asked = serve({
      ...others,
      'plans.get': (_, times) =>
        planWith({ entries: [entryWith({ reason: times === 1 ? 'First reason.' : 'Newer reason.' })] }),
      'plans.approve': () =>
        refusal(409, 'plan.changed', 'The plan has changed since you saw it.', 'Look at the new plan.'),
    })
    const drawn = await draw(screen())
    await drawn.says('First reason.')
    await drawn.press('Approve 2 changes')
    await drawn.says('Nothing was approved.')
    await drawn.says('Newer reason.')
    expect(drawn.text()).toContain('The plan has changed since you saw it.')
    expect(asked.filter(({ name }) => name === 'plans.approve')).toHaveLength(1)
  })

  it('lets a viewer read and says why approving is off', async () => {
    const asked = serve({ ...others, 'plans.get': () => planWith() })
    const drawn = await draw(screen(), viewer)
    await drawn.says('Linked by object id.')
    const button = drawn.button('Approve 2 changes')
    expect(button?.getAttribute('aria-disabled')).toBe('true')
    expect(drawn.text()).toContain('Only an administrator can do this.')
    await drawn.press('Approve 2 changes')
    expect(asked.some(({ name }) => name === 'plans.approve')).toBe(false)
  })

  it('counts what is written and says which change was refused and why', async () => {
    serve({
      'psas.list': () => connections,
      'tenants.get': () => tenantWith({ mappings: [mappingWith({ waiting: 1, failed: 1 })] }),
      'plans.get': () =>
        planWith({
          state: 'running',
          entries: [entryWith({ state: 'failed', problem: 'The e-mail is used by another contact.' })],
        }),
    })
    const drawn = await draw(screen())
    await drawn.says('1 of 2 written to Syncro')
    expect(drawn.text()).toContain('Syncro refused 1 change')
    expect(drawn.text()).toContain('The e-mail is used by another contact.')
    expect(drawn.button('Approve 2 changes')).toBeUndefined()
  })

  it('is not approved here where contacts become inactive: the full page asks for that', async () => {
    const open = vi.spyOn(fakeBrowser.tabs, 'create')
    const asked = serve({
      ...others,
      'plans.get': () => planWith({ counts: countsWith({ update: 1, deactivate: 2 }) }),
    })
    const drawn = await draw(screen())
    await drawn.says('It makes 2 contacts inactive')
    expect(drawn.button('Approve 3 changes')).toBeUndefined()
    await drawn.press('Open the full plan')
    await vi.waitFor(() => expect(open).toHaveBeenCalled())
    expect(open.mock.lastCall?.[0].url).toMatch(`/console.html#/plan/${tenantId}/m1`)
    expect(asked.some(({ name }) => name === 'plans.approve')).toBe(false)
  })

  it('counts every kind of change', async () => {
    serve({
      ...others,
      'plans.get': () => planWith({ counts: countsWith({ create: 2, move: 1, reactivate: 4 }) }),
    })
    const drawn = await draw(screen())
    await drawn.says('Linked by object id.')
    expect(drawn.text()).toMatch(/2\s?create.*1\s?move.*4\s?reactivate/)
    expect(drawn.button('Approve 7 changes')).toBeDefined()
  })
})
