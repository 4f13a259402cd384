import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface TabsProps<T extends string> {
  label: string
  tabs: readonly { id: T; title: string; warns?: boolean }[]
  value: T
  onChange: (value: T) => void
  /** What stands under the chosen tab. */
  children: ComponentChildren
}
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/**
 * Arrows move between tabs, Enter or a click chooses: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ (manual).
 * The library's own tab list chooses whatever has the focus, and here choosing may ask Microsoft.
 */
export function Tabs<T extends string>({ label, tabs, value, onChange, children }: TabsProps<T>) {
  const row = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const buttons = [...(row.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button.matches(':focus'))
    const ends: Record<string, number> = { Home: 0, End: buttons.length - 1 }
    const step = steps[event.key]
    const next = step ? (at + step + buttons.length) % buttons.length : ends[event.key]
    if (at === -1 || next === undefined) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    <>
      <div ref={row} class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ id, title, warns }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            class="tab"
            aria-selected={id === value ? 'true' : 'false'}
            aria-controls="tab-panel"
            tabIndex={id === value ? 0 : -1}
            onClick={() => onChange(id)}
          >
            <span class="tab-title" data-title={title}>
              {title}
            </span>
            {warns && <Icon of={icons.warning} size={14} tone="warning" label={i18n.t('ui.hasProblem')} />}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${value}`}>
        {children}
      </div>
    </>
  )
}
