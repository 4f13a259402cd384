import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { PersonHit, TenantSummary } from '#shared/contract.ts'
import type { ShownContact } from '#shared/psa/page.ts'
import { answerCard } from '../../../extension/entrypoints/background/answer-card.ts'
import { confirmGuess } from '../../../extension/entrypoints/background/confirm.ts'
import { sessionState } from '../../../extension/session.ts'
import { storedAccount, storedToken } from '../../../extension/settings.ts'
import { refusal, serve, signInForTest } from '../server.ts'
import { found, nobodyFor, viewOf } from '../views.ts'

const host = 'lamplight.syncromsp.com'
const tenantId = '11111111-1111-4111-8111-111111111111'
const ask = async (
  kind: 'ticket' | 'contact' | 'organisation' = 'ticket',
  shown: ShownContact | null = null,
) => answerCard({ host, record: { kind, id: '90417' }, shown })
const cardOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).card
const waysOf = (card: Awaited<ReturnType<typeof cardOf>>) =>
  'ways' in card ? card.ways.map(({ to }) => to) : []

const juno: PersonHit = {
  ...{ tenantId, tenantName: 'Contoso Dental', personId: 'p-juno', displayName: 'Juno Harkwell' },
  ...{ userPrincipalName: 'juno@contoso.example', mail: 'juno.harkwell@contoso.example' },
  ...{ jobTitle: null, department: null, mobilePhone: null, businessPhone: null },
  ...{ userType: 'Member', account: 'enabled' },
}
const shownJuno = { name: 'Juno H.', email: 'juno.harkwell@contoso.example' }
const organisation = { connectionId: 'c1', organisationId: '311', name: 'Contoso Dental', tenantIds: [] }
const tenantOf = (more: Partial<TenantSummary> = {}): TenantSummary => ({
  ...{ id: tenantId, name: 'Contoso', domain: 'contoso.example', state: 'connected', problem: null },
  ...{ reachedBy: 'consent', operator: true, persons: 86, syncing: false, nextSyncAt: null },
  ...{ lastSyncAt: '2026-11-25T09:29:00Z', licences: [], score: [], mappings: [], consentAgain: [] },
  hidden: false,
  ...more,
})
const seats = (name: string, assigned: number, usable: number, free = false) => ({
  ...{ skuId: name, partNumber: name, name, assigned, usable, available: usable - assigned },
  ...{ status: 'Enabled', free, renewsAt: null, trial: false },
})

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})
const beA = async (role: 'viewer' | 'technician' | 'admin') => {
  const account = await storedAccount.getValue()
  if (account) await storedAccount.setValue({ ...account, role })
}

describe('what a card is told', () => {
  it('is the answer of the worker, cut down', async () => {
    const asked = serve({ 'tickets.resolve': () => found(viewOf()) })
    expect(await cardOf()).toMatchObject({ state: 'person', person: { name: 'Mara Ellingsworth' } })
    expect(asked).toMatchObject([{ input: { host, ticketId: '90417' } }])
  })

  it('is what was known last, said as such, while the server is away, and of that ticket alone', async () => {
    serve({ 'tickets.resolve': () => found(viewOf()) })
    await cardOf()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await cardOf()).toMatchObject({
      state: 'person',
      person: { name: 'Mara Ellingsworth', problem: { title: 'Server is away' }, mayChoose: false },
    })
    const card = await cardOf()
    const tiles = card.state === 'person' ? card.person.tiles : []
    expect(tiles.filter(({ action }) => action !== null).every(({ off }) => off !== null)).toBe(true)
    const other = await answerCard({ host, record: { kind: 'ticket', id: '90418' }, shown: null })
    expect(other.card).toMatchObject({ state: 'away' })
  })

  it('is nothing that another person of this browser was shown', async () => {
    serve({ 'tickets.resolve': () => found(viewOf()) })
    await cardOf()
    const account = await storedAccount.getValue()
    if (account) await storedAccount.setValue({ ...account, id: 'somebody-else' })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await cardOf()).toMatchObject({ state: 'away' })
  })

  it('is that one is signed out when the token has ended, without ending a session that a page can renew', async () => {
    await storedToken.removeValue()
    const asked = serve({})
    expect(await cardOf()).toMatchObject({ state: 'signedOut' })
    expect(asked).toEqual([])
    expect((await sessionState()).state).toBe('signedIn')
  })

  it('tells an away server from one that refuses, in words', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    const text = expect.stringContaining('not answering')
    expect(await cardOf()).toMatchObject({ state: 'away', text })
    const words = 'The ticket system does not know this.'
    serve({ 'tickets.resolve': () => refusal(404, 'psa.notFound', words) })
    expect(await cardOf()).toMatchObject({ state: 'refused', text: words })
  })
})

