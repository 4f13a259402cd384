import { i18n } from '#i18n'
import type { ActionOption } from '#shared/contract.ts'
import { OutLink } from '../../ui/link.tsx'

interface PickOptionProps {
  name: string
  option: ActionOption
  onPick: () => void
}
/** What cannot be chosen says why, and where that is mended. */
export function PickOption({ name, option, onPick }: PickOptionProps) {
  const { label, detail, disabled, link } = option
  return (
    <li class={`pick-option ${disabled ? 'is-off' : ''}`}>
      <label>
        <input
          type="radio"
          name={name}
          aria-disabled={disabled ? 'true' : undefined}
          disabled={disabled !== null}
          onChange={onPick}
        />
        <span class="row-text">
          <bdi class="pick-name" title={label}>
            {label}
          </bdi>
          {detail && <bdi class="row-note">{detail}</bdi>}
          {disabled && <bdi class="row-note">{disabled}</bdi>}
        </span>
      </label>
      {disabled && link && <OutLink to={link}>{i18n.t('panel.act.mendIt')}</OutLink>}
    </li>
  )
}
