import { useEffect, useRef, useState } from 'preact/hooks'
import type { PersonView } from '#shared/contract.ts'
import { sendMessage } from '../messages.ts'
import { later } from '../ui/later.tsx'
import { Nobody } from './person/nobody.tsx'
import { PersonScreen } from './person/person-screen.tsx'
import { ReadingFailed, StillReading } from './person/reading-screens.tsx'
import { type Reading, useReading } from './reading.ts'
import { NoTicket } from './start/no-ticket.tsx'
import { type Target, takeWish } from './target.ts'

// Forms and their controls are no part of the first paint; they come right after it.
const Flow = later(() => import('./act/flow.tsx').then((file) => file.Flow), StillReading)

/** An action under way stays with its person and ticket, whatever tab comes to the front. */
interface Acting {
  view: PersonView
  reading: Reading
  tabId: number | null
  action: string | null
}

/** Who the target is about, or an action on them. */
export function Desk({ target }: { target: Target }) {
  const reading = useReading(target)
  const [acting, setActing] = useState<Acting | null>(null)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const tabId = target.kind === 'ticket' ? target.tabId : null
  const start = (action: string | null) => {
    if (reading.view) setActing({ view: reading.view, reading, tabId, action })
  }
  useEffect(Flow.load, [])
  useWish(target, reading.view, acting !== null, start)
  if (acting) {
    return (
      <Flow
        {...acting}
        ticket={acting.reading.ticket}
        ticketRef={acting.reading.ticketRef}
        onChanged={(view) => {
          acting.reading.renew(view)
          if (acting.tabId !== null) tellCard(acting.tabId)
        }}
        onClose={() => {
          setCameFrom(acting.action ?? 'menu')
          setActing(null)
        }}
      />
    )
  }
  if (target.kind === 'none') return <NoTicket />
  if (reading.view)
    return <PersonScreen reading={reading} view={reading.view} cameFrom={cameFrom} onAct={start} />
  if (reading.nobody) return <Nobody answer={reading.nobody} reading={reading} />
  if (reading.error) return <ReadingFailed reading={reading} error={reading.error} />
  return <StillReading />
}

/** An action pressed on the card opens here, as soon as its person is known and no other one is under way. */
function useWish(
  target: Target,
  view: PersonView | null,
  isBusy: boolean,
  start: (action: string) => void,
): void {
  const wish = target.kind === 'ticket' ? target.action : null
  const tabId = target.kind === 'ticket' ? target.tabId : null
  const taken = useRef<string | null>(null)
  useEffect(() => {
    if (!wish) taken.current = null
    if (!wish || wish === taken.current || !view || isBusy) return
    taken.current = wish
    start(wish)
    if (tabId !== null) takeWish(tabId)
  }, [wish, view?.person.id, isBusy])
}

function tellCard(tabId: number): void {
  // The tab may have gone on to another page meanwhile.
  sendMessage('askAgain', undefined, tabId).catch(() => {})
}
