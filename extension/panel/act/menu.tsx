import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionDefinition } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { PersonView } from '#shared/contract.ts'
import { titleSaid } from '../../action-said.ts'
import { Icon } from '../../ui/icon.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { useEscape } from '../escape.ts'
import { iconOf } from './action-icons.ts'

interface MenuProps {
  view: PersonView
  onChoose: (action: string) => void
  onBack: () => void
}

/** Everything that can be done, in the list's own order; what is off says why. */
export function Menu({ view, onChoose, onBack }: MenuProps) {
  useEscape(onBack)
  const list = useArrows()
  const items = view.actions.flatMap(({ id, off }) => {
    const action = actionOf(id)
    return action ? [{ action, off }] : []
  })
  return (
    <Page>
      <Bar
        title={i18n.t('panel.act.actions')}
        subtitle={`${view.person.displayName} · ${view.tenantName}`}
        onBack={onBack}
      />
      <Body>
        <ul ref={list} class="menu">
          {items.map(({ action, off }) => (
            <MenuItem key={action.id} action={action} off={off} onClick={() => onChoose(action.id)} />
          ))}
        </ul>
      </Body>
    </Page>
  )
}

interface MenuItemProps {
  action: ActionDefinition
  off: string | null
  onClick: () => void
}
function MenuItem({ action, off, onClick }: MenuItemProps) {
  return (
    <li>
      <button
        type="button"
        class={`menu-item ${off ? 'is-off' : ''}`}
        aria-disabled={off ? 'true' : undefined}
        onClick={off ? undefined : onClick}
      >
        <Icon of={iconOf(action.icon)} />
        <span class="row-text">
          <span class={action.danger === 'destructive' ? 'tone-danger' : ''}>{titleSaid(action)}</span>
          {off && <span class="menu-reason">{i18n.t('panel.act.offWord', { off })}</span>}
        </span>
      </button>
    </li>
  )
}

/** Arrows move through the list, from wherever the focus is on this screen. */
function useArrows() {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const items = [...(list.current?.querySelectorAll('button') ?? [])]
      if (!step || items.length === 0) return
      const at = items.findIndex((item) => item.matches(':focus'))
      const next = at === -1 && step === -1 ? items.length - 1 : (at + step + items.length) % items.length
      items[next]?.focus()
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return list
}
