import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { storedAccount } from '../../../extension/settings.ts'
import { viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { found, hitOf, hostileName, nobodyFor, viewOf } from '../views.ts'
import { openPanel, quietly } from './panel-screen.tsx'

const other = '44444444-4444-4444-8444-444444444444'
const bram = hitOf({ displayName: 'Bram Okkerdale', personId: '55555555-5555-4555-8555-555555555555' })
const fern = hitOf({
  displayName: 'Fern Bracewell',
  personId: '66666666-6666-4666-8666-666666666666',
  tenantId: other,
  tenantName: 'Fabrikam Freight',
  account: 'blocked',
})
const me = (limited = false) => ({ id: 'a', name: 'Ruben', role: 'admin' as const, limited })
const searched = (asked: { name: string; input: unknown }[]) =>
  asked.filter(({ name }) => name === 'persons.search').map(({ input }) => (input as { text: string }).text)

beforeEach(async () => {
  fakeBrowser.reset()
  await signInForTest()
})
afterEach(() => vi.unstubAllGlobals())

describe('the search over all tenants', () => {
  const answers = {
    'tickets.resolve': () => found(viewOf()),
    'session.get': () => me(),
    'persons.search': () => ({ persons: [hitOf(), bram, fern], more: false }),
  }

  it('asks once when typing pauses, and shows the tenant and state of each', async () => {
    const asked = serve(answers)
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    for (const text of ['b', 'br', 'bra']) await screen.type(text)
    await screen.says('Fern Bracewell')
    expect(searched(asked)).toEqual(['bra'])
    expect(screen.text()).toContain('3 persons in 2 tenants')
    expect(screen.options()[2]).toContain('Fabrikam Freight')
    expect(screen.options()[2]).toContain('Blocked')
  })

  it('takes the one that the arrows have reached, and there is a way back to the ticket', async () => {
    const asked = serve({
      ...answers,
      'persons.get': () => viewOf({ displayName: 'Fern Bracewell', id: fern.personId, tenantId: other }),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type('br')
    await screen.says('Fern Bracewell')
    expect(screen.active()).toContain('Sela Brightmoor')
    await screen.keyInBox('ArrowDown')
    await screen.keyInBox('ArrowDown')
    expect(screen.active()).toContain('Fern Bracewell')
    await screen.keyInBox('ArrowDown')
    expect(screen.active()).toContain('Sela Brightmoor')
    await screen.keyInBox('ArrowUp')
    await screen.keyInBox('Enter')
    await screen.says('Looked up. Ticket 4182 is about somebody else.')
    expect(asked.at(-1)).toMatchObject({
      name: 'persons.get',
      input: { tenantId: other, personId: fern.personId },
    })
    await screen.press('Back to the ticket')
    await screen.says('Mara Ellingsworth')
  })

  it('takes nobody with Enter while the answer to what was typed is not there', async () => {
    let finish = () => {}
    const waiting = new Promise<void>((resolve) => {
      finish = resolve
    })
    const asked = serve({
      ...answers,
      'persons.search': async (_input, times) => {
        if (times > 1) await waiting
        return { persons: times > 1 ? [fern] : [hitOf(), bram], more: false }
      },
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type('br')
    await screen.says('Bram Okkerdale')
    await screen.type('brac')
    await screen.keyInBox('Enter')
    await quietly()
    await screen.keyInBox('Enter')
    expect(asked.some(({ name }) => name === 'persons.get')).toBe(false)
    finish()
    await screen.says('Fern Bracewell')
  })

  it('says that there is nobody, with what else to try, and that only some tenants are searched', async () => {
    serve({
      ...answers,
      'session.get': () => me(true),
      'persons.search': () => ({ persons: [], more: false }),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type('zzz')
    await screen.says('Nobody is called “zzz”.')
    expect(screen.text()).toContain('Try the surname alone')
    expect(screen.text()).toContain('limited you to certain tenants')
  })

  it('says that there are more than are shown', async () => {
    serve({ ...answers, 'persons.search': () => ({ persons: [hitOf(), bram], more: true }) })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type('br')
    await screen.says('The best 2. A longer text finds fewer.')
  })

  it('says a failure in words, and asks again on request', async () => {
    serve({
      ...answers,
      'persons.search': (_input, times) =>
        times === 1
          ? refusal(403, 'access.notFound', 'There is no such thing.')
          : { persons: [bram], more: false },
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type('br')
    await screen.says('Nobody could be searched.')
    await screen.press('Try again')
    await screen.says('Bram Okkerdale')
  })

  it.each([
    ['markup and a direction override', hostileName.slice(0, 150)],
    ['what a pattern would take for its own', '.*+?^$()|[]\\'],
    ['what a query would take for its own', "%_' OR 1=1 --"],
  ])('takes %s as text, typed and found', async (_what, text) => {
    const asked = serve({
      ...answers,
      'persons.search': () => ({
        persons: [hitOf({ displayName: hostileName, tenantName: hostileName, userPrincipalName: text })],
        more: false,
      }),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type(text)
    await screen.says('1 person')
    expect(searched(asked)).toEqual([text.trim()])
    expect(screen.host.querySelectorAll('img, b, script')).toHaveLength(0)
    // In our own sentence a foreign name cannot turn the rest round.
    expect(screen.host.querySelector('.footer')?.textContent).not.toContain('\u202e')
  })
})

describe('someone else for a ticket', () => {
  const chosen = () =>
    found(viewOf({ displayName: 'Bram Okkerdale', id: bram.personId }), {
      by: 'choice',
      choice: { byName: 'Ruben Deskwright', at: new Date().toISOString() },
    })

  it('looks in this tenant first, keeps the choice for the ticket and can take it back', async () => {
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'session.get': () => me(),
      'persons.search': () => ({ persons: [bram, fern], more: false }),
      'tickets.choose': (_input, times) => (times === 1 ? chosen() : found(viewOf())),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.press('Change to someone else')
    await screen.says('Who is ticket 4182 about?')
    await screen.type('br')
    await screen.says('In other tenants')
    expect(asked.at(-1)?.input).toEqual({ text: 'br', tenantId: viewOf().person.tenantId })
    await screen.keyInBox('Enter')
    await screen.says('Chosen for this ticket by Ruben Deskwright, just now')
    const ref = { host: 'lamplight.syncromsp.com', ticketId: '90417', tenantId: bram.tenantId }
    expect(asked.at(-1)).toMatchObject({ name: 'tickets.choose', input: { ...ref, personId: bram.personId } })
    await screen.press('Take it back')
    await screen.says('Matched by e-mail')
    expect(asked.at(-1)).toMatchObject({ name: 'tickets.choose', input: { ...ref, personId: null } })
  })

  it('says why a choice does not hold, and stays with the search', async () => {
    serve({
      'tickets.resolve': () => found(viewOf()),
      'session.get': () => me(),
      'persons.search': () => ({ persons: [fern], more: false }),
      'tickets.choose': () =>
        refusal(404, 'access.notFound', 'Fabrikam Freight is not mapped to this organisation.'),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.key('c')
    await screen.says('Who is ticket 4182 about?')
    await screen.type('fern')
    await screen.says('Fern Bracewell')
    await screen.keyInBox('Enter')
    await screen.says('The choice does not hold.')
    expect(screen.text()).toContain('Fabrikam Freight is not mapped to this organisation.')
    expect(screen.options()).toHaveLength(1)
  })

  it('opens at once when the card asked for it', async () => {
    serve({ 'tickets.resolve': () => found(viewOf()), 'session.get': () => me() })
    const screen = await openPanel('?host=lamplight.syncromsp.com&ticketId=90417&errand=choose')
    await screen.says('Who is ticket 4182 about?')
  })

  it('is not offered to whoever may not choose', async () => {
    await storedAccount.setValue(viewer)
    serve({ 'tickets.resolve': () => found(viewOf()) })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    expect(screen.button('Change to someone else')).toBeUndefined()
    await screen.key('c')
    expect(screen.text()).not.toContain('Who is ticket')
  })
})

describe('nobody found', () => {
  const candidates = [
    { ...bram, by: 'email' as const, belongs: true, reason: 'Belongs to Contoso Dental.' },
    { ...fern, by: 'name' as const, belongs: false, reason: 'Outside the rules: department Accounts.' },
  ]

  it('offers each who may be meant with the reason, and keeps the one that is chosen', async () => {
    const asked = serve({
      'tickets.resolve': () => nobodyFor({ why: 'ambiguous', candidates }),
      'tickets.choose': () => found(viewOf({ displayName: 'Bram Okkerdale', id: bram.personId })),
    })
    const screen = await openPanel()
    await screen.says('Outside the rules: department Accounts.')
    await screen.press('Choose Bram Okkerdale')
    await screen.says('Practice manager')
    expect(asked.at(-1)?.input).toMatchObject({ tenantId: bram.tenantId, personId: bram.personId })
  })

  it('searches the organisation of the ticket first', async () => {
    const asked = serve({
      'tickets.resolve': () => nobodyFor({ why: 'noEmail' }),
      'session.get': () => me(),
      'persons.search': () => ({ persons: [bram], more: false }),
    })
    const screen = await openPanel()
    await screen.says('The contact has no e-mail')
    await screen.press('Search for the person')
    await screen.says('Who is ticket 4182 about?')
    await screen.type('br')
    await screen.says('Bram Okkerdale')
    expect(asked.at(-1)?.input).toEqual({ text: 'br', connectionId: 'c1', organisationId: '311' })
  })

  it('leads an administrator to the map when the organisation has no tenant', async () => {
    const at = { connectionId: 'c1', organisationId: '7', tenantIds: [] }
    const organisation = { ...at, name: 'Contoso Dental', mapped: false }
    serve({ 'tickets.resolve': () => nobodyFor({ why: 'notMapped', organisation }) })
    const screen = await openPanel()
    await screen.says('No Microsoft tenant yet')
    expect(screen.button('Map this organisation')?.getAttribute('aria-disabled')).toBeNull()
  })
})
