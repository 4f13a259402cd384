import { i18n } from '#i18n'
import { Foreign } from './foreign.tsx'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'
import { countText } from './number.ts'

interface SeatBarProps {
  name: string
  assigned: number
  usable: number
  /** Can be negative: more assigned than bought. */
  available: number
  /** A few words beside the name, e.g. when it renews */
  note?: string | null
}

/** Seats of one product: number and bar; none left: triangle and words. */
export function SeatBar({ name, assigned, usable, available, note }: SeatBarProps) {
  const share = usable > 0 ? Math.min(1, assigned / usable) : assigned > 0 ? 1 : 0
  const none = available <= 0
  return (
    <li class="seats">
      <span class="seats-name">
        <Foreign>{name}</Foreign>
        {note && <span class="quiet">{note}</span>}
      </span>
      <span class="seats-count">
        {countText(assigned)} / {countText(usable)}
      </span>
      <span class={`seats-left ${none ? 'tone-warning' : ''}`}>
        {none && <Icon of={icons.warning} size={14} />}
        {available < 0
          ? i18n.t('ui.tooMany', { count: countText(-available) })
          : i18n.t('ui.left', { count: countText(available) })}
        <span class="bar" aria-hidden="true">
          <span class={`bar-fill ${none ? 'bar-full' : ''}`} style={{ width: `${share * 100}%` }} />
        </span>
      </span>
    </li>
  )
}
