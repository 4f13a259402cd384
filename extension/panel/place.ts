import { useRef, useState } from 'preact/hooks'
import type { LivePart } from '#shared/contract.ts'
import { keyOf, type Target } from './target.ts'

export interface PersonRef {
  tenantId: string
  personId: string
}
export type PersonTab = 'overview' | 'licences' | 'security' | 'devices' | 'groups' | 'history'

/** How one left a ticket: it looks the same on coming back. */
export interface Place {
  /** Somebody else than the ticket's person, looked up from here. */
  visit: PersonRef | null
  finding: 'search' | 'choose' | null
  /** What was searched for. */
  text: string
  tab: PersonTab
  /** Parts of the overview that were unfolded. */
  open: LivePart[]
  /** Of the person's screen, in px. */
  scroll: number
}
const untouched: Place = { visit: null, finding: null, text: '', tab: 'overview', open: [], scroll: 0 }

/** In memory alone: it goes with the panel, and with whoever signs out. */
export function usePlace(target: Target): [Place, (changes: Partial<Place>) => void] {
  const places = useRef(new Map<string, Place>())
  const [, setTimes] = useState(0)
  const key = keyOf(target)
  const place = places.current.get(key) ?? untouched
  const change = (changes: Partial<Place>) => {
    places.current.set(key, { ...(places.current.get(key) ?? untouched), ...changes })
    // Scrolling is no reason to draw anew.
    if (Object.keys(changes).some((name) => name !== 'scroll')) setTimes((times) => times + 1)
  }
  return [place, change]
}
