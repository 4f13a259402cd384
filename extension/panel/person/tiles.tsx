import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { ActionTile } from '../../ui/action-tile.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'

interface TilesProps {
  view: PersonView
  /** Why nothing can be done now at all. */
  off: string | null
  cameFrom: string | null
  onAct: (action: string | null) => void
}
interface TileLook {
  id: string
  icon: string
  words: string
}

const reset: TileLook = {
  id: 'reset-password',
  icon: icons.keyReset,
  words: i18n.t('panel.person.resetPassword'),
}
const end: TileLook = {
  id: 'revoke-sessions',
  icon: icons.sessions,
  words: i18n.t('panel.person.endSessions'),
}
const block: TileLook = {
  id: 'block-sign-in',
  icon: icons.blocked,
  words: i18n.t('panel.person.blockSignIn'),
}
const unblock: TileLook = {
  id: 'unblock-sign-in',
  icon: icons.signIn,
  words: i18n.t('panel.person.unblockSignIn'),
}

/** The three most used actions and the way to all of them; what is off says why, before the click. */
export function Tiles({ view, off, cameFrom, onAct }: TilesProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const from = tiles.findIndex(({ id }) => id === cameFrom)
    if (cameFrom) row.current?.querySelectorAll('button')[from === -1 ? tiles.length : from]?.focus()
  }, [])
  const tiles = [reset, end, view.person.accountEnabled ? block : unblock].flatMap((look) => {
    const action = view.actions.find(({ id }) => id === look.id)
    return action ? [{ ...look, off: off ?? action.off }] : []
  })
  return (
    <div>
      <div ref={row} class="tiles">
        {tiles.map((tile) => (
          <ActionTile key={tile.id} {...tile} onClick={() => onAct(tile.id)} />
        ))}
        <ActionTile
          icon={icons.allActions}
          words={i18n.t('panel.person.allActions')}
          off={off}
          onClick={() => onAct(null)}
        />
      </div>
      <Reasons tiles={tiles} />
    </div>
  )
}

/** Each reason once, with how many it switches off. */
function Reasons({ tiles }: { tiles: { off: string | null }[] }) {
  const reasons = [...new Set(tiles.flatMap(({ off }) => off ?? []))]
  if (reasons.length === 0) return null
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li key={reason}>
          <Icon of={icons.infoLine} size={16} />
          <span>
            {i18n.t('panel.person.actionsOff', tiles.filter(({ off }) => off === reason).length, {
              count: countText(tiles.filter(({ off }) => off === reason).length),
              reason,
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
