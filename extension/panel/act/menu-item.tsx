import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { titleSaid } from '../../action-said.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { OutLink } from '../../ui/link.tsx'
import { iconOf } from './action-icons.ts'
import type { MenuEntry } from './menu-groups.ts'

/** One action; what is off says why, and where that is mended. */
export function MenuItem({ action, off, next, link, caution, onClick }: MenuEntry & { onClick: () => void }) {
  const id = useId()
  const needsTyping = action.danger === 'destructive' && !off
  return (
    <li>
      <button
        type="button"
        class={`menu-item ${off ? 'is-off' : ''}`}
        aria-disabled={off ? 'true' : undefined}
        aria-describedby={next || caution ? id : undefined}
        onClick={off ? undefined : onClick}
      >
        <Icon of={iconOf(action.icon)} />
        <span class="row-text">
          <span class={needsTyping ? 'tone-danger' : ''}>{titleSaid(action)}</span>
          {off && <span class="menu-reason">{i18n.t('panel.act.offWord', { off })}</span>}
        </span>
        {needsTyping && <span class="menu-aside">{i18n.t('panel.act.needsNameTyped')}</span>}
      </button>
      {(next || caution || (off && link)) && (
        <div class="menu-more">
          {caution && (
            <p id={id} class="menu-caution">
              <Icon of={icons.warning} size={14} tone="warning" label={i18n.t('ui.warning')} />
              <span>{caution}</span>
            </p>
          )}
          {next && <p id={caution ? undefined : id}>{next}</p>}
          {link && <OutLink to={link}>{i18n.t('panel.act.openAdminCentre')}</OutLink>}
        </div>
      )}
    </li>
  )
}
