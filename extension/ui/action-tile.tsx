import { Icon } from './icon.tsx'

interface ActionTileProps {
  icon: string
  words: string
  /** Why it cannot be done now; null = it can. */
  off: string | null
  onClick: () => void
}
/** What is off stays readable and focusable, and says why. */
export function ActionTile({ icon, words, off, onClick }: ActionTileProps) {
  return (
    <button
      type="button"
      class={`tile ${off ? 'tile-off' : ''}`}
      aria-disabled={off ? 'true' : undefined}
      aria-description={off ?? undefined}
      title={off ?? undefined}
      onClick={off ? undefined : onClick}
    >
      <Icon of={icon} tone={off ? undefined : 'brand'} />
      <span>{words}</span>
    </button>
  )
}
