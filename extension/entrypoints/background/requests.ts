import * as v from 'valibot'
import { type Browser, browser } from 'wxt/browser'
import { isEnabledHost } from '../../enable.ts'
import { openPersonOf, openTicketOf } from '../../open-ticket.ts'
import type { CardAnswer } from '../../ticket/answer.ts'
import type { RecordRef } from '../../ticket/record.ts'
import type { Answered, Asked } from './answer-card.ts'
import { isAbout, notesOf, nothingKnown, type PersonRef } from './notes.ts'
import { OfRecord, Resolve } from './shapes.ts'

export type Sender = Browser.runtime.MessageSender
export interface CardPage {
  tabId: number
  host: string
}

/** What a card asks. The host is the sender's; the page's own words are not taken for it. */
export async function resolveRecord(
  data: unknown,
  sender: Sender,
  answer: (asked: Asked) => Promise<Answered>,
): Promise<CardAnswer | null> {
  const asked = v.safeParse(Resolve, data)
  const page = await enabledPage(sender)
  if (!page || !asked.success) return null
  const { record, shown } = asked.output
  await keepRecord(page, record)
  return keepAnswer(page, record, await answer({ host: page.host, record, shown }))
}

/** A technician's word for the guess that this very tab was given. */
export async function confirmGuess(
  data: unknown,
  sender: Sender,
  confirm: (host: string, ticketId: string, guess: PersonRef) => Promise<Answered>,
): Promise<CardAnswer | null> {
  const asked = v.safeParse(OfRecord, data)
  const page = await enabledPage(sender)
  if (!page || !asked.success) return null
  const { record } = asked.output
  const notes = await notesOf(page.tabId).getValue()
  if (record.kind !== 'ticket' || !isAbout(notes, page.host, record) || !notes.guess) return null
  const answered = await confirm(page.host, record.id, notes.guess)
  return keepAnswer(page, record, answered)
}

/** Of several frames one may leave after another has come: only what the tab is about is forgotten. */
export async function leaveRecord(data: unknown, sender: Sender): Promise<void> {
  const left = v.safeParse(OfRecord, data)
  const page = cardPage(sender)
  if (!page || !left.success) return
  const { tabId, host } = page
  if (isAbout(await notesOf(tabId).getValue(), host, left.output.record)) await forgetTab(tabId)
}

export async function forgetTab(tabId: number): Promise<void> {
  await Promise.all(
    [notesOf(tabId), openTicketOf(tabId), openPersonOf(tabId)].map((item) => item.removeValue()),
  )
}

/** Something pressed that waits to be opened outlives the card asking once more. */
async function keepRecord({ tabId, host }: CardPage, record: RecordRef): Promise<void> {
  const notes = notesOf(tabId)
  const before = await notes.getValue()
  if (!isAbout(before, host, record)) {
    await openPersonOf(tabId).removeValue()
    await notes.setValue({ host, record, ...nothingKnown })
  }
  const ticket = openTicketOf(tabId)
  if (record.kind !== 'ticket') return ticket.removeValue()
  const known = await ticket.getValue()
  if (known?.host !== host || known.ticketId !== record.id)
    await ticket.setValue({ host, ticketId: record.id, action: null, errand: null })
}

/** An answer that comes after the tab has gone on to another record is nobody's any more. */
async function keepAnswer(
  { tabId, host }: CardPage,
  record: RecordRef,
  { card, known }: Answered,
): Promise<CardAnswer> {
  const notes = notesOf(tabId)
  if (!isAbout(await notes.getValue(), host, record)) return card
  await notes.setValue({ host, record, ...known })
  const person = openPersonOf(tabId)
  if (!known.person) {
    await person.removeValue()
    return card
  }
  const waiting = (await person.getValue())?.action ?? null
  await person.setValue({ ...known.person, action: waiting })
  await openTicketOf(tabId).removeValue()
  return card
}

/** The page that a message of our own content script comes from, or null: another sender, another kind of page. */
export function cardPage(sender: Sender): CardPage | null {
  const url = sender.url ? URL.parse(sender.url) : null
  if (sender.id !== browser.runtime.id || sender.tab?.id === undefined) return null
  return url?.protocol === 'https:' ? { tabId: sender.tab.id, host: url.host } : null
}

export async function enabledPage(sender: Sender): Promise<CardPage | null> {
  const page = cardPage(sender)
  return page && (await isEnabledHost(page.host)) ? page : null
}
