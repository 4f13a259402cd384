import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { openPersonOf, openTicketOf } from '../../../extension/open-ticket.ts'
import { followTab, type Target, takeWish } from '../../../extension/panel/target.ts'
import { hostPsas } from '../../../extension/settings.ts'

const host = 'lamplight.syncromsp.com'
type Loads = (tabId: number, change: { status?: string }, tab: { url?: string }) => void
let front = 1
let activated: (() => void)[] = []
let updated: Loads[] = []

/** The browser's tabs, as far as the panel follows them. */
function fakeTabs(): void {
  activated = []
  updated = []
  const listeners = <L>(list: () => L[]) => ({
    addListener: (listener: L) => list().push(listener),
    removeListener: (listener: L) => list().splice(list().indexOf(listener), 1),
  })
  Object.assign(fakeBrowser, {
    tabs: {
      query: async () => [{ id: front }],
      onActivated: listeners(() => activated),
      onUpdated: listeners(() => updated),
    },
  })
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
function goTo(tabId: number): void {
  front = tabId
  for (const listener of activated) listener()
}

beforeEach(async () => {
  fakeBrowser.reset()
  fakeTabs()
  front = 1
  await hostPsas.setValue({ [host]: 'syncro' })
  await openTicketOf(1).setValue({ host, ticketId: '11', action: null, errand: null })
  await openTicketOf(2).setValue({ host, ticketId: '22', action: null, errand: null })
})

describe('which ticket the panel follows', () => {
  it('is that of the tab in front, and none where none is known', async () => {
    const told: Target[] = []
    const stop = followTab((target) => told.push(target))
    await settle()
    goTo(2)
    await settle()
    goTo(3)
    await settle()
    stop()
    expect(told).toEqual([
      { kind: 'ticket', host, ticketId: '11', action: null, errand: null, tabId: 1 },
      { kind: 'ticket', host, ticketId: '22', action: null, errand: null, tabId: 2 },
      { kind: 'none' },
    ])
  })

  it('hears what the card says of the tab in front alone', async () => {
    const told: Target[] = []
    const stop = followTab((target) => told.push(target))
    await settle()
    await openTicketOf(2).setValue({ host, ticketId: '23', action: null, errand: null })
    await openTicketOf(1).setValue({ host, ticketId: '12', action: 'reset-password', errand: null })
    await settle()
    stop()
    expect(told.map((target) => (target.kind === 'ticket' ? target.ticketId : null))).toEqual(['11', '12'])
  })

  it('lets go of a ticket whose page is being left, even when the card cannot say so any more', async () => {
    const told: Target[] = []
    const stop = followTab((target) => told.push(target))
    await settle()
    for (const listener of updated) listener(1, { status: 'loading' }, { url: `https://${host}/tickets/11` })
    await settle()
    expect(told.at(-1)?.kind).toBe('ticket')
    for (const listener of updated) listener(1, { status: 'loading' }, {})
    await settle()
    stop()
    expect(told.at(-1)).toEqual({ kind: 'none' })
    expect(activated).toHaveLength(0)
  })

  it('shows the person of a contact’s page, and lets go of them with it', async () => {
    const told: Target[] = []
    await openTicketOf(1).removeValue()
    await openPersonOf(1).setValue({ tenantId: 't', personId: 'p', action: null })
    const stop = followTab((target) => told.push(target))
    await settle()
    expect(told).toEqual([{ kind: 'person', tenantId: 't', personId: 'p', action: null, tabId: 1 }])
    for (const listener of updated) listener(1, { status: 'loading' }, {})
    await settle()
    stop()
    expect(told.at(-1)).toEqual({ kind: 'none' })
  })

  it('opens an action pressed on a contact’s card once', async () => {
    await openPersonOf(1).setValue({ tenantId: 't', personId: 'p', action: 'reset-password' })
    await takeWish(1)
    expect(await openPersonOf(1).getValue()).toEqual({ tenantId: 't', personId: 'p', action: null })
  })

  it('opens a pressed action once', async () => {
    await openTicketOf(1).setValue({ host, ticketId: '11', action: 'reset-password', errand: null })
    await takeWish(1)
    expect(await openTicketOf(1).getValue()).toEqual({ host, ticketId: '11', action: null, errand: null })
  })
})
