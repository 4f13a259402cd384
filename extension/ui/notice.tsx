import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Icon, type Tone } from './icon.tsx'
import * as icons from './icons.ts'
import { woven } from './woven.tsx'

interface NoticeProps {
  kind: 'info' | 'success' | 'warning' | 'danger'
  /** What did or did not happen. */
  title: string
  /** Why, and what still holds. */
  children?: ComponentChildren
  /** The way on: links or buttons. */
  actions?: ComponentChildren
  /** For the administrator, folded away. */
  requestId?: string | null
}
const looks: Record<NoticeProps['kind'], { icon: string; tone: Tone; word: string }> = {
  info: { icon: icons.info, tone: 'neutral', word: i18n.t('ui.note') },
  success: { icon: icons.done, tone: 'success', word: i18n.t('ui.done') },
  warning: { icon: icons.warning, tone: 'warning', word: i18n.t('ui.warning') },
  danger: { icon: icons.danger, tone: 'danger', word: i18n.t('ui.problem') },
}

/** A message in its place. Failures interrupt a screen reader, the rest waits its turn. */
export function Notice({ kind, title, children, actions, requestId }: NoticeProps) {
  const { icon, tone, word } = looks[kind]
  return (
    <div class={`notice notice-${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <Icon of={icon} tone={tone} label={word} />
      <div class="notice-text">
        <p class="notice-title">{title}</p>
        {children && <div class="notice-body">{children}</div>}
        {actions && <div class="notice-actions">{actions}</div>}
        {requestId && (
          <details>
            <summary>{i18n.t('ui.details')}</summary>
            {woven(i18n.t('ui.requestId', { id: '{id}' }), { id: <code>{requestId}</code> })}
          </details>
        )}
      </div>
    </div>
  )
}
