import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Answered } from '../../../extension/entrypoints/background/answer-card.ts'
import { notSetUp } from '../../../extension/entrypoints/background/message-cards.ts'
import { type Known, nothingKnown } from '../../../extension/entrypoints/background/notes.ts'
import { open } from '../../../extension/entrypoints/background/open.ts'
import {
  confirmGuess,
  leaveRecord,
  resolveRecord,
} from '../../../extension/entrypoints/background/requests.ts'
import { openPersonOf, openTicketOf } from '../../../extension/open-ticket.ts'
import { enabledHosts, popupRoute } from '../../../extension/settings.ts'

const host = 'lamplight.syncromsp.com'
type Sender = Browser.runtime.MessageSender
const senderOf = (more: Partial<Sender> = {}) =>
  ({
    id: fakeBrowser.runtime.id,
    url: `https://${host}/tickets/90417`,
    tab: { id: 7, windowId: 3, index: 0 },
    ...more,
  }) as Sender
const ticketOf = (id: string) => ({ kind: 'ticket', id }) as const
const asking = (id = '90417') => ({ record: ticketOf(id), shown: null })
const wish = (to: string, action: string | null = null, record: object = ticketOf('90417')) => ({
  to,
  record,
  action,
})
const ref = { tenantId: 't1', personId: 'p1' }
const answerWith = (known: Partial<Known> = {}) =>
  vi.fn(async (): Promise<Answered> => ({ card: notSetUp, known: { ...nothingKnown, ...known } }))
const opened = vi.fn(async () => {})
const settings = vi.fn(async () => {})
const created = vi.fn(async (_tab: { url: string }) => {})

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  for (const spy of [opened, settings, created]) spy.mockClear()
  Object.assign(fakeBrowser, { sidePanel: { open: opened }, tabs: { create: created } })
  Object.assign(fakeBrowser.runtime, { openOptionsPage: settings })
  await enabledHosts.setValue([host])
})

const strangers: [string, Partial<Sender>][] = [
  ['another extension', { id: 'someone-else' }],
  ['a host nobody enabled', { url: 'https://other.syncromsp.com/tickets/1' }],
  ['a look-alike host', { url: `https://${host}.evil.example/tickets/1` }],
  ['an unencrypted page', { url: `http://${host}/tickets/1` }],
  ['a page of the extension itself', { url: 'chrome-extension://abc/sidepanel.html' }],
  ['no tab', { tab: undefined }],
  ['no address', { url: undefined }],
]

describe('what the background takes from whom', () => {
  it('answers its card on an enabled host, for the sender’s host', async () => {
    const answer = answerWith()
    expect(await resolveRecord(asking(), senderOf(), answer)).toMatchObject({ state: 'notSetUp' })
    expect(answer).toHaveBeenCalledExactlyOnceWith({ host, ...asking() })
    expect(await openTicketOf(7).getValue()).toEqual({ host, ticketId: '90417', action: null, errand: null })
  })

  it.each(strangers)('answers nothing to %s', async (_who, sender) => {
    const answer = answerWith()
    expect(await resolveRecord(asking(), senderOf(sender), answer)).toBeNull()
    expect(await confirmGuess(asking(), senderOf(sender), answer)).toBeNull()
    expect(answer).not.toHaveBeenCalled()
    expect(await openTicketOf(7).getValue()).toBeNull()
  })

  it.each([
    ...['../../secrets', '', 'x'.repeat(65), 7, null].map((id) => ({
      record: { kind: 'ticket', id },
      shown: null,
    })),
    { record: { kind: 'person', id: '1' }, shown: null },
    { record: null },
    { ticketId: '90417' },
    null,
    'ticket',
  ])('takes nothing of another shape: %j', async (data) => {
    const answer = answerWith()
    expect(await resolveRecord(data, senderOf(), answer)).toBeNull()
    expect(answer).not.toHaveBeenCalled()
  })

  it.each([
    { name: 'x'.repeat(10_000), email: null },
    { name: 'Mara', email: 'not an address' },
    { name: 'Mara', email: `${'x'.repeat(400)}@contoso.example` },
    { name: 7 },
    'Mara',
  ])('lets go of what a page shows in another shape, and answers all the same', async (shown) => {
    const answer = answerWith()
    expect(await resolveRecord({ ...asking(), shown }, senderOf(), answer)).not.toBeNull()
    expect(answer).toHaveBeenCalledExactlyOnceWith({ host, ...asking() })
  })
})

