import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PersonView } from '#shared/contract.ts'
import { sendMessage } from '../messages.ts'
import { useOff } from '../role.ts'
import { later } from '../ui/later.tsx'
import { useChoice } from './choice.ts'
import { CloudContext, useCloud } from './cloud.ts'
import { firstOf } from './first.ts'
import { Nobody } from './person/nobody.tsx'
import { PersonScreen } from './person/person-screen.tsx'
import { ReadingFailed, StillReading } from './person/reading-screens.tsx'
import { usePin } from './pin.ts'
import { type PersonRef, usePlace } from './place.ts'
import { type Reading, useReading } from './reading.ts'
import { useRemembered } from './recents.ts'
import { useShortcuts } from './shortcuts.ts'
import { NoTicket } from './start/no-ticket.tsx'
import type { Target } from './target.ts'
import { ToolsContext } from './tools.ts'
import { useWish } from './wish.ts'

// Forms, search and help are no part of the first paint; the two that are wanted most come right after it.
const Flow = later(() => import('./act/flow.tsx').then((file) => file.Flow), StillReading)
const Finder = later(() => import('./find/finder.tsx').then((file) => file.Finder), StillReading)
const Help = later(() => import('./help/help.tsx').then((file) => file.Help), StillReading)

/** An action under way stays with its person and ticket, whatever tab comes to the front. */
interface Acting {
  view: PersonView
  reading: Reading
  tabId: number | null
  action: string | null
}
const nowhere: Target = { kind: 'none' }

/** Who the target is about, somebody who was looked up from there, an action on them, or a search. */
export function Desk({ target }: { target: Target }) {
  const pin = usePin(target)
  const { shown } = pin
  const [place, change] = usePlace(shown)
  const home = useReading(shown)
  const visited = useReading(place.visit ? { kind: 'person', ...place.visit } : nowhere)
  const reading = place.visit ? visited : home
  const { view } = reading
  const tabId = shown.kind === 'ticket' ? shown.tabId : null
  const choice = useChoice(shown, () => tabId !== null && tellCard(tabId))
  const [acting, setActing] = useState<Acting | null>(null)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const [isHelping, setHelping] = useState(false)
  const cannotChoose = useOff('tickets.choose') !== null
  const cloud = useCloud()
  useRemembered(view)
  useEffect(() => {
    Flow.load()
    Finder.load()
  }, [])

  const start = (action: string | null) => {
    if (view) setActing({ view, reading, tabId: place.visit ? null : tabId, action })
  }
  const find = (finding: 'search' | 'choose') => {
    choice.forget()
    change({ finding, text: '' })
  }
  const visit = (person: PersonRef) => {
    const isHome = home.view?.person.id === person.personId && home.view.person.tenantId === person.tenantId
    change({ visit: isHome ? null : person, finding: null, tab: 'overview', open: [], scroll: 0 })
  }
  const choose = async (person: PersonRef) => {
    if (await choice.choose(person))
      change({ visit: null, finding: null, tab: 'overview', open: [], scroll: 0 })
  }
  const canChoose = shown.kind === 'ticket' && home.ticket !== null && !cannotChoose
  const isBusy = acting !== null || place.finding !== null || isHelping
  useWish(shown, home, isBusy, { act: start, choose: () => find('choose') })
  useShortcuts(
    isBusy
      ? {}
      : {
          '/': () => find('search'),
          c: canChoose ? () => find('choose') : null,
          a: view ? () => start(null) : null,
          r: reading.isRefreshing ? null : reading.refresh,
          p: shown.kind === 'none' ? null : pin.toggle,
          '?': () => setHelping(true),
        },
  )
  const tools = useMemo(
    () => ({
      search: () => find('search'),
      help: () => setHelping(true),
      pin: shown.kind === 'none' ? null : pin.toggle,
      isPinned: pin.isPinned,
      isElsewhere: pin.isElsewhere,
    }),
    [shown, pin.isPinned, pin.isElsewhere],
  )

  const screen = () => {
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
    if (isHelping) return <Help onBack={() => setHelping(false)} />
    if (place.finding) {
      const isChoosing = place.finding === 'choose'
      return (
        <Finder
          purpose={place.finding}
          ticket={home.ticket}
          organisation={home.ticket?.organisationName ?? null}
          first={firstOf(home)}
          candidates={home.nobody?.candidates ?? []}
          current={home.view && { tenantId: home.view.person.tenantId, personId: home.view.person.id }}
          text={place.text}
          isBusy={choice.isBusy}
          refusal={isChoosing ? choice.error : null}
          onText={(text) => change({ text })}
          onPick={isChoosing ? choose : visit}
          onBack={() => change({ finding: null })}
        />
      )
    }
    if (shown.kind === 'none' && !place.visit)
      return <NoTicket onVisit={visit} onSearch={() => find('search')} />
    if (view) {
      return (
        <PersonScreen
          key={`${view.person.tenantId}/${view.person.id}`}
          reading={reading}
          view={view}
          ticket={home.ticket}
          place={place}
          choice={choice}
          cameFrom={cameFrom}
          onAct={start}
          onPlace={change}
          onVisit={visit}
          onSomeoneElse={canChoose && !place.visit ? () => find('choose') : null}
          onChooseVisited={() => place.visit && void choose(place.visit)}
        />
      )
    }
    if (reading.nobody) {
      return (
        <Nobody
          answer={reading.nobody}
          reading={reading}
          choice={choice}
          onChoose={choose}
          onVisit={visit}
          onSearch={() => find(canChoose && reading.nobody?.why !== 'notMapped' ? 'choose' : 'search')}
        />
      )
    }
    if (reading.error)
      return (
        <ReadingFailed
          reading={reading}
          error={reading.error}
          onBack={place.visit ? () => change({ visit: null }) : null}
        />
      )
    return <StillReading />
  }
  return (
    <CloudContext.Provider value={cloud}>
      <ToolsContext.Provider value={tools}>{screen()}</ToolsContext.Provider>
    </CloudContext.Provider>
  )
}

function tellCard(tabId: number): void {
  // The tab may have gone on to another page meanwhile.
  sendMessage('askAgain', undefined, tabId).catch(() => {})
}
