import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CardAnswer } from '../messages.ts'
import { Message, type Ways } from './message-card.tsx'
import type { PageTicket } from './pages.ts'
import { Person } from './person-card.tsx'
import { findSpot, obstaclesOf, type Size, type Spot } from './place.ts'
import { Waiting } from './waiting-card.tsx'

/** The card's ways out of the page: messages and one remembered choice. */
export interface CardPort {
  /** null = not enabled here: no card. */
  ask(ticketId: string): Promise<CardAnswer | null>
  openPanel(ticketId: string, action: string | null): void
  openSettings(): void
  /** Calls back when an answer may be out of date. Returns how to stop. */
  onAskAgain(again: () => void): () => void
  isFolded(): Promise<boolean>
  rememberFold(isFolded: boolean): void
}

/** Folded or open, and what each form needs for the change. */
export interface Fold {
  isFolded: boolean
  frame: { onCollapse: () => void; focus: FocusWish }
  pill: { onExpand: () => void; focus: FocusWish }
}
/** True once after a fold by hand: the other form's button takes the focus and the wish with it. */
export interface FocusWish {
  current: boolean
}

export function Overlay({ ticket, port }: { ticket: PageTicket; port: CardPort }) {
  const { answer, ask } = useAnswer(ticket, port)
  const { choice, choose, focus } = useFoldChoice(ticket, port)
  const place = useRef<HTMLDivElement>(null)
  const { spot, fits } = useSpot(place, ticket, [answer, choice])
  if (answer === null || choice === null) return null
  // Without free room the card folds, unless a person has opened it on this very ticket.
  const isFolded = choice === 'folded' || (choice === 'open' && !fits)
  const fold: Fold = {
    isFolded,
    frame: { onCollapse: () => choose('folded'), focus },
    pill: { onExpand: () => choose('openedHere'), focus },
  }
  const ways: Ways = {
    openPanel: () => port.openPanel(ticket.ticketId, null),
    openSettings: () => port.openSettings(),
    askAgain: () => ask(),
  }
  return (
    <div ref={place} class="place" style={{ [spot.side]: '16px', bottom: `${spot.bottom}px` }}>
      {answer === 'waiting' ? (
        <Waiting fold={fold} />
      ) : answer.state === 'person' ? (
        <Person
          person={answer.person}
          fold={fold}
          onOpen={(action) => port.openPanel(ticket.ticketId, action)}
        />
      ) : (
        <Message answer={answer} fold={fold} ways={ways} />
      )}
    </div>
  )
}

/** Asks about the ticket at hand; an answer about another one comes too late and is dropped. */
function useAnswer({ host, ticketId }: PageTicket, port: CardPort) {
  const [answer, setAnswer] = useState<CardAnswer | null | 'waiting'>('waiting')
  const current = useRef(0)
  const ask = ({ quietly = false } = {}) => {
    const turn = ++current.current
    if (!quietly) setAnswer('waiting')
    port.ask(ticketId).then(
      (next) => turn === current.current && setAnswer(next),
      () => turn === current.current && setAnswer(noAnswer),
    )
  }
  useEffect(() => {
    ask()
    const stop = port.onAskAgain(() => ask({ quietly: true }))
    return () => {
      stop()
      current.current++
    }
  }, [host, ticketId, port])
  return { answer, ask }
}

const noAnswer: CardAnswer = {
  state: 'refused',
  text: 'The extension did not answer.',
  next: 'Reload the page if it stays.',
}

type FoldChoice = 'folded' | 'open' | 'openedHere'

function useFoldChoice({ ticketId }: PageTicket, port: CardPort) {
  const [choice, setChoice] = useState<FoldChoice | null>(null)
  const focus = useRef(false)
  useEffect(() => {
    port.isFolded().then((isFolded) => setChoice(isFolded ? 'folded' : 'open'))
  }, [port, ticketId])
  const choose = (next: FoldChoice) => {
    focus.current = true
    setChoice(next)
    port.rememberFold(next === 'folded')
  }
  return { choice, choose, focus }
}

const corner: Spot = { side: 'right', bottom: 16 }

/** Keeps clear of the page's buttons: measured when something changes, and when scrolling or resizing ends. */
function useSpot(place: { current: HTMLElement | null }, { avoid }: PageTicket, changes: unknown[]) {
  const [found, setFound] = useState<Found>({ spot: corner, fits: true })
  const openSize = useRef<Size>({ width: 320, height: 320 })
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = () => {
      const element = place.current
      // Nothing moves under the pointer.
      if (!element || element.matches(':hover')) return
      const drawn = { width: element.offsetWidth, height: element.offsetHeight }
      const isOpen = !!element.querySelector('.card')
      if (isOpen) openSize.current = drawn
      setFound((before) => unlessSame(before, findNow(drawn, openSize.current, isOpen, avoid)))
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(measure, 200)
    }
    measure()
    addEventListener('scroll', later, { passive: true, capture: true })
    addEventListener('resize', later)
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', later, { capture: true })
      removeEventListener('resize', later)
    }
  }, [...changes, found.fits])
  return found
}

interface Found {
  spot: Spot
  /** Whether the open card would have room. */
  fits: boolean
}
function findNow(drawn: Size, open: Size, isOpen: boolean, avoid: readonly string[]): Found {
  const page = { width: innerWidth, height: innerHeight }
  const obstacles = obstaclesOf(avoid)
  const spotOpen = findSpot(open, page, obstacles)
  const spot = isOpen ? spotOpen : findSpot(drawn, page, obstacles)
  return { spot: spot ?? corner, fits: spotOpen !== null }
}

function unlessSame(before: Found, next: Found): Found {
  const isSame =
    next.fits === before.fits &&
    next.spot.side === before.spot.side &&
    next.spot.bottom === before.spot.bottom
  return isSame ? before : next
}
