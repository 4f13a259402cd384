import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { openTicketOf } from '../../../extension/open-ticket.ts'
import { keptWork, letterKeys, recentPersons } from '../../../extension/settings.ts'
import { serve, signInForTest } from '../server.ts'
import { found, hitOf, ticket, viewOf } from '../views.ts'
import { openPanel, quietly } from './panel-screen.tsx'

const host = 'lamplight.syncromsp.com'
const osric = viewOf({ displayName: 'Osric Danverleigh', id: '77777777-7777-4777-8777-777777777777' })
let front = 1
let activated: (() => void)[] = []

/** Two tabs with a ticket each. */
function fakeTabs(): void {
  activated = []
  const none = { addListener: () => {}, removeListener: () => {} }
  Object.assign(fakeBrowser, {
    tabs: {
      query: async () => [{ id: front }],
      sendMessage: async () => ({ answer: null }),
      onActivated: { ...none, addListener: (listener: () => void) => activated.push(listener) },
      onUpdated: none,
    },
  })
}
async function goTo(tabId: number): Promise<void> {
  front = tabId
  await act(async () => {
    for (const listener of activated) listener()
    await new Promise((resolve) => setTimeout(resolve, 10))
  })
}
const answers = {
  'tickets.resolve': ({ ticketId }: { ticketId: string }) =>
    ticketId === '11' ? found(viewOf()) : found(osric, { ticket: { ...ticket, number: '4190' } }),
  'session.get': () => ({ id: 'a', name: 'Ruben', role: 'admin' as const, limited: false }),
}

beforeEach(async () => {
  fakeBrowser.reset()
  fakeTabs()
  front = 1
  await signInForTest()
  await openTicketOf(1).setValue({ host, ticketId: '11', action: null, errand: null })
  await openTicketOf(2).setValue({ host, ticketId: '22', action: null, errand: null })
})
afterEach(() => vi.unstubAllGlobals())

describe('the panel and the tab in front', () => {
  it('follows it, and finds each ticket as it was left', async () => {
    serve({ ...answers, 'persons.search': () => ({ persons: [hitOf()], more: false }) })
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    await screen.tab('Licences')
    await goTo(2)
    await screen.says('Osric Danverleigh')
    expect(screen.text()).toContain('Contact')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.type('sela')
    await goTo(1)
    await screen.says('1 licence')
    await goTo(2)
    await screen.says('Sela Brightmoor')
    expect(screen.host.querySelector('fluent-text-input')?.getAttribute('value')).toBe('sela')
  })

  it('stays with a pinned person, says so, and goes on when unpinned', async () => {
    serve(answers)
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    await screen.press('Pin: stay here while tabs change')
    expect(screen.button('Unpin')?.getAttribute('aria-pressed')).toBe('true')
    await goTo(2)
    await screen.says('The tab in front shows something else.')
    expect(screen.text()).toContain('Mara Ellingsworth')
    expect(screen.text()).not.toContain('Osric Danverleigh')
    await screen.press('Unpin and go there')
    await screen.says('Osric Danverleigh')
  })

  it('lets what is pressed on another ticket’s card outweigh the pin', async () => {
    serve(answers)
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    await screen.key('p')
    await screen.says('Pinned')
    await openTicketOf(2).setValue({ host, ticketId: '22', action: null, errand: 'choose' })
    await goTo(2)
    await screen.says('Who is ticket 4190 about?')
    await quietly(20)
    expect(await openTicketOf(2).getValue()).toMatchObject({ errand: null })
  })
})

describe('recent persons', () => {
  it('are offered where there is no ticket, newest first, and open', async () => {
    serve({ ...answers, 'persons.get': () => osric })
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    await goTo(2)
    await screen.says('Osric Danverleigh')
    await goTo(3)
    await screen.says('Recent persons')
    const rows = [...screen.host.querySelectorAll('.row-open')].map((row) => row.textContent)
    expect(rows[0]).toContain('Osric Danverleigh')
    expect(rows[1]).toContain('Mara Ellingsworth')
    await act(async () => screen.host.querySelector<HTMLElement>('.row-open')?.click())
    await screen.says('Can sign in')
  })

  it('are nobody else’s, and go with the sign-out', async () => {
    front = 3
    await recentPersons.setValue({ accountId: 'a', persons: [recentOf('Nadia Thornquist')] })
    serve(answers)
    const screen = await openPanel('')
    await screen.says('Nadia Thornquist')
    const persons = [recentOf('Nadia Thornquist')]
    await act(async () => recentPersons.setValue({ accountId: 'someone-else', persons }))
    await quietly(20)
    expect(screen.text()).toContain('Open a ticket')
    expect(screen.text()).not.toContain('Nadia Thornquist')
    expect(keptWork).toContain(recentPersons)
  })
})

describe('shortcuts', () => {
  it('are listed under “?”, and Esc leads back', async () => {
    serve(answers)
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    await screen.key('?')
    await screen.says('Keyboard shortcuts')
    expect(screen.text()).toContain('/Search all tenants')
    await screen.key('Escape')
    await screen.says('Contact')
  })

  it('do nothing while one types, and nothing at all when they are switched off', async () => {
    serve({ ...answers, 'persons.search': () => ({ persons: [], more: false }) })
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    const input = document.createElement('input')
    screen.host.append(input)
    await screen.key('p', input)
    expect(screen.text()).not.toContain('Pinned')
    await screen.key('/')
    await screen.says('All tenants')
    await screen.keyInBox('?')
    expect(screen.text()).toContain('All tenants')
    await screen.key('Escape')
    await screen.says('Contact')
    await act(async () => letterKeys.setValue(false))
    await quietly(20)
    await screen.key('p')
    expect(screen.text()).not.toContain('Pinned')
  })
})

describe('tabs of a person', () => {
  it('are moved through by arrows and chosen only then, so that nothing is asked on the way', async () => {
    const asked = serve(answers)
    const screen = await openPanel('')
    await screen.says('Mara Ellingsworth')
    const tabs = [...screen.host.querySelectorAll<HTMLElement>('[role=tab]')]
    tabs[0]?.focus()
    for (let step = 0; step < 3; step += 1) await screen.key('ArrowRight', document.activeElement ?? document)
    expect(document.activeElement?.textContent).toContain('Devices')
    expect(tabs.map((tab) => tab.getAttribute('aria-selected'))).toEqual(['true', ...Array(5).fill('false')])
    expect(asked.map(({ name }) => name)).toEqual(['tickets.resolve'])
  })
})

function recentOf(displayName: string) {
  const { tenantId, tenantName, personId, userPrincipalName } = hitOf()
  return { tenantId, tenantName, personId, displayName, userPrincipalName, jobTitle: null }
}
