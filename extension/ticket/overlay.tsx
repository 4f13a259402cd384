import { useEffect, useRef, useState } from 'preact/hooks'
import type { ShownContact } from '#shared/psa/page.ts'
import type { Wish } from '../messages.ts'
import type { CardAnswer, Way } from './answer.ts'
import { Message } from './message-card.tsx'
import { Organisation } from './organisation-card.tsx'
import type { PageRecord } from './pages.ts'
import { Person } from './person-card.tsx'
import { type RecordRef, refOf } from './record.ts'
import { useAnswer } from './use-answer.ts'
import { useSpot } from './use-spot.ts'
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
