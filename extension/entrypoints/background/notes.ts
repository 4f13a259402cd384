import { storage } from '@wxt-dev/storage'
import type { RecordRef } from '../../ticket/record.ts'

export interface PersonRef {
  tenantId: string
  personId: string
}

/** What an answer to a card was about: ids that never reach the page. */
export interface Known {
  person: PersonRef | null
  /** Who may be meant, if the technician says so. */
  guess: PersonRef | null
  /** The tenant of the organisation. */
  tenantId: string | null
}
export const nothingKnown: Known = { person: null, guess: null, tenantId: null }

export interface Notes extends Known {
  host: string
  record: RecordRef
}

/** The record that a tab's card shows, and what is known of it; in memory beyond the background's short life. */
export function notesOf(tabId: number) {
  return storage.defineItem<Notes | null>(`session:card-${tabId}`, { fallback: null })
}

/** The tabs that show a card, or did. */
export async function tabsWithCards(): Promise<number[]> {
  const kept = await storage.snapshot('session')
  return Object.keys(kept).flatMap((key) => {
    const tabId = Number(/^card-(\d+)$/.exec(key)?.[1] ?? Number.NaN)
    return Number.isNaN(tabId) ? [] : [tabId]
  })
}

export function isAbout(notes: Notes | null, host: string, { kind, id }: RecordRef): notes is Notes {
  return notes?.host === host && notes.record.kind === kind && notes.record.id === id
}
