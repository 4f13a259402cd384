import '@fluentui/web-components/text-input.js'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface SearchBoxProps {
  label: string
  placeholder: string
  value: string
  onInput: (value: string) => void
  /** Id of the list of results, and of the one that the arrows have reached; null = none. */
  listId: string
  activeId: string | null
  /** Arrows, Home, End, Enter: returns whether the key was used. */
  onKey: (key: string) => boolean
}
/** Longer than any name or address; the server cuts as well. */
const maxLength = 200

/** The focus stays here while arrows go through the results: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function SearchBox({ label, placeholder, value, onInput, listId, activeId, onKey }: SearchBoxProps) {
  const host = useRef<HTMLElement>(null)
  // After the heading of the screen, which takes the focus as well.
  useEffect(() => host.current?.focus(), [])
  useLayoutEffect(() => tieToList(host.current, listId, activeId), [listId, activeId, value])
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (onKey(event.key)) event.preventDefault()
  }
  return (
    <div class="field search-box">
      <fluent-text-input
        ref={host}
        value={value}
        type="text"
        placeholder={placeholder}
        maxlength={maxLength}
        autocomplete="off"
        spellcheck="false"
        aria-label={label}
        onInput={(event) => onInput((event.currentTarget as HTMLInputElement).value)}
        onKeyDown={press}
      >
        <span slot="start">
          <Icon of={icons.search} />
        </span>
        <span class="only-spoken">{label}</span>
      </fluent-text-input>
    </div>
  )
}

/** The real input is in the control's shadow; list and result stand outside, so they are tied by element. */
function tieToList(host: HTMLElement | null, listId: string, activeId: string | null): void {
  const input = host?.shadowRoot?.querySelector('input')
  if (!input) return
  const list = document.getElementById(listId)
  input.role = 'combobox'
  input.ariaAutoComplete = 'list'
  input.ariaExpanded = list ? 'true' : 'false'
  if ('ariaControlsElements' in input) input.ariaControlsElements = list ? [list] : null
  if ('ariaActiveDescendantElement' in input)
    input.ariaActiveDescendantElement = activeId ? document.getElementById(activeId) : null
}
