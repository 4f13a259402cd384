import { QueryClient, QueryClientProvider } from '@tanstack/preact-query'
import { type ComponentChildren, render } from 'preact'
import { act } from 'preact/test-utils'
import { AccountContext } from '../../extension/role.ts'
import type { Account } from '../../extension/settings.ts'

export const admin: Account = {
  id: 'a',
  name: 'Ruben Deskwright',
  username: 'ruben@lamplight.example',
  role: 'admin',
}
export const technician: Account = {
  id: 't',
  name: 'Tamsin Wireford',
  username: 'tamsin@lamplight.example',
  role: 'technician',
}
export const viewer: Account = {
  id: 'w',
  name: 'Wes Ockham',
  username: 'wes@lamplight.example',
  role: 'viewer',
}

let drawn: HTMLElement | null = null
/** Draws a screen for a signed-in person; requests go to whatever `fetch` is at the time. */
export async function draw(children: ComponentChildren, account: Account | null = admin) {
  // The screen of the test before stops reading.
  if (drawn) render(null, drawn)
  const host = document.createElement('div')
  document.body.replaceChildren(host)
  drawn = host
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await act(async () => {
    render(
      <QueryClientProvider client={client}>
        <AccountContext.Provider value={account}>{children}</AccountContext.Provider>
      </QueryClientProvider>,
      host,
    )
  })
  return {
    host,
    text: () => (host.textContent ?? '').replace(/\s+/g, ' '),
    /** The button with that name: its label, else its words. */
    button(name: string): HTMLElement | undefined {
      const buttons = [...host.querySelectorAll<HTMLElement>('[role=button], button')]
      return buttons.find(
        (button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim() === name,
      )
    },
    async press(name: string): Promise<void> {
      const button = this.button(name)
      if (!button) throw new Error(`There is no button “${name}”. The screen says: ${this.text()}`)
      await act(async () => button.click())
    },
    /** Waits until the screen says it. */
    async says(words: string | RegExp): Promise<void> {
      const isSaid = () => (typeof words === 'string' ? this.text().includes(words) : words.test(this.text()))
      for (let attempt = 0; attempt < 100 && !isSaid(); attempt += 1) {
        await act(async () => new Promise((resolve) => setTimeout(resolve, 10)))
      }
      if (!isSaid()) throw new Error(`The screen does not say ${words}. It says: ${this.text()}`)
    },
  }
}
