import { i18n } from '#i18n'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface ChipProps {
  name: string
  /** Stands for what is left out. */
  isExcluded?: boolean
  /** Why it names nothing, or null. */
  warning?: string | null
  off: boolean
  onRemove: () => void
}
/** A value that can be taken away. */
export function Chip({ name, isExcluded = false, warning = null, off, onRemove }: ChipProps) {
  const words = isExcluded ? i18n.t('ui.not', { name }) : name
  return (
    <span class={`chip ${isExcluded ? 'chip-not' : ''} ${warning ? 'chip-warning' : ''}`}>
      {warning ? (
        <Icon of={icons.warning} size={14} tone="warning" label={warning} />
      ) : (
        isExcluded && <Icon of={icons.blocked} size={14} />
      )}
      <bdi title={warning ?? name}>{words}</bdi>
      {!off && (
        <button
          type="button"
          class="chip-remove"
          aria-label={i18n.t('ui.remove', { words })}
          onClick={onRemove}
        >
          <Icon of={icons.close} size={14} />
        </button>
      )}
    </span>
  )
}
