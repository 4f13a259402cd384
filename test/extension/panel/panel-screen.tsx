import { act } from 'preact/test-utils'
// Fetched by the panel right after its first paint, or when wanted; in tests they are there by then.
import '../../../extension/panel/act/flow.tsx'
import '../../../extension/panel/find/finder.tsx'
import '../../../extension/panel/help/help.tsx'
import '../../../extension/panel/person/live/live.tsx'
import { App } from '../../../extension/panel/app.tsx'
import { draw } from '../screen.tsx'

const ticketAddress = '?host=lamplight.syncromsp.com&ticketId=90417'

/** The panel as its address says, with keyboard, search box and tabs. */
export async function openPanel(search = ticketAddress) {
  const screen = await draw(<App address={search} />)
  const { host } = screen
  return {
    ...screen,
    key: (key: string, at: EventTarget = document) => pressKey(key, at),
    async type(text: string): Promise<void> {
      const input = host.querySelector<HTMLInputElement>('fluent-text-input')
      if (!input) throw new Error(`There is no search box. The screen says: ${screen.text()}`)
      await act(async () => {
        Object.assign(input, { value: text })
        input.dispatchEvent(new Event('input', { bubbles: true }))
      })
    },
    keyInBox: (key: string) => pressKey(key, host.querySelector('fluent-text-input') ?? document),
    async tab(title: string): Promise<void> {
      const tabs = [...host.querySelectorAll<HTMLElement>('[role=tab]')]
      await act(async () => tabs.find((tab) => tab.textContent?.includes(title))?.click())
    },
    options: () => [...host.querySelectorAll('[role=option]')].map((option) => option.textContent ?? ''),
    active: () => host.querySelector('[role=option][aria-selected=true]')?.textContent ?? null,
  }
}

const pressKey = (key: string, at: EventTarget) =>
  act(async () => {
    at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })

/** Time in which nothing more may happen. */
export const quietly = (milliseconds = 300) =>
  act(async () => new Promise((resolve) => setTimeout(resolve, milliseconds)))
