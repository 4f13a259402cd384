import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Plan } from '#shared/contract.ts'
import { PlanPage } from '../../../extension/console/plan/plan-page.tsx'
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
import { hostileName } from '../views.ts'
import { others } from './fixtures.ts'

const page = (tab: 'plan' | 'untouched' = 'plan') => <PlanPage tenantId={tenantId} mappingId="m1" tab={tab} />
const deactivating = (changes: Partial<Plan> = {}) =>
  planWith({ counts: countsWith({ create: 1, deactivate: 14 }), ...changes })
const type = (host: HTMLElement, text: string) =>
  act(async () => {
    const input = host.querySelector<HTMLInputElement>('.confirm fluent-text-input')
    if (!input) throw new Error('There is nothing to type into.')
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the plan of an organisation', () => {
  it('shows for each person what is old, what is new and why, and counts every kind', async () => {
    const counts = countsWith({ create: 30, move: 1, deactivate: 2, reactivate: 4, review: 3 })
    serve({ ...others, 'plans.get': () => planWith({ counts }) })
    const drawn = await draw(page())
    await drawn.says('Linked by object id.')
    expect(drawn.host.querySelector('del')?.textContent).toBe('Old:Sela Brightmore')
    expect(drawn.host.querySelector('ins')?.textContent).toBe('New:Sela Brightmoor')
    expect(drawn.host.querySelector('.counts')?.textContent).toBe(
      ' 37in all 30create 1move 2deactivate 4reactivate 3to review',
    )
  })

  it('asks the server for the kind that is chosen, not only among what was read', async () => {
    const asked = serve({ ...others, 'plans.get': () => planWith({ next: 'more' }) })
    const drawn = await draw(page())
    await drawn.says('Linked by object id.')
    await drawn.press('1create')
    await vi.waitFor(() =>
      expect(asked.filter(({ name }) => name === 'plans.get').map(({ input }) => input)).toContainEqual({
        mappingId: 'm1',
        kind: 'create',
      }),
    )
  })

  it('approves exactly the plan that is shown', async () => {
    const asked = serve({
      ...others,
      'plans.get': () => planWith(),
      'plans.approve': () => ({ approved: 2 }),
    })
    const drawn = await draw(page())
    await drawn.says('Linked by object id.')
    await drawn.press('Approve 2 changes')
    const approvals = () => asked.filter(({ name }) => name === 'plans.approve').map(({ input }) => input)
    await vi.waitFor(() => expect(approvals()).toEqual([{ planId: 'plan-1' }]))
  })

  it('says that nothing was approved when the plan has changed, shows the new one and waits for a look', async () => {
    const asked = serve({
      ...others,
      'plans.get': (_, times) =>
        planWith(
          times === 1
            ? { entries: [entryWith({ reason: 'First reason.' })] }
            : { id: 'plan-2', entries: [entryWith({ reason: 'Newer reason.' })] },
        ),
      'plans.approve': (_, times) =>
        times === 1
          ? refusal(409, 'plan.changed', 'The plan has changed since you saw it.')
          : { approved: 2 },
    })
    const drawn = await draw(page())
    await drawn.says('First reason.')
    await drawn.press('Approve 2 changes')
    await drawn.says('Newer reason.')
    expect(drawn.text()).toContain('Nothing was approved.')
    expect(drawn.text()).toContain('This is a newer plan than the one you opened.')
    await drawn.press('Approve 2 changes')
    expect(asked.filter(({ name }) => name === 'plans.approve')).toHaveLength(1)
    await drawn.press('I have looked at it')
    await drawn.press('Approve 2 changes')
    await vi.waitFor(() =>
      expect(asked.findLast(({ name }) => name === 'plans.approve')?.input).toEqual({ planId: 'plan-2' }),
    )
  })

  it('never shows pages of two plans together', async () => {
    serve({
      ...others,
      'plans.get': (input: { after?: string }, times) => {
        const id = times === 1 ? 'plan-1' : 'plan-2'
        const entry = entryWith({
          id: `${id} ${input.after}`,
          reason: `${id}, page ${input.after ?? 'first'}.`,
        })
        return planWith({ id, entries: [entry], next: input.after ? null : 'second' })
      },
    })
    const drawn = await draw(page())
    await drawn.says('plan-1, page first.')
    await drawn.press('Load more')
    await drawn.says('plan-2, page second.')
    expect(drawn.text()).toContain('plan-2, page first.')
    expect(drawn.text()).not.toContain('plan-1, page first.')
    expect(drawn.text()).toContain('This is a newer plan than the one you opened.')
  })

  it('asks a second time, naming the number, before contacts become inactive', async () => {
    const asked = serve({
      ...others,
      'plans.get': () => deactivating(),
      'plans.approve': () => ({ approved: 15 }),
    })
    const drawn = await draw(page())
    await drawn.says('14 contacts become inactive')
    await drawn.press('Approve 15 changes')
    await drawn.says('Make 14 contacts inactive?')
    expect(asked.some(({ name }) => name === 'plans.approve')).toBe(false)
    await drawn.press('Approve, 14 become inactive')
    await vi.waitFor(() => expect(asked.some(({ name }) => name === 'plans.approve')).toBe(true))
  })

  it('explains a stopped run, and takes an approval only with the number typed', async () => {
    const asked = serve({
      ...others,
      'plans.get': () => deactivating({ waitsFor: 'stopped' }),
      'plans.approve': () => ({ approved: 15 }),
    })
    const drawn = await draw(page())
    await drawn.says('Stopped: it would make 14 contacts inactive in one run')
    expect(drawn.text()).toContain('more than the 20 % of an organisation that a run may')
    await drawn.press('Approve 15 changes')
    await type(drawn.host, '13')
    await drawn.press('Approve, 14 become inactive')
    expect(asked.some(({ name }) => name === 'plans.approve')).toBe(false)
    await type(drawn.host, '14')
    await drawn.press('Approve, 14 become inactive')
    await vi.waitFor(() => expect(asked.some(({ name }) => name === 'plans.approve')).toBe(true))
  })

  it('carries no confirmation over to another plan', async () => {
    serve({
      ...others,
      'plans.get': (_, times) => deactivating({ id: times === 1 ? 'plan-1' : 'plan-2' }),
      'plans.approve': () => refusal(409, 'plan.changed', 'The plan has changed since you saw it.'),
    })
    const drawn = await draw(page())
    await drawn.says('14 contacts become inactive')
    await drawn.press('Approve 15 changes')
    await drawn.press('Approve, 14 become inactive')
    await drawn.says('This is a newer plan')
    expect(drawn.button('Approve, 14 become inactive')).toBeUndefined()
  })

  it('lets a viewer read everything and approve nothing', async () => {
    const asked = serve({ ...others, 'plans.get': () => planWith() })
    const drawn = await draw(page(), viewer)
    await drawn.says('Linked by object id.')
    expect(drawn.text()).toContain('Only an administrator can do this.')
    await drawn.press('Approve 2 changes')
    expect(asked.some(({ name }) => name === 'plans.approve')).toBe(false)
  })

  it('says what is wrong with the connection before anything is approved', async () => {
    const [connection] = connections.connections
    const problem = {
      code: 'psa.key',
      text: 'Syncro refused the key.',
      next: 'Replace it.',
      since: '2026-11-23T00:00:00Z',
    }
    serve({
      ...others,
      'psas.list': () => ({ connections: connection ? [{ ...connection, problem }] : [] }),
      'plans.get': () => planWith(),
    })
    const drawn = await draw(page())
    await drawn.says('Syncro refused the key.')
    expect(drawn.text()).toContain('Replace it.')
  })

  it('says who stays untouched, and why', async () => {
    const person = {
      personId: 'p',
      displayName: 'Greta Holloway',
      userPrincipalName: 'greta@contoso.example',
    }
    serve({
      ...others,
      'plans.get': () => planWith(),
      'plans.untouched': () => ({
        persons: [
          { ...person, contactId: '11', reason: 'Nothing to change. Phone edited by hand and kept.' },
        ],
        next: null,
      }),
    })
    const drawn = await draw(page('untouched'))
    await drawn.says('Phone edited by hand and kept.')
    expect(drawn.text()).toContain('Greta Holloway')
  })

  it('shows hostile values as text', async () => {
    const field = { field: 'name', label: 'Name', old: hostileName, new: hostileName }
    serve({
      ...others,
      'tenants.get': () =>
        tenantWith({ name: hostileName, mappings: [mappingWith({ organisationName: hostileName })] }),
      'plans.get': () => planWith({ entries: [entryWith({ displayName: hostileName, fields: [field] })] }),
    })
    const drawn = await draw(page())
    await drawn.says('Linked by object id.')
    await drawn.says('evil')
    expect(drawn.host.querySelectorAll('img, b, script')).toHaveLength(0)
  })
})

describe('what holds for the organisation', () => {
  it('stands above its plan: paused, or when a failed write is tried again', async () => {
    const serveMapping = (changes: Parameters<typeof mappingWith>[0]) =>
      serve({
        ...others,
        'tenants.get': () => tenantWith({ mappings: [mappingWith(changes)] }),
        'plans.get': () => planWith(),
      })
    serveMapping({ sync: 'paused' })
    const paused = await draw(page())
    await paused.says('Sync is paused here')
    serveMapping({ retryAt: '2026-11-23T09:00:00.000Z' })
    const failed = await draw(page())
    await failed.says('The last try to write failed')
    expect(failed.text()).toContain('Tried again with the next run.')
  })
})
