import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { answerCard } from '../../../extension/entrypoints/background/answer-card.ts'
import {
  leaveTicket,
  openPanel,
  openSettings,
  resolveTicket,
} from '../../../extension/entrypoints/background/requests.ts'
import { openTicketOf } from '../../../extension/open-ticket.ts'
import { sessionState } from '../../../extension/session.ts'
import { enabledHosts, storedToken } from '../../../extension/settings.ts'
import { refusal, serve, signInForTest } from '../server.ts'
import { found, viewOf } from '../views.ts'

const host = 'lamplight.syncromsp.com'
type Sender = Browser.runtime.MessageSender
const senderOf = (more: Partial<Sender> = {}) =>
  ({
    id: fakeBrowser.runtime.id,
    url: `https://${host}/tickets/90417`,
    tab: { id: 7, windowId: 3, index: 0 },
    ...more,
  }) as Sender
const answer = vi.fn(async () => ({ state: 'away', text: '', next: null }) as const)
const opened = vi.fn(async () => {})
const settings = vi.fn(async () => {})

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  for (const spy of [answer, opened, settings]) spy.mockClear()
  Object.assign(fakeBrowser, { sidePanel: { open: opened } })
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
    expect(await resolveTicket({ ticketId: '90417' }, senderOf(), answer)).toMatchObject({ state: 'away' })
    expect(answer).toHaveBeenCalledExactlyOnceWith(host, '90417')
    expect(await openTicketOf(7).getValue()).toEqual({ host, ticketId: '90417', action: null, errand: null })
  })

  it.each(strangers)('answers nothing to %s', async (_who, sender) => {
    expect(await resolveTicket({ ticketId: '90417' }, senderOf(sender), answer)).toBeNull()
    expect(answer).not.toHaveBeenCalled()
    expect(await openTicketOf(7).getValue()).toBeNull()
  })

  it.each(['../../secrets', '', 'x'.repeat(65), 7, null])('takes no ticket id like %s', async (ticketId) => {
    expect(await resolveTicket({ ticketId: ticketId as string }, senderOf(), answer)).toBeNull()
    expect(answer).not.toHaveBeenCalled()
  })

  it('opens the panel before anything else, so that the click still counts', () => {
    openPanel({ ticketId: '90417', action: 'reset-password' }, senderOf())
    expect(opened).toHaveBeenCalledExactlyOnceWith({ windowId: 3 })
  })

  it('keeps the pressed action for the panel, also when the card asks once more', async () => {
    await openPanel({ ticketId: '90417', action: 'reset-password' }, senderOf())
    await resolveTicket({ ticketId: '90417' }, senderOf(), answer)
    expect(await openTicketOf(7).getValue()).toEqual({
      host,
      ticketId: '90417',
      action: 'reset-password',
      errand: null,
    })
    await resolveTicket({ ticketId: '90418' }, senderOf(), answer)
    expect(await openTicketOf(7).getValue()).toEqual({ host, ticketId: '90418', action: null, errand: null })
  })

  it('tells the panel nothing of a ticket on a host nobody enabled', async () => {
    await openPanel(
      { ticketId: '90417', action: null },
      senderOf({ url: 'https://other.syncromsp.com/tickets/1' }),
    )
    expect(await openTicketOf(7).getValue()).toBeNull()
  })

  it('opens panel and settings for nobody else’s script', async () => {
    await openPanel({ ticketId: '1', action: null }, senderOf({ id: 'someone-else' }))
    await openSettings(senderOf({ id: 'someone-else' }))
    expect(opened).not.toHaveBeenCalled()
    expect(settings).not.toHaveBeenCalled()
  })

  it('forgets a ticket that was left', async () => {
    await resolveTicket({ ticketId: '90417' }, senderOf(), answer)
    await leaveTicket(senderOf())
    expect(await openTicketOf(7).getValue()).toBeNull()
  })
})

describe('what a card is told', () => {
  beforeEach(signInForTest)

  it('is the answer of the worker, cut down', async () => {
    const asked = serve({ 'tickets.resolve': () => found(viewOf()) })
    expect(await answerCard(host, '90417')).toMatchObject({
      state: 'person',
      person: { name: 'Mara Ellingsworth' },
    })
    expect(asked).toMatchObject([{ input: { host, ticketId: '90417' } }])
  })

  it('is that one is signed out when the token has ended, without ending a session that a page can renew', async () => {
    await storedToken.removeValue()
    const asked = serve({})
    expect(await answerCard(host, '90417')).toMatchObject({ state: 'signedOut' })
    expect(asked).toEqual([])
    expect((await sessionState()).state).toBe('signedIn')
  })

  it('tells an away server from one that refuses, in words', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await answerCard(host, '1')).toMatchObject({
      state: 'away',
      text: expect.stringContaining('not answering'),
    })
    serve({ 'tickets.resolve': () => refusal(404, 'psa.notFound', 'The ticket system does not know this.') })
    expect(await answerCard(host, '1')).toMatchObject({
      state: 'refused',
      text: 'The ticket system does not know this.',
    })
  })
})
