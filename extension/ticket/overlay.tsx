import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ShownContact } from '#shared/psa/page.ts'
import type { Wish } from '../messages.ts'
import * as icons from '../ui/icons.ts'
import type { CardAnswer, Way } from './answer.ts'
import { Message } from './message-card.tsx'
import { Organisation } from './organisation-card.tsx'
import type { PageRecord } from './pages.ts'
import { Person } from './person-card.tsx'
import { findSpot, obstaclesOf, type Size, type Spot } from './place.ts'
import { type RecordRef, refOf } from './record.ts'
import { Waiting } from './waiting-card.tsx'

/** The card's ways out of the page: messages and one remembered choice. */
export interface CardPort {
  /** null = not enabled here: no card. */
  ask(record: RecordRef, shown: ShownContact | null): Promise<CardAnswer | null>
  confirm(record: RecordRef): Promise<CardAnswer | null>
  open(wish: Wish): void
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
/** Goes where a button leads, for a person with one of their actions. */
export type Go = (way: Way, action?: string | null) => void

interface OverlayProps {
  record: PageRecord
  shown: ShownContact | null
  port: CardPort
}
export function Overlay({ record, shown, port }: OverlayProps) {
  const { answer, ask, confirm } = useAnswer(record, shown, port)
  const { choice, choose, focus } = useFoldChoice(record, port)
  const place = useRef<HTMLDivElement>(null)
  const { spot, fits } = useSpot(place, record, [answer, choice])
  if (answer === null || choice === null) return null
  // Without free room the card folds, unless a person has opened it on this very page.
  const isFolded = choice === 'folded' || (choice === 'open' && !fits)
  const fold: Fold = {
    isFolded,
    frame: { onCollapse: () => choose('folded'), focus },
    pill: { onExpand: () => choose('openedHere'), focus },
  }
  const go: Go = (to, action = null) => {
    if (to === 'again') ask()
    else if (to === 'confirm') confirm()
    else port.open({ to, action, record: refOf(record) })
  }
  return (
    <div ref={place} class="place" style={{ [spot.side]: '16px', bottom: `${spot.bottom}px` }}>
      {answer === 'waiting' ? (
        <Waiting fold={fold} />
      ) : answer.state === 'person' ? (
        <Person person={answer.person} fold={fold} go={go} />
      ) : answer.state === 'organisation' ? (
        <Organisation organisation={answer.organisation} fold={fold} go={go} />
      ) : (
        <Message message={answer} fold={fold} go={go} />
      )}
    </div>
  )
}

/** Asks about the record at hand; an answer about another one comes too late and is dropped. */
function useAnswer(record: PageRecord, shown: ShownContact | null, port: CardPort) {
  const [answer, setAnswer] = useState<CardAnswer | null | 'waiting'>('waiting')
  const current = useRef(0)
  const isAsked = useRef(false)
  const wait = (asked: Promise<CardAnswer | null>, quietly = false) => {
    const turn = ++current.current
    if (!quietly) setAnswer('waiting')
    asked.then(
      (next) => turn === current.current && setAnswer(next),
      () => turn === current.current && setAnswer(noAnswer),
    )
  }
  const { host, kind, id } = record
  const ask = (quietly = false) => wait(port.ask({ kind, id }, latest.current), quietly)
  const latest = useRef(shown)
  latest.current = shown
  useEffect(() => {
    isAsked.current = false
    ask()
    const stop = port.onAskAgain(() => ask(true))
    return () => {
      stop()
      current.current++
    }
  }, [host, kind, id, port])
  // What the page shows helps only where nobody was found, and may come after the address.
  const isWanting = answer !== 'waiting' && (answer?.state === 'nobody' || answer?.state === 'refused')
  useEffect(() => {
    if (isAsked.current && isWanting) ask(true)
    isAsked.current = true
  }, [shown?.name, shown?.email])
  return { answer, ask, confirm: () => wait(port.confirm({ kind, id })) }
}

const noAnswer: CardAnswer = {
  state: 'refused',
  icon: icons.danger,
  title: 'No answer',
  short: 'Why',
  about: null,
  text: 'The extension did not answer. Reload the page if it stays.',
  foot: 'Nothing was changed',
  ways: [{ to: 'again', word: 'Try again' }],
}

type FoldChoice = 'folded' | 'open' | 'openedHere'

function useFoldChoice({ kind, id }: PageRecord, port: CardPort) {
  const [choice, setChoice] = useState<FoldChoice | null>(null)
  const focus = useRef(false)
  useEffect(() => {
    port.isFolded().then((isFolded) => setChoice(isFolded ? 'folded' : 'open'))
  }, [port, kind, id])
  const choose = (next: FoldChoice) => {
    focus.current = true
    setChoice(next)
    port.rememberFold(next === 'folded')
  }
  return { choice, choose, focus }
}

const corner: Spot = { side: 'right', bottom: 16 }

/** Keeps clear of the page's buttons: measured when something changes, and when scrolling or resizing ends. */
function useSpot(place: { current: HTMLElement | null }, { avoid }: PageRecord, changes: unknown[]) {
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