describe('what was pressed', () => {
  it('opens the panel before anything else, so that the click still counts', () => {
    open(wish('panel', 'reset-password'), senderOf())
    expect(opened).toHaveBeenCalledExactlyOnceWith({ windowId: 3 })
  })

  it('waits for the panel, also when the card asks once more, and goes with the ticket', async () => {
    await resolveRecord(asking(), senderOf(), answerWith())
    await open(wish('panel', 'reset-password'), senderOf())
    await resolveRecord(asking(), senderOf(), answerWith())
    const kept = { host, ticketId: '90417', errand: null }
    expect(await openTicketOf(7).getValue()).toEqual({ ...kept, action: 'reset-password' })
    await open(wish('choose'), senderOf())
    expect(await openTicketOf(7).getValue()).toEqual({ ...kept, action: null, errand: 'choose' })
    await resolveRecord(asking('90418'), senderOf(), answerWith())
    expect(await openTicketOf(7).getValue()).toEqual({ ...kept, ticketId: '90418', action: null })
  })

  it('says nothing of a ticket on a host nobody enabled, nor opens anything for another’s script', async () => {
    await open(wish('panel'), senderOf({ url: 'https://other.syncromsp.com/tickets/1' }))
    expect(await openTicketOf(7).getValue()).toBeNull()
    opened.mockClear()
    for (const to of ['panel', 'choose', 'settings', 'map', 'tenant'])
      await open(wish(to), senderOf({ id: 'someone-else' }))
    for (const spy of [opened, settings, created]) expect(spy).not.toHaveBeenCalled()
  })

  it.each(['elsewhere', 'confirm', '__proto__', null])('leads nowhere but where it may: %s', async (to) => {
    await open(wish(to as string), senderOf())
    for (const spy of [opened, settings, created]) expect(spy).not.toHaveBeenCalled()
  })

  it('opens a tab where there is no side panel, on the ticket, the errand or the contact’s person', async () => {
    Object.assign(fakeBrowser, { sidePanel: undefined })
    const searches = () =>
      created.mock.calls.map(([{ url }]) => Object.fromEntries(new URL(url).searchParams))
    await open(wish('panel', 'reset-password'), senderOf())
    await open(wish('choose'), senderOf())
    const contact = { kind: 'contact', id: '7001' } as const
    await resolveRecord({ record: contact, shown: null }, senderOf(), answerWith({ person: ref }))
    await open(wish('panel', null, contact), senderOf())
    expect(searches()).toEqual([
      { host, ticketId: '90417', action: 'reset-password' },
      { host, ticketId: '90417', errand: 'choose' },
      ref,
    ])
  })

  it('leads to mapping, and to the tenant of this organisation alone', async () => {
    const record = { kind: 'organisation', id: '311' } as const
    await resolveRecord({ record, shown: null }, senderOf(), answerWith({ tenantId: 't1' }))
    await open(wish('tenant', null, record), senderOf())
    expect(await popupRoute.getValue()).toEqual({ screen: 'tenant', tenantId: 't1' })
    await open(wish('tenant', null, { ...record, id: '312' }), senderOf())
    expect(await popupRoute.getValue()).toEqual({ screen: 'suggest' })
    await open(wish('map', null, record), senderOf())
    expect(created).toHaveBeenCalledTimes(3)
  })
})

describe('what is kept of a tab', () => {
  it('is a contact’s person for the panel, and no ticket', async () => {
    const record = { kind: 'contact', id: '7001' } as const
    await resolveRecord(asking(), senderOf(), answerWith())
    await resolveRecord({ record, shown: null }, senderOf(), answerWith({ person: ref }))
    expect(await openTicketOf(7).getValue()).toBeNull()
    expect(await openPersonOf(7).getValue()).toEqual({ ...ref, action: null })
    await open(wish('panel', 'reset-password', record), senderOf())
    expect(await openPersonOf(7).getValue()).toEqual({ ...ref, action: 'reset-password' })
  })

  it('goes with the page, but not with a frame that showed something else', async () => {
    await resolveRecord(asking('2'), senderOf(), answerWith())
    await leaveRecord(asking('1'), senderOf())
    expect(await openTicketOf(7).getValue()).toMatchObject({ ticketId: '2' })
    await leaveRecord(asking('2'), senderOf())
    expect(await openTicketOf(7).getValue()).toBeNull()
  })

  it('is not what comes too late', async () => {
    const record = { kind: 'contact', id: '1' } as const
    let say = (_answered: Answered) => {}
    const late = new Promise<Answered>((resolve) => {
      say = resolve
    })
    const first = resolveRecord({ record, shown: null }, senderOf(), () => late)
    await vi.waitFor(async () => expect(await openTicketOf(7).getValue()).toBeNull())
    await resolveRecord(asking(), senderOf(), answerWith())
    say({ card: notSetUp, known: { ...nothingKnown, person: ref } })
    await first
    expect(await openPersonOf(7).getValue()).toBeNull()
    expect(await openTicketOf(7).getValue()).toMatchObject({ ticketId: '90417' })
  })
})

describe('a guess', () => {
  it('is kept only for the ticket it was made for, and once a person has confirmed it', async () => {
    const confirm = answerWith()
    await resolveRecord(asking(), senderOf(), answerWith({ guess: ref }))
    expect(await confirmGuess(asking('90418'), senderOf(), confirm)).toBeNull()
    expect(await confirmGuess(asking(), senderOf({ tab: { id: 8 } as never }), confirm)).toBeNull()
    expect(confirm).not.toHaveBeenCalled()
    expect(await confirmGuess(asking(), senderOf(), confirm)).not.toBeNull()
    expect(confirm).toHaveBeenCalledExactlyOnceWith(host, '90417', ref)
    expect(await confirmGuess(asking(), senderOf(), confirm)).toBeNull()
  })

  it('is confirmed by nobody where none was made', async () => {
    const confirm = answerWith()
    await resolveRecord(asking(), senderOf(), answerWith({ person: ref }))
    expect(await confirmGuess(asking(), senderOf(), confirm)).toBeNull()
    expect(confirm).not.toHaveBeenCalled()
  })
})
