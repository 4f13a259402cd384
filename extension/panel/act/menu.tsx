import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useEscape } from '../escape.ts'
import { menuGroups } from './menu-groups.ts'
import { MenuItem } from './menu-item.tsx'

interface MenuProps {
  view: PersonView
  onChoose: (action: string) => void
  onBack: () => void
}

/** Everything that can be done, by what technicians do most; what is off says why. */
export function Menu({ view, onChoose, onBack }: MenuProps) {
  useEscape(onBack)
  const [search, setSearch] = useState('')
  const whole = useArrows()
  const groups = menuGroups(view, search)
  const first = groups.flatMap(({ entries }) => entries).find(({ off }) => !off)
  return (
    <Page>
      <Bar
        title={i18n.t('panel.act.actions')}
        subtitle={`${view.person.displayName} · ${view.tenantName}`}
        onBack={onBack}
      />
      <Body>
        <form
          ref={whole}
          class="menu-whole"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (search.trim() && first) onChoose(first.action.id)
          }}
        >
          <TextInput
            label={i18n.t('panel.act.findAction')}
            labelHidden
            search
            placeholder={i18n.t('panel.act.findAction')}
            maxLength={100}
            value={search}
            onInput={setSearch}
          />
          {groups.length === 0 && (
            <p class="quiet" role="status">
              {i18n.t('panel.act.noActionCalled', { search })}
            </p>
          )}
          {groups.map(({ title, entries }) => (
            <section key={title} class="menu-group" aria-label={title}>
              <h2>{title}</h2>
              <ul class="menu">
                {entries.map((entry) => (
                  <MenuItem key={entry.action.id} {...entry} onClick={() => onChoose(entry.action.id)} />
                ))}
              </ul>
            </section>
          ))}
        </form>
      </Body>
      <Footer>
        <span class="keys-line quiet">
          <kbd>↑</kbd> <kbd>↓</kbd> {i18n.t('panel.act.keyChoose')} <kbd>{i18n.t('panel.act.enter')}</kbd>{' '}
          {i18n.t('panel.act.keyOpen')} <kbd>{i18n.t('panel.act.esc')}</kbd> {i18n.t('panel.act.keyBack')}
        </span>
      </Footer>
    </Page>
  )
}

/** Arrows move through the actions, from wherever the focus is on this screen; typing begins in the search box. */
function useArrows() {
  const whole = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const box = whole.current?.querySelector<HTMLElement>('fluent-text-input')
    // After the heading, which takes the focus as well.
    box?.focus()
    const press = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const stops = [box, ...(whole.current?.querySelectorAll<HTMLElement>('.menu-item') ?? [])]
      if (event.key === 'Enter' && event.target === box) whole.current?.requestSubmit()
      if (!step || stops.length < 2) return
      const at = stops.indexOf(document.activeElement as HTMLElement | null)
      const next = at === -1 && step === -1 ? stops.length - 1 : (at + step + stops.length) % stops.length
      stops[next]?.focus()
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return whole
}
