import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { letterKeys } from '../settings.ts'

/** Every shortcut of a single letter, as the help lists them. */
export const shortcuts = {
  '/': i18n.t('panel.searchAllTenants'),
  c: i18n.t('panel.someoneElseForTicket'),
  a: i18n.t('panel.actions'),
  r: i18n.t('panel.refreshPerson'),
  p: i18n.t('panel.pinUnpin'),
  '?': i18n.t('panel.list'),
} as const
export type Shortcut = keyof typeof shortcuts

/** Letters act unless one is typing, or has switched them off. */
export function useShortcuts(does: Partial<Record<Shortcut, (() => void) | null>>): void {
  const [isOn] = useLetterKeys()
  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return
      const act = Object.hasOwn(does, event.key) ? does[event.key as Shortcut] : null
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}

/** The controls' own inputs are in their shadow, so the event comes from the control. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input, textarea, select, fluent-text-input') !== null
}

export function useLetterKeys(): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(true)
  useEffect(() => {
    letterKeys.getValue().then(setOn)
    return letterKeys.watch(setOn)
  }, [])
  return [isOn, (next) => void letterKeys.setValue(next)]
}
