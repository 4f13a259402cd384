import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { freePolicy } from '#shared/action-policy.ts'
import type { ActionOption, Output } from '#shared/contract.ts'
import type { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { actionView, found, hostileName, outcomeOf, viewOf } from '../views.ts'
import { openPanel } from './panel-screen.tsx'

type Screen = Awaited<ReturnType<typeof draw>>
const mail = 'mara.ellingsworth@contoso.example'
const ids = [
  'reset-password',
  'block-sign-in',
  'assign-licence',
  'add-to-group',
  'edit-profile',
  'offboard',
  'delete-person',
]
const view = viewOf({}, { actions: ids.map((id) => actionView(id)) })
const free = () => ({ policy: freePolicy, changes: [] })
const strict = () => ({
  policy: { ...freePolicy, verifyCaller: true, needsReason: true, needsTicket: true },
  changes: [],
})
const base = { 'tickets.resolve': () => found(view), 'actions.policy': free }

const option = (label: string, more: Partial<ActionOption> = {}): ActionOption => ({
  ...{ value: label.toLowerCase(), label, detail: null, disabled: null, link: null },
  ...more,
})
const submit = (screen: Screen) =>
  act(async () => {
    screen.host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
function control(screen: Screen, words: string): HTMLElement {
  const all = [...screen.host.querySelectorAll<HTMLElement>('fluent-text-input')]
  const one = all.find((box) => box.textContent?.includes(words))
  if (!one) throw new Error(`There is no box “${words}”. The screen says: ${screen.text()}`)
  return one
}
const type = (screen: Screen, words: string, value: string) =>
  act(async () => {
    const box = control(screen, words)
    Object.assign(box, { value })
    box.dispatchEvent(new Event('input', { bubbles: true }))
  })
const select = (screen: Screen, value: string) =>
  act(async () => {
    const list = screen.host.querySelector('select')
    Object.assign(list ?? {}, { value })
    list?.dispatchEvent(new Event('change', { bubbles: true }))
  })
const tick = (screen: Screen, words: string) =>
  act(async () => {
    const labels = [...screen.host.querySelectorAll('label')]
    labels
      .find((label) => label.textContent?.includes(words))
      ?.querySelector('input')
      ?.click()
  })
async function begin(action: string) {
  const screen = await openPanel(`?host=lamplight.syncromsp.com&ticketId=90417&action=${action}`)
  await screen.says('Private note on ticket')
  return screen
}
const sentTo = (asked: ReturnType<typeof serve>, name: string) =>
  asked.filter((request) => request.name === name).map(({ input }) => input as Record<string, unknown>)

beforeEach(async () => {
  fakeBrowser.reset()
  await signInForTest()
})
afterEach(() => vi.unstubAllGlobals())

describe('the menu', () => {
  it('finds an action by its words, and Enter opens the first that is not off', async () => {
    const off = actionView('add-to-group', 'Not here.', {
      next: 'Grant it.',
      link: 'https://entra.microsoft.com/x',
    })
    const actions = [off, ...ids.filter((id) => id !== 'add-to-group').map((id) => actionView(id))]
    serve({ ...base, 'tickets.resolve': () => found(viewOf({}, { actions })) })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.press('All actions')
    const headings = [...screen.host.querySelectorAll('.menu-group h2')].map((one) => one.textContent)
    expect(headings).toEqual(['Sign-in', 'Licences', 'Groups', 'Profile', 'In one go', 'Account'])
    expect(screen.text()).toContain('Off: Not here.Grant it.')
    expect(screen.host.querySelector('a[href="https://entra.microsoft.com/x"]')).not.toBeNull()
    await screen.type('licence')
    expect(screen.host.querySelectorAll('.menu-item')).toHaveLength(1)
    await submit(screen)
    await screen.says('Assign licence')
  })
})

describe('a form', () => {
  it('offers what Microsoft has now; what cannot be chosen says why; the id alone is sent', async () => {
    const full = option('Premium', { disabled: 'None of 7 is left.', link: 'https://admin.microsoft.com/x' })
    const asked = serve({
      ...base,
      'actions.options': () => ({ options: [option(hostileName, { value: 'sku-1' }), full], more: false }),
      'actions.run': () => outcomeOf(),
    })
    const screen = await begin('assign-licence')
    await screen.says('None of 7 is left.')
    expect(screen.host.querySelectorAll('img, b, script')).toHaveLength(0)
    await tick(screen, 'Premium')
    await submit(screen)
    expect(sentTo(asked, 'actions.run')).toEqual([])
    await screen.says('Licence is missing.')
    await tick(screen, 'evil')
    await submit(screen)
    await screen.says('Assign a licence: done')
    expect(sentTo(asked, 'actions.run')[0]?.values).toMatchObject({ licence: 'sku-1', location: null })
  })

  it('searches where there is more, and says in words that the choices could not be read', async () => {
    let fails = true
    const asked = serve({
      ...base,
      'actions.options': (input: { search?: string }) =>
        fails
          ? refusal(503, 'graph.unavailable', 'Microsoft is not available.')
          : { options: [option(input.search || 'Dentists')], more: true },
    })
    const screen = await begin('add-to-group')
    await screen.says('The choices could not be read.')
    fails = false
    await screen.press('Try again')
    await screen.says('There are more.')
    await type(screen, 'search', 'recep')
    await screen.says('recep')
    await vi.waitFor(() => expect(sentTo(asked, 'actions.options').at(-1)?.search).toBe('recep'))
  })

  it('sends of a profile only what was changed', async () => {
    const asked = serve({ ...base, 'actions.run': () => outcomeOf() })
    const screen = await begin('edit-profile')
    await type(screen, 'Job title', 'Partner')
    await submit(screen)
    await screen.says('Edit profile: done')
    expect(sentTo(asked, 'actions.run')[0]?.values).toMatchObject({ jobTitle: 'Partner', city: null })
  })
})

describe('the confirmation', () => {
  it('asks for what the administrator asks for, sends it, and remembers it for this ticket alone', async () => {
    const asked = serve({ ...base, 'actions.policy': strict, 'actions.run': () => outcomeOf() })
    const screen = await begin('reset-password')
    await screen.says('How did you verify the caller? (required)')
    await submit(screen)
    expect(sentTo(asked, 'actions.run')).toEqual([])
    expect(screen.text()).toContain('Say how you verified the caller.')
    await select(screen, 'callBack')
    await screen.says('Give a reason.')
    await type(screen, 'Reason', 'Forgot it')
    await submit(screen)
    await screen.says('Reset password: done')
    expect(sentTo(asked, 'actions.run')[0]).toMatchObject({
      verified: { how: 'callBack' },
      reason: 'Forgot it',
      ticket: { ticketId: '90417' },
    })
    const again = await begin('reset-password')
    expect(again.host.querySelector('select')?.value).toBe('callBack')
    const other = await openPanel('?host=lamplight.syncromsp.com&ticketId=7&action=reset-password')
    await other.says('How did you verify the caller? (required)')
    expect(other.host.querySelector('select')?.value).toBe('')
  })

  it('of what cannot be taken back wants the sign-in name typed', async () => {
    const asked = serve({ ...base, 'actions.run': () => outcomeOf() })
    const screen = await begin('delete-person')
    await submit(screen)
    await type(screen, 'to confirm', 'mara')
    await submit(screen)
    expect(sentTo(asked, 'actions.run')).toEqual([])
    await type(screen, 'to confirm', mail.toUpperCase())
    await submit(screen)
    await vi.waitFor(() => expect(sentTo(asked, 'actions.run')).toHaveLength(1))
    expect(sentTo(asked, 'actions.run')[0]?.typed).toBe(mail.toUpperCase())
  })

  it('leads to the admin centre when the server refuses a privileged person after all', async () => {
    const text = 'This person holds a privileged role. (Global Administrator)'
    serve({
      ...base,
      'actions.run': () => refusal(403, 'action.privileged', text, 'Use the Entra admin centre.'),
    })
    const screen = await begin('reset-password')
    await submit(screen)
    await screen.says(text)
    expect(screen.text()).toContain('Use the Entra admin centre.')
  })
})

describe('the outcome', () => {
  const step = (id: string, state: 'done' | 'failed' | 'skipped', text: string | null = null) => ({
    ...{ id, title: `Step ${id}`, state, text, manual: null, report: null },
  })

  it('shows a one-time link as text with its end, and no secret beside it', async () => {
    const url = 'https://sidelight.example/handover/abc'
    const asked = serve({
      ...base,
      'actions.run': () => outcomeOf({ handover: { url, expiresAt: '2027-01-01T00:00:00Z' } }),
    })
    const screen = await begin('reset-password')
    await tick(screen, 'Make a one-time link instead')
    await submit(screen)
    await screen.says(url)
    expect(sentTo(asked, 'actions.run')[0]?.handover).toEqual({ hours: 24 })
    expect(screen.host.querySelector(`a[href="${url}"]`)).toBeNull()
  })

  it('says each step, what is left to a person, what was found; and goes on with what is missing', async () => {
    const long = 'x'.repeat(500)
    const report = { title: 'Licences', columns: ['Licence', 'Outcome'], rows: [[long, 'kept']] }
    const manual = { text: 'Where the mailbox is kept.', link: 'https://admin.exchange.microsoft.com/' }
    const asked = serve({
      ...base,
      'actions.run': () =>
        outcomeOf({
          outcome: 'failed',
          text: 'Offboarded. 1 of 2 steps are done.',
          steps: [
            step('block', 'done'),
            { ...step('licences', 'failed', 'Microsoft refused access.'), report },
            { ...step('convert', 'skipped'), manual },
          ],
          resumable: true,
        }),
      'actions.resume': () => outcomeOf({ text: 'Offboarded.' }),
    })
    const screen = await begin('offboard')
    await type(screen, 'to confirm', mail)
    await submit(screen)
    await screen.says('Offboard: done in part')
    expect(screen.text()).toContain('Microsoft refused access.')
    expect(screen.text()).toContain('Where the mailbox is kept.')
    expect(screen.text()).not.toContain(long)
    await screen.press('Show the whole')
    expect(screen.text()).toContain(long)
    await screen.press('Go on with what is missing')
    await tick(screen, 'It was converted to a shared mailbox')
    await type(screen, 'to confirm', mail)
    await submit(screen)
    await screen.says('Offboard: done')
    const [resumed] = sentTo(asked, 'actions.resume')
    const [first] = sentTo(asked, 'actions.run')
    expect(resumed).toMatchObject({ actionId: 'audit-77', typed: mail, values: { mailbox: 'converted' } })
    expect(resumed?.key).not.toBe(first?.key)
  })

  it('shows how far an action in steps is while it runs', async () => {
    let finish = () => {}
    const waiting = new Promise<void>((resolve) => {
      finish = resolve
    })
    const running: Output<'actions.get'> = {
      ...{ actionId: 'a', action: 'offboard', tenantId: 't', personId: 'p', byName: 'Ruben', text: '' },
      ...{ startedAt: '2026-01-01T00:00:00Z', state: 'running', outcome: null, next: null },
      steps: [step('block', 'done'), { ...step('groups', 'done'), state: 'started' }],
      ...{ note: { state: 'none', text: null, nextTryAt: null }, handover: null, resumable: false },
    }
    serve({
      ...base,
      'actions.get': () => running,
      'actions.run': async () => {
        await waiting
        return outcomeOf()
      },
    })
    const screen = await begin('offboard')
    await type(screen, 'to confirm', mail)
    await submit(screen)
    await screen.says('1 of 2 steps done.')
    finish()
    await screen.says('Offboard: done')
  })

  it('takes back what has an opposite, with the same choice, after another confirmation', async () => {
    const after = viewOf(
      {},
      { actions: [actionView('remove-from-group'), actionView('add-to-group', 'No.')] },
    )
    const asked = serve({
      ...base,
      'actions.options': () => ({ options: [option('Dentists', { value: 'g1' })], more: false }),
      'actions.run': () => outcomeOf({ view: after }),
    })
    const screen = await begin('add-to-group')
    await screen.says('Dentists')
    await tick(screen, 'Dentists')
    await submit(screen)
    await screen.says('Add to a group: done')
    await screen.press('Take it back: Remove from a group')
    await screen.says('Remove Mara Ellingsworth from the group Dentists?')
    await submit(screen)
    await screen.says('Remove from a group: done')
    expect(sentTo(asked, 'actions.run')[1]).toMatchObject({
      action: 'remove-from-group',
      values: { group: 'g1' },
    })
  })

  it('says that nothing was done when the server has never heard of a lost request', async () => {
    const asked = serve({
      ...base,
      'actions.get': () => refusal(404, 'access.notFound', 'There is no such thing.'),
      'actions.run': (_input, times) => {
        if (times === 1) throw new TypeError('Failed to fetch')
        return outcomeOf()
      },
    })
    const screen = await begin('block-sign-in')
    await submit(screen)
    await screen.says('It was not begun')
    await screen.press('Send it again')
    await screen.says('Block sign-in: done')
    const [first, second] = sentTo(asked, 'actions.run')
    expect(second?.key).toBe(first?.key)
  })
})