describe('the person of a ticket', () => {
  it('says how the ticket led to them, and offers somebody else to those who may say so', async () => {
    const choice = { byName: 'Ines Moorland', at: '2026-11-25T09:00:00Z' }
    serve({ 'tickets.resolve': () => ({ ...found(viewOf()), by: 'choice', choice }) as never })
    expect(await cardOf()).toMatchObject({
      person: { role: ['Ticket role', 'Chosen by Ines Moorland, kept for #4182'], mayChoose: true },
    })
    await beA('viewer')
    expect(await cardOf()).toMatchObject({ person: { mayChoose: false } })
  })

  it.each([
    ['enabled', {}, {}, 'Can sign in'],
    ['blocked', { accountEnabled: false }, {}, 'Blocked'],
    ['deleted', { deletedAt: '2026-11-20T09:00:00Z' }, {}, 'Deleted'],
    [
      'with a problem',
      {},
      { tenantProblem: { code: 'x', text: 'Stopped.', next: null, since: '' } },
      '1 problem',
    ],
  ])('is told in one word when folded: %s', async (_state, person, more, word) => {
    serve({ 'tickets.resolve': () => found(viewOf(person, more)) })
    expect(await cardOf()).toMatchObject({ person: { short: { word } } })
  })
})

describe('nobody for a ticket', () => {
  it.each(['noContact', 'noEmail', 'notInTenant', 'ambiguous'] as const)(
    'is answered by choosing one: %s',
    async (why) => {
      serve({ 'tickets.resolve': () => nobodyFor({ why }) })
      expect(waysOf(await cardOf())).toEqual(['choose', 'panel'])
    },
  )

  it('of an organisation without a tenant is answered by mapping it, for who may', async () => {
    const mine = { ...organisation, mapped: false }
    serve({ 'tickets.resolve': () => nobodyFor({ why: 'notMapped', organisation: mine }) })
    await beA('admin')
    expect(waysOf(await cardOf())).toEqual(['map', 'panel'])
    await beA('technician')
    const card = await cardOf()
    expect(waysOf(card)).toEqual(['panel'])
    expect(card).toMatchObject({ text: expect.stringContaining('administrator') })
  })
})

describe('a guess', () => {
  const organisationAnswer = { organisation, tenants: [tenantOf()] }

  it('is whom the page shows, within the organisation’s own tenants, and stays a question', async () => {
    const asked = serve({
      'tickets.resolve': () => nobodyFor({ why: 'noContact', contact: null }),
      'organisations.resolve': () => organisationAnswer,
      'persons.search': () => ({ persons: [juno], more: false }),
    })
    const { card, known } = await ask('ticket', shownJuno)
    expect(card).toMatchObject({ state: 'guess', title: 'Is it Juno Harkwell?' })
    expect(waysOf(card)).toEqual(['confirm', 'choose'])
    expect(JSON.stringify(card)).not.toContain('p-juno')
    expect(known).toMatchObject({ guess: { tenantId, personId: 'p-juno' }, person: null })
    expect(asked.map(({ name }) => name)).not.toContain('tickets.choose')
  })

  it.each([
    ['another tenant', { tenantId: '99999999-9999-4999-8999-999999999999' }],
    [
      'another address that only contains it',
      { mail: 'x.juno.harkwell@contoso.example', userPrincipalName: 'x' },
    ],
  ])('is nobody of %s', async (_what, more) => {
    serve({
      'tickets.resolve': () => nobodyFor({ why: 'noContact', contact: null }),
      'organisations.resolve': () => organisationAnswer,
      'persons.search': () => ({ persons: [{ ...juno, ...more }], more: false }),
    })
    expect(await cardOf('ticket', shownJuno)).toMatchObject({ state: 'nobody' })
  })

  it('is not made where several have the address, nor for who may not choose', async () => {
    const persons = [juno, { ...juno, personId: 'p-other' }]
    serve({
      'tickets.resolve': () => nobodyFor({ why: 'noContact', contact: null }),
      'organisations.resolve': () => organisationAnswer,
      'persons.search': () => ({ persons, more: false }),
    })
    expect(await cardOf('ticket', shownJuno)).toMatchObject({ state: 'nobody' })
    persons.pop()
    await beA('viewer')
    expect(await cardOf('ticket', shownJuno)).toMatchObject({ state: 'nobody' })
  })

  it('is the only one of the contact’s name, with what the rules say', async () => {
    const candidate = { ...juno, by: 'name', belongs: false, reason: 'Outside the rules: guests.' } as const
    serve({ 'tickets.resolve': () => nobodyFor({ why: 'noEmail', candidates: [candidate] }) })
    expect(await cardOf()).toMatchObject({
      state: 'guess',
      text: expect.stringContaining('Outside the rules'),
    })
  })

  it('stands in where the ticket system refuses to say, and not where it does not know the ticket', async () => {
    let code = 'psa.refused'
    serve({
      'tickets.resolve': () => refusal(502, code, 'The ticket system refused.'),
      'persons.search': () => ({ persons: [juno], more: false }),
    })
    expect(await cardOf('ticket', shownJuno)).toMatchObject({ state: 'guess' })
    expect(await cardOf('ticket', { ...shownJuno, email: null })).toMatchObject({ state: 'refused' })
    code = 'psa.notFound'
    expect(await cardOf('ticket', shownJuno)).toMatchObject({ state: 'refused' })
  })

  it('once confirmed is kept for the ticket', async () => {
    const asked = serve({ 'tickets.choose': () => ({ ...found(viewOf()), by: 'choice' }) as never })
    const guess = { tenantId, personId: 'p-juno' }
    expect((await confirmGuess(host, '90417', guess)).card).toMatchObject({ state: 'person' })
    expect(asked).toMatchObject([{ name: 'tickets.choose', input: { host, ticketId: '90417', ...guess } }])
  })

  it('is shown and said not to be kept while the ticket system does not answer', async () => {
    serve({
      'tickets.choose': () => refusal(502, 'psa.away', 'The ticket system does not answer.'),
      'persons.get': () => viewOf(),
    })
    const { card, known } = await confirmGuess(host, '90417', { tenantId, personId: 'p-juno' })
    expect(card).toMatchObject({ person: { role: ['Ticket role', expect.stringContaining('not kept')] } })
    expect(known.person).not.toBeNull()
  })

  it('that is refused is said, and can be tried again', async () => {
    serve({ 'tickets.choose': () => refusal(403, 'access.role', 'Your role does not allow this.') })
    const { card, known } = await confirmGuess(host, '90417', { tenantId, personId: 'p-juno' })
    expect(card).toMatchObject({ state: 'refused', text: expect.stringContaining('Your role') })
    expect(known.guess).not.toBeNull()
  })
})

