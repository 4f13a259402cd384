import { useState } from 'preact/hooks'
import type { PersonView } from '#shared/contract.ts'
import { sendMessage } from '../messages.ts'
import { useOff } from '../role.ts'
import { useChoice } from './choice.ts'
import { useFocusReturn } from './focus-return.ts'
import { usePin } from './pin.ts'
import { type PersonRef, type Place, usePlace } from './place.ts'
import { type Reading, useReading } from './reading.ts'
import type { Target } from './target.ts'

/** An action under way stays with its person and ticket, whatever tab comes to the front. */
interface Acting {
  view: PersonView
  reading: Reading
  tabId: number | null
  action: string | null
  /** Goes on with this one. */
  resumes: string | null
}
const nowhere: Target = { kind: 'none' }
/** A person is begun at the top. */
const begun: Partial<Place> = { visit: null, finding: null, tab: 'overview', open: [], scroll: 0 }

/** Whom the panel shows, what one is about to do there, and the ways between. */
export function useDesk(target: Target) {
  const pin = usePin(target)
  const { shown } = pin
  const [place, change] = usePlace(shown)
  const onTenant = tenantOf(shown)
  const home = useReading(onTenant ? nowhere : shown)
  const visited = useReading(place.visit ? { kind: 'person', ...place.visit } : nowhere)
  const reading = place.visit ? visited : home
  const tabId = shown.kind === 'none' ? null : (shown.tabId ?? null)
  const choice = useChoice(shown, () => tabId !== null && tellCard(tabId))
  const [acting, setActing] = useState<Acting | null>(null)
  const [creating, setCreating] = useState<string | null>(null)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const [isHelping, setHelping] = useState(false)
  const cannotChoose = useOff('tickets.choose') !== null
  const isBusy =
    acting !== null || creating !== null || onTenant !== null || place.finding !== null || isHelping
  const leave = useFocusReturn(isBusy)
  return {
    pin,
    place,
    change,
    home,
    reading,
    choice,
    acting,
    cameFrom,
    isHelping,
    isBusy,
    canChoose: shown.kind === 'ticket' && home.ticket !== null && !cannotChoose,
    /** The tenant on which somebody is created; null = none is. */
    creating: creating ?? onTenant,
    create(tenantId: string) {
      leave()
      setCreating(tenantId)
    },
    endCreating(made: PersonRef | null) {
      setCreating(null)
      if (made) change({ ...begun, visit: made })
      home.refresh()
    },
    act(action: string | null, resumes: string | null = null) {
      const { view } = reading
      if (view) setActing({ view, reading, tabId: place.visit ? null : tabId, action, resumes })
    },
    endAct() {
      setCameFrom(acting?.action ?? 'menu')
      setActing(null)
    },
    changed(view: PersonView) {
      acting?.reading.renew(view)
      if (acting && acting.tabId !== null) tellCard(acting.tabId)
    },
    find(finding: 'search' | 'choose') {
      choice.forget()
      leave()
      change({ finding, text: '' })
    },
    help(isOn: boolean) {
      if (isOn) leave()
      setHelping(isOn)
    },
    visit(person: PersonRef) {
      const at = home.view?.person
      const isHome = at?.id === person.personId && at.tenantId === person.tenantId
      change({ ...begun, visit: isHome ? null : { tenantId: person.tenantId, personId: person.personId } })
    },
    async choose({ tenantId, personId }: PersonRef) {
      if (await choice.choose({ tenantId, personId })) change(begun)
    },
  }
}
export type DeskState = ReturnType<typeof useDesk>

function tellCard(tabId: number): void {
  // The tab may have gone on to another page meanwhile.
  sendMessage('askAgain', undefined, tabId).catch(() => {})
}

/** The address of an action on a tenant names the tenant twice. */
function tenantOf(target: Target): string | null {
  return target.kind === 'person' && target.tenantId === target.personId ? target.tenantId : null
}
