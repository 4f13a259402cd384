import type { PersonView } from '#shared/contract.ts'
import { Nobody } from './person/nobody.tsx'
import { PersonScreen } from './person/person-screen.tsx'
import { ReadingFailed, StillReading } from './person/reading-screens.tsx'
import { NoTicket } from './start/no-ticket.tsx'
import type { DeskState } from './use-desk.ts'

/** What one sees before doing anything: the person, or why there is none. */
export function Front({ desk }: { desk: DeskState }) {
  const { reading, place, pin } = desk
  const { view, nobody, error } = reading
  if (pin.shown.kind === 'none' && !place.visit)
    return <NoTicket onVisit={desk.visit} onSearch={() => desk.find('search')} />
  if (view) return <Person desk={desk} view={view} />
  if (nobody) {
    const way = desk.canChoose && nobody.why !== 'notMapped' ? 'choose' : 'search'
    return (
      <Nobody
        answer={nobody}
        reading={reading}
        choice={desk.choice}
        onChoose={desk.choose}
        onVisit={desk.visit}
        onSearch={() => desk.find(way)}
        onCreate={desk.create}
      />
    )
  }
  if (!error) return <StillReading />
  const back = place.visit ? () => desk.change({ visit: null }) : null
  return <ReadingFailed reading={reading} error={error} onBack={back} />
}

function Person({ desk, view }: { desk: DeskState; view: PersonView }) {
  const { place } = desk
  return (
    <PersonScreen
      key={`${view.person.tenantId}/${view.person.id}`}
      reading={desk.reading}
      view={view}
      ticket={desk.home.ticket}
      place={place}
      choice={desk.choice}
      cameFrom={desk.cameFrom}
      onAct={desk.act}
      onResume={(actionId, action) => desk.act(action, actionId)}
      onPlace={desk.change}
      onVisit={desk.visit}
      onSomeoneElse={desk.canChoose && !place.visit ? () => desk.find('choose') : null}
      onChooseVisited={() => place.visit && void desk.choose(place.visit)}
    />
  )
}