describe('a contact', () => {
  it('shows their person', async () => {
    const contact = { id: '90417', name: 'Mara Ellingsworth', email: null }
    serve({ 'contacts.resolve': () => ({ found: 'person', contact, by: 'link', view: viewOf() }) })
    const { card, known } = await ask('contact')
    expect(card).toMatchObject({ person: { role: ['Contact', 'Linked to this person'], mayChoose: false } })
    expect(known.person).toEqual({ tenantId, personId: viewOf().person.id })
  })

  it('of nobody says why', async () => {
    const { ticket: _ticket, ...nobody } = nobodyFor({ why: 'noEmail' })
    serve({ 'contacts.resolve': () => nobody })
    expect(waysOf(await cardOf('contact'))).toEqual(['panel'])
  })
})

describe('an organisation', () => {
  it('is its tenant in short: persons, seats with the fewest left first, score, last sync', async () => {
    const licences = [
      seats('Visio', 3, 5),
      seats('Premium', 25, 25),
      seats('Basic', 49, 60),
      seats('Flow', 1, 9999, true),
    ]
    const days = (day: string, percent: number) => ({ day, current: percent, max: 100, percent })
    const score = [days('2026-10-20', 61), days('2026-11-24', 64)]
    serve({ 'organisations.resolve': () => ({ organisation, tenants: [tenantOf({ licences, score })] }) })
    const { card, known } = await ask('organisation')
    expect(card).toMatchObject({
      organisation: {
        name: 'Contoso Dental',
        tags: [{ word: 'Sync on' }, { word: '86 persons' }],
        licences: [
          { name: 'Premium', left: '0 of 25 left', isGone: true },
          { name: 'Visio', left: '2 of 5 left' },
          { name: 'Basic', left: '11 of 60 left' },
        ],
        more: 0,
        score: { now: 64, change: '3 up in 30 days' },
        lastSyncAt: '2026-11-25T09:29:00Z',
      },
    })
    expect(known.tenantId).toBe(tenantId)
    expect(JSON.stringify(card)).not.toContain(tenantId)
  })

  it('with several tenants tells the worst of their states and the oldest of their syncs', async () => {
    const tenants = [
      tenantOf(),
      tenantOf({ id: 't2', state: 'stopped', persons: 4, lastSyncAt: '2026-11-20T00:00:00Z' }),
    ]
    serve({ 'organisations.resolve': () => ({ organisation, tenants }) })
    expect(await cardOf('organisation')).toMatchObject({
      organisation: {
        tags: [{ word: 'Sync stopped' }, { word: '90 persons' }],
        short: { word: 'Sync stopped' },
        lastSyncAt: '2026-11-20T00:00:00Z',
      },
    })
  })

  it('without a tenant leads to mapping it, for who may', async () => {
    serve({ 'organisations.resolve': () => ({ organisation, tenants: [] }) })
    await beA('admin')
    expect(waysOf(await cardOf('organisation'))).toEqual(['map', 'panel'])
    await beA('viewer')
    expect(waysOf(await cardOf('organisation'))).toEqual(['panel'])
  })
})
