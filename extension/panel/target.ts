import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { openPersonOf, openTicketOf } from '../open-ticket.ts'
import { psaAt } from '../ticket/host-psa.ts'
import { ticketAt } from '../ticket/pages.ts'

/** What the panel is about. */
export type Target =
  | {
      kind: 'ticket'
      host: string
      ticketId: string
      action: string | null
      errand: 'choose' | null
      tabId: number | null
    }
  | { kind: 'person'; tenantId: string; personId: string; action?: string | null; tabId?: number | null }
  | { kind: 'none' }

/** From the panel's own address, else the ticket of the tab in front, followed; undefined until known. */
export function useTarget(address: string): Target | undefined {
  const [target, setTarget] = useState<Target | undefined>(() => targetOf(new URLSearchParams(address)))
  const isFixed = target !== undefined && target.kind !== 'none' && address !== ''
  useEffect(() => (isFixed ? undefined : followTab(setTarget)), [isFixed])
  return target
}

function targetOf(search: URLSearchParams): Target | undefined {
  const [tenantId, personId] = [search.get('tenantId'), search.get('personId')]
  if (tenantId && personId) return { kind: 'person', tenantId, personId, action: search.get('action') }
  const [host, ticketId] = [search.get('host'), search.get('ticketId')]
  if (!host || !ticketId) return undefined
  const errand = search.get('errand') === 'choose' ? 'choose' : null
  return { kind: 'ticket', host, ticketId, action: search.get('action'), errand, tabId: null }
}

/** The same for the same ticket or person, whatever tab and wish. */
export function keyOf(target: Target): string {
  if (target.kind === 'ticket') return `${target.host}/${target.ticketId}`
  return target.kind === 'person' ? `${target.tenantId}/${target.personId}` : ''
}

/** Tells the ticket of this window's front tab, now and with every change. Returns how to stop. */
export function followTab(tell: (target: Target) => void): () => void {
  let unwatch = () => {}
  let front: number | null = null
  let isKnown = false
  let isStopped = false
  const show = async (tabId: number) => {
    const [ticket, person] = await Promise.all([
      openTicketOf(tabId).getValue(),
      openPersonOf(tabId).getValue(),
    ])
    if (isStopped || tabId !== front) return
    if (ticket) tell({ kind: 'ticket', ...ticket, errand: ticket.errand ?? null, tabId })
    else if (person) tell({ kind: 'person', ...person, tabId })
    else tell({ kind: 'none' })
  }
  const look = async () => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
    const tabId = tab?.id ?? null
    if (isStopped || (isKnown && tabId === front)) return
    unwatch()
    front = tabId
    isKnown = true
    if (tabId === null) return tell({ kind: 'none' })
    const again = () => void show(tabId)
    const stops = [openTicketOf(tabId).watch(again), openPersonOf(tabId).watch(again)]
    unwatch = () => {
      for (const stop of stops) stop()
    }
    await show(tabId)
  }
  const loads = async (tabId: number, change: { status?: string }, tab: { url?: string }) => {
    // The page is being left. An address we may not read is no ticket of ours.
    if (change.status !== 'loading' || tabId !== front) return
    if (tab.url && (await showsTicket(tab.url))) return
    await Promise.all([openTicketOf(tabId).removeValue(), openPersonOf(tabId).removeValue()])
  }
  const follow = () => void look()
  browser.tabs.onActivated.addListener(follow)
  browser.tabs.onUpdated.addListener(loads)
  look()
  return () => {
    isStopped = true
    unwatch()
    browser.tabs.onActivated.removeListener(follow)
    browser.tabs.onUpdated.removeListener(loads)
  }
}

async function showsTicket(address: string): Promise<boolean> {
  const host = URL.parse(address)?.host
  return host !== undefined && ticketAt(address, await psaAt(host)) !== null
}

/** What was pressed on the card is open now: it is not opened again. */
export async function takeWish(tabId: number): Promise<void> {
  const [ticketItem, personItem] = [openTicketOf(tabId), openPersonOf(tabId)]
  const [ticket, person] = await Promise.all([ticketItem.getValue(), personItem.getValue()])
  if (ticket?.action || ticket?.errand) await ticketItem.setValue({ ...ticket, action: null, errand: null })
  if (person?.action) await personItem.setValue({ ...person, action: null })
}
