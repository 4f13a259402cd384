import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
// Fetched by the panel right after its first paint; here it is there by then.
import '../../../extension/panel/act/flow.tsx'
import { App } from '../../../extension/panel/app.tsx'
import { endSession } from '../../../extension/session.ts'
import { backendAddress } from '../../../extension/settings.ts'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { actionView, found, hostileName, nobodyFor, outcomeOf, viewOf } from '../views.ts'

const address = '?host=lamplight.syncromsp.com&ticketId=90417'
const secret = { label: 'New password', value: 'Copper-lantern-willow-drift-4071' }

type Screen = Awaited<ReturnType<typeof draw>>
/** What the main button of a form does. */
const submit = (screen: Screen) =>
  act(async () => {
    screen.host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
const pressEscape = () =>
  act(async () => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  })
const open = async (search = address) => draw(<App address={search} />)

beforeEach(async () => {
  fakeBrowser.reset()
  await signInForTest()
})
afterEach(() => vi.unstubAllGlobals())

describe('the person of a ticket', () => {
  it('leads with who it is and whether they can sign in, then facts, licences and age', async () => {
    serve({ 'tickets.resolve': () => found(viewOf()) })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    for (const words of [
      'Ticket 4182',
      'Outlook says the mailbox is not available',
      'Practice manager · Contoso Dental',
      'Can sign in',
      'mara.ellingsworth@contoso.example',
      '+1 555 0100 977',
      'Microsoft 365 Business Premium',
      'Matched by e-mail',
      '12 min. ago',
    ])
      expect(screen.text()).toContain(words)
  })

  it('says why an action is off, before the click, and the click does nothing', async () => {
    const off = 'This account is mastered in on-premises Active Directory: change it there.'
    const actions = viewOf().actions.map(({ id }) => actionView(id, id === 'revoke-sessions' ? null : off))
    serve({ 'tickets.resolve': () => found(viewOf({ onPremisesSyncEnabled: true }, { actions })) })
    const screen = await open()
    await screen.says(`2 actions are off: ${off}`)
    await screen.press('Reset password')
    expect(screen.host.querySelector('form')).toBeNull()
    await screen.press('All actions')
    expect(screen.text()).toContain(`Reset passwordOff: ${off}`)
  })

  it('names what is wrong first: blocked on premises, with the remedy', async () => {
    const view = viewOf(
      { accountEnabled: false, onPremisesSyncEnabled: true },
      { roles: ['Exchange Administrator'] },
    )
    serve({ 'tickets.resolve': () => found(view) })
    const screen = await open()
    await screen.says('Sign-in is blocked in Active Directory')
    expect(screen.text()).toContain('Enable the account on premises.')
    expect(screen.text()).toContain('Holds Exchange Administrator')
    expect(screen.text()).toContain('Unblock sign-in')
  })

  it('shows hostile names as text, also in the sentence that is confirmed', async () => {
    serve({ 'tickets.resolve': () => found(viewOf({ displayName: hostileName })) })
    const screen = await open()
    await screen.says('evil')
    await screen.press('Block sign-in')
    expect(screen.host.querySelectorAll('img, b, script')).toHaveLength(0)
    const sentence = screen.host.querySelector('.form .notice-title')?.textContent ?? ''
    expect(sentence).toMatch(/^Block sign-in for \u2068evil<img/)
    expect(sentence).not.toContain('\u202e')
    expect(sentence.length).toBeLessThan(220)
  })

  it('says why nobody was found and what mends it', async () => {
    const text = 'frontdesk@contoso.example is nobody’s address in Contoso Dental.'
    const contact = { name: 'Front desk', email: 'frontdesk@contoso.example' }
    serve({ 'tickets.resolve': () => nobodyFor({ text, contact }) })
    const screen = await open()
    await screen.says(text)
    expect(screen.text()).toContain('check the contact’s address')
    expect(screen.button('All actions')).toBeUndefined()
  })

  it('keeps what was known while the server is away, in the past tense and without actions', async () => {
    serve({ 'tickets.resolve': () => found(viewOf()) })
    const screen = await open()
    await screen.says('Can sign in')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await screen.press('Refresh')
    await screen.says('Could sign in')
    expect(screen.text()).toContain('Last known data of')
    await screen.press('Reset password')
    expect(screen.host.querySelector('form')).toBeNull()
  })

  it('opens a person by tenant and id as well', async () => {
    const { tenantId, id } = viewOf().person
    const asked = serve({ 'persons.get': () => viewOf() })
    const screen = await open(`?tenantId=${tenantId}&personId=${id}`)
    await screen.says('Mara Ellingsworth')
    expect(asked).toMatchObject([{ name: 'persons.get', input: { tenantId, personId: id } }])
  })
})

describe('before there is a person', () => {
  it('offers the sign-in, with the reason why the session ended', async () => {
    await endSession('Your sign-in has ended.')
    const screen = await open()
    await screen.says('Sign in to see who this is about')
    expect(screen.text()).toContain('Your sign-in has ended.')
    expect(screen.button('Sign in with Microsoft')).toBeDefined()
  })

  it('leads to the settings when nothing is set up', async () => {
    await backendAddress.removeValue()
    await (await open()).says('Set up Sidelight')
  })
})

describe('an action', () => {
  it('names person, sign-in name and tenant, sends what was seen, and shows the outcome with the secret', async () => {
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'actions.run': () =>
        outcomeOf({
          secret,
          steps: [
            { title: 'Reset password', state: 'done', text: null, id: null, manual: null, report: null },
          ],
          note: 'waiting',
        }),
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('Reset password')
    for (const words of [
      'Mara Ellingsworth',
      'mara.ellingsworth@contoso.example',
      'Contoso Dental',
      'Reset the password of Mara Ellingsworth to a new passphrase',
      'Private note on ticket 4182',
    ])
      expect(screen.text()).toContain(words)
    await submit(screen)
    await screen.says(secret.value)
    expect(asked.find(({ name }) => name === 'actions.run')?.input).toMatchObject({
      action: 'reset-password',
      values: { mode: 'passphrase', mustChange: true },
      seen: { displayName: 'Mara Ellingsworth', userPrincipalName: 'mara.ellingsworth@contoso.example' },
      ticket: { host: 'lamplight.syncromsp.com', ticketId: '90417' },
    })
    expect(screen.text()).toContain(
      'Spoken: capital Copper, lantern, willow, drift, four zero seven one. Dashes between.',
    )
    expect(screen.text()).toContain('The note is sent by itself.')
    expect(screen.text()).toContain('audit-77')
  })

  it.each([
    ['Done', async (screen: Screen) => screen.press('Done')],
    ['Esc', pressEscape],
  ])('forgets the secret with %s, everywhere', async (_how, leave) => {
    serve({ 'tickets.resolve': () => found(viewOf()), 'actions.run': () => outcomeOf({ secret }) })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('Reset password')
    await submit(screen)
    await screen.says(secret.value)
    await leave(screen)
    await screen.says('Contact')
    expect(document.documentElement.outerHTML).not.toContain(secret.value)
    const kept = await Promise.all([fakeBrowser.storage.local.get(), fakeBrowser.storage.session.get()])
    expect(JSON.stringify(kept)).not.toContain(secret.value)
  })

  it('keeps its key when the answer is lost, and takes a new one for the next confirmation', async () => {
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'actions.run': (_input, times) => {
        if (times === 1) throw new TypeError('Failed to fetch')
        return outcomeOf({ repeated: times === 2, text: 'Ended all sessions.' })
      },
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('End sessions')
    await submit(screen)
    await screen.says('It is not known whether it was done')
    await screen.press('Ask again')
    await screen.says('This had been done before you asked again')
    await screen.press('Done')
    await screen.press('End sessions')
    await submit(screen)
    await screen.says('End all sessions: done')
    const keys = asked
      .filter(({ name }) => name === 'actions.run')
      .map(({ input }) => (input as { key: string }).key)
    expect(keys).toHaveLength(3)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })

  it('runs once, however often the button is pressed while it is under way', async () => {
    let finish = () => {}
    const waiting = new Promise<void>((resolve) => {
      finish = resolve
    })
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'actions.run': async () => {
        await waiting
        return outcomeOf()
      },
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('End sessions')
    await submit(screen)
    await submit(screen)
    await pressEscape()
    expect(screen.text()).toContain('End all sessions: under way')
    finish()
    await screen.says('End all sessions: done')
    expect(asked.filter(({ name }) => name === 'actions.run')).toHaveLength(1)
  })

  it('shows the person anew when they have changed, and asks for another confirmation', async () => {
    const changed = viewOf({ displayName: 'Mara Stone', userPrincipalName: 'mara.stone@contoso.example' })
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'persons.get': () => changed,
      'actions.run': (_input, times) =>
        times === 1
          ? refusal(409, 'action.personChanged', 'The person has changed since you saw them.', 'Look again.')
          : outcomeOf(),
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('Block sign-in')
    await submit(screen)
    await screen.says('The person has changed since you saw them.')
    expect(screen.text()).toContain('mara.stone@contoso.example')
    await submit(screen)
    await screen.says('Block sign-in: done')
    const runs = asked.filter(({ name }) => name === 'actions.run')
    expect(runs.at(-1)?.input).toMatchObject({ seen: { userPrincipalName: 'mara.stone@contoso.example' } })
  })

  it('sends no ticket when the note is not wanted', async () => {
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'actions.run': () => outcomeOf({ note: 'none' }),
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('End sessions')
    const note = screen.host.querySelector<HTMLInputElement>('fluent-switch')
    await act(async () => {
      Object.assign(note ?? {}, { checked: false })
      note?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await submit(screen)
    await screen.says('End all sessions: done')
    expect(asked.at(-1)?.input).not.toHaveProperty('ticket')
  })

  it('shows the person as the action left them', async () => {
    serve({
      'tickets.resolve': () => found(viewOf()),
      'actions.run': () => outcomeOf({ view: viewOf({ accountEnabled: false }) }),
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('Block sign-in')
    await submit(screen)
    await screen.says('Block sign-in: done')
    await screen.press('Done')
    await screen.says('Sign-in blocked')
  })

  it('says an outcome that nobody knows as such, with the next step', async () => {
    const text = 'Microsoft did not answer in time; whether it was done is not known.'
    serve({
      'tickets.resolve': () => found(viewOf()),
      'actions.run': () => outcomeOf({ outcome: 'unknown', text, next: 'Look again in a few minutes.' }),
    })
    const screen = await open()
    await screen.says('Mara Ellingsworth')
    await screen.press('Block sign-in')
    await submit(screen)
    await screen.says('Block sign-in: not known')
    expect(screen.text()).toContain(text)
    expect(screen.text()).toContain('Look again in a few minutes.')
  })

  it('opens at once when the card’s button asked for it, and Esc leads back to the person', async () => {
    serve({ 'tickets.resolve': () => found(viewOf()) })
    const screen = await open(`${address}&action=reset-password`)
    await screen.says('Reset the password of Mara Ellingsworth')
    await pressEscape()
    await screen.says('Contact')
    expect(screen.host.querySelector('form')).toBeNull()
  })
})
