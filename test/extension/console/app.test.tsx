import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { App } from '../../../extension/console/app.tsx'
import { backendAddress } from '../../../extension/settings.ts'
import { mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { others, reviewsOf, reviewWith, waitingWith } from './fixtures.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  // The browser tells of a new address a moment later: nobody has moved yet.
  await new Promise((resolve) => setTimeout(resolve))
})
const base = {
  ...others,
  'plans.waiting': () => ({ plans: [waitingWith()] }),
  'reviews.list': () => reviewsOf(reviewWith()),
}
const goTo = (hash: string) =>
  act(async () => {
    location.hash = hash
    dispatchEvent(new Event('hashchange'))
  })

describe('the full pages', () => {
  it('lead to the settings while nothing is set up, and to signing in when nobody is', async () => {
    const bare = await draw(<App />)
    await bare.says('not set up in this browser')
    await backendAddress.setValue('https://sidelight.example')
    const drawn = await draw(<App />)
    await drawn.says('Sign in to see your tenants')
    expect(drawn.host.querySelector('nav')).toBeNull()
  })

  it('say where one is, and what waits where', async () => {
    await signInForTest()
    serve(base)
    location.hash = '#/plans'
    const drawn = await draw(<App />)
    await drawn.says('1 plan waits for approval')
    const here = drawn.host.querySelector('[aria-current=page]')
    await vi.waitFor(() => expect(here?.textContent).toBe('Plans1 waiting'))
    expect(document.title).toBe('Plans · Sidelight')
  })

  it('follow the address, and give the focus to the heading of the page they come to', async () => {
    await signInForTest()
    serve(base)
    const drawn = await draw(<App />)
    await drawn.says('How each one stands')
    expect(document.activeElement?.tagName).not.toBe('H1')
    await goTo('#/organisations')
    await drawn.says('Whose persons become contacts')
    await vi.waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Organisations'))
    expect(drawn.host.querySelector('[aria-current=page]')?.textContent).toBe('Organisations')
  })

  it('list every organisation with how it stands and the way to plan, history and settings', async () => {
    await signInForTest()
    const paused = mappingWith({ id: 'm2', organisationName: 'West', sync: 'paused' })
    serve({
      ...base,
      'tenants.list': () => ({ tenants: [tenantWith({ mappings: [mappingWith(), paused] })] }),
    })
    location.hash = '#/organisations'
    const drawn = await draw(<App />)
    await drawn.says('Paused: nothing is written')
    const settings = drawn.host.querySelector('[aria-label="Settings of West"]')
    expect(settings?.getAttribute('href')).toBe(`#/settings/${tenantId}/m2`)
  })

  it('say that an organisation of the address is not mapped any more', async () => {
    await signInForTest()
    serve(base)
    location.hash = `#/settings/${tenantId}/gone`
    const drawn = await draw(<App />)
    await drawn.says('This organisation is not mapped any more')
  })
})
