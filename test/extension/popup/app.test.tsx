import { QueryClient, QueryClientProvider } from '@tanstack/preact-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { App } from '../../../extension/popup/app.tsx'
import { backendAddress, popupRoute } from '../../../extension/settings.ts'
import { tenantId, tenantWith } from '../fixtures.ts'
import { draw } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'

const popup = () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return (
    <QueryClientProvider client={client}>
      <App client={client} />
    </QueryClientProvider>
  )
}

beforeEach(() => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
})

describe('the popup', () => {
  it('leads to the settings while nothing is set up', async () => {
    const drawn = await draw(popup())
    await drawn.says('not set up in this browser')
    expect(drawn.button('Set up Sidelight')).toBeDefined()
  })

  it('leads to signing in when nobody is', async () => {
    await backendAddress.setValue('https://sidelight.example')
    const drawn = await draw(popup())
    await drawn.says('Sign in to see your tenants')
  })

  it('opens again where it was closed, drawing what it knew before the server answers', async () => {
    await signInForTest()
    serve({ 'tenants.list': () => ({ tenants: [tenantWith()] }), 'tenants.get': () => tenantWith() })
    const first = await draw(popup())
    await first.says('86 persons')
    first.host.querySelector<HTMLElement>('.row-open')?.click()
    await first.says('Connected by consent')
    expect(await popupRoute.getValue()).toEqual({ screen: 'tenant', tenantId })
    await vi.waitFor(async () =>
      expect(JSON.stringify(await fakeBrowser.storage.session.get())).toContain('86'),
    )
    await new Promise((resolve) => setTimeout(resolve, 400))

    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    const again = await draw(popup())
    await again.says('Connected by consent')
    await again.says('You see what was known before.')
  })
})
