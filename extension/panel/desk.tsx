import { useEffect, useMemo } from 'preact/hooks'
import { accountOf, nobodyTitle } from '../account.ts'
import { stateTag } from '../ticket/account.ts'
import { isolate } from '../ui/isolate.ts'
import { later } from '../ui/later.tsx'
import { CloudContext, useCloud } from './cloud.ts'
import { firstOf } from './first.ts'
import { Front } from './front.tsx'
import { StillReading } from './person/reading-screens.tsx'
import type { Reading } from './reading.ts'
import { useRemembered } from './recents.ts'
import { useShortcuts } from './shortcuts.ts'
import type { Target } from './target.ts'
import { ToolsContext } from './tools.ts'
import { type DeskState, useDesk } from './use-desk.ts'
import { useWish } from './wish.ts'

// Forms, search and help are no part of the first paint; the two that are wanted most come right after it.
const Flow = later(() => import('./act/flow.tsx').then((file) => file.Flow), StillReading)
const TenantFlow = later(() => import('./act/tenant-flow.tsx').then((file) => file.TenantFlow), StillReading)
const Finder = later(() => import('./find/finder.tsx').then((file) => file.Finder), StillReading)
const Help = later(() => import('./help/help.tsx').then((file) => file.Help), StillReading)

/** Who the target is about, somebody who was looked up from there, an action on them, or a search. */
export function Desk({ target }: { target: Target }) {
  const desk = useDesk(target)
  const { pin, reading, isBusy } = desk
  const cloud = useCloud()
  useRemembered(reading.view)
  useEffect(() => {
    Flow.load()
    Finder.load()
  }, [])
  useWish(pin.shown, desk.home, isBusy, { act: desk.act, choose: () => desk.find('choose') })
  useKeys(desk)
  const hasSubject = pin.shown.kind !== 'none'
  const tools = useMemo(
    () => ({
      search: () => desk.find('search'),
      help: () => desk.help(true),
      pin: hasSubject ? pin.toggle : null,
      isPinned: pin.isPinned,
      isElsewhere: pin.isElsewhere,
    }),
    [pin.shown, pin.isPinned, pin.isElsewhere],
  )
  return (
    <CloudContext.Provider value={cloud}>
      <p class="only-spoken" role="status">
        {!isBusy && spokenOf(reading)}
      </p>
      <ToolsContext.Provider value={tools}>
        <Screen desk={desk} />
      </ToolsContext.Provider>
    </CloudContext.Provider>
  )
}

function Screen({ desk }: { desk: DeskState }) {
  const { acting, place, home, choice } = desk
  if (acting) {
    const { ticket, ticketRef } = acting.reading
    return (
      <Flow
        {...acting}
        ticket={ticket}
        ticketRef={ticketRef}
        onChanged={desk.changed}
        onClose={desk.endAct}
      />
    )
  }
  if (desk.creating && !place.visit) {
    return (
      <TenantFlow
        tenantId={desk.creating}
        action="create-person"
        ticket={home.ticket}
        ticketRef={home.ticketRef}
        onClose={desk.endCreating}
      />
    )
  }
  if (desk.isHelping) return <Help onBack={() => desk.help(false)} />
  if (!place.finding) return <Front desk={desk} />
  const isChoosing = place.finding === 'choose'
  const at = home.view?.person
  return (
    <Finder
      purpose={place.finding}
      ticket={home.ticket}
      organisation={home.ticket?.organisationName ?? null}
      first={firstOf(home)}
      candidates={home.nobody?.candidates ?? []}
      current={at ? { tenantId: at.tenantId, personId: at.id } : null}
      text={place.text}
      isBusy={choice.isBusy}
      refusal={isChoosing ? choice.error : null}
      onText={(text) => desk.change({ text })}
      onPick={isChoosing ? desk.choose : desk.visit}
      onBack={() => desk.change({ finding: null })}
    />
  )
}

/** Letters act on a first screen alone. */
function useKeys(desk: DeskState): void {
  const { pin, reading, canChoose, isBusy } = desk
  const all = {
    '/': () => desk.find('search'),
    c: canChoose ? () => desk.find('choose') : null,
    a: reading.view ? () => desk.act(null) : null,
    r: reading.isRefreshing ? null : reading.refresh,
    p: pin.shown.kind === 'none' ? null : pin.toggle,
    '?': () => desk.help(true),
  }
  useShortcuts(isBusy ? {} : all)
}

/** Said when the panel turns to somebody else by itself, as tabs change. */
function spokenOf({ view, nobody }: Reading): string {
  if (view) return `${isolate(view.person.displayName)}: ${stateTag(accountOf(view)).word}`
  return nobody ? nobodyTitle(nobody) : ''
}
