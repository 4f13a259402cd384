import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Alerts } from '../../../extension/popup/alerts/alerts.tsx'
import { Tenants } from '../../../extension/popup/tenants/tenants.tsx'
import { alertWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { hostileName } from '../views.ts'

const go = vi.fn()
const screen = () => <Alerts go={go} back={() => {}} />
const ended = alertWith({ id: 'a2', text: 'It was so.', endedAt: '2026-11-22T10:00:00.000Z' })

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  go.mockReset()
  await signInForTest()
})

describe('the alerts', () => {
  it('stand open first, with the way to what they are about, and then ended without one', async () => {
    serve({ 'alerts.list': () => ({ alerts: [alertWith(), ended], open: 1, next: null }) })
    const drawn = await draw(screen())
    await drawn.says(/Open, 1.*3 persons wait.*Ended.*It was so\./)
    await drawn.press(`Decide: ${alertWith().text}`)
    expect(go).toHaveBeenCalledWith({ screen: 'plan', tenantId, mappingId: 'm1' })
    expect(drawn.button(`Decide: ${ended.text}`)).toBeUndefined()
  })

  it('are read page by page', async () => {
    const asked = serve({
      'alerts.list': (_input, times) =>
        times === 1
          ? { alerts: [alertWith()], open: 1, next: 'open a1' }
          : { alerts: [ended], open: 1, next: null },
    })
    const drawn = await draw(screen())
    await drawn.says('3 persons wait')
    await drawn.press('Show more')
    await drawn.says('It was so.')
    expect(asked.map(({ input }) => input)).toEqual([{}, { after: 'open a1' }])
    expect(drawn.button('Show more')).toBeUndefined()
  })

  it('say so when there are none, and when they could not be read', async () => {
    serve({ 'alerts.list': () => ({ alerts: [], open: 0, next: null }) })
    await (await draw(screen())).says('Nothing to tell')
    serve({ 'alerts.list': () => refusal(500, 'internal', 'Something went wrong on our side.') })
    await (await draw(screen())).says('The alerts could not be read.')
  })

  it('show a name chosen to do harm as text', async () => {
    serve({ 'alerts.list': () => ({ alerts: [alertWith({ text: hostileName })], open: 1, next: null }) })
    const drawn = await draw(screen())
    await drawn.says('evil')
    expect(drawn.host.querySelector('img, b')).toBeNull()
    expect(drawn.host.querySelector('bdi.alert-text')).not.toBeNull()
  })

  it('lead a viewer to no webhook', async () => {
    serve({ 'alerts.list': () => ({ alerts: [], open: 0, next: null }) })
    const drawn = await draw(screen(), viewer)
    await drawn.says('Nothing to tell')
    expect(drawn.button('Send alerts to a webhook')?.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('the first screen', () => {
  const tenants = () => ({ tenants: [tenantWith()] })

  it('names what an alert says among what needs attention, and how many are open', async () => {
    serve({
      'tenants.list': tenants,
      'alerts.list': () => ({ alerts: [alertWith()], open: 1, next: null }),
    })
    const drawn = await draw(<Tenants go={go} />)
    await drawn.says(/Needs attention, 1 of 1.*3 persons wait/)
    await drawn.press('Alerts, 1 open')
    expect(go).toHaveBeenCalledWith({ screen: 'alerts' })
  })

  it('stands without the alerts when they could not be read', async () => {
    serve({ 'tenants.list': tenants, 'alerts.list': () => refusal(500, 'internal', 'Something went wrong.') })
    const drawn = await draw(<Tenants go={go} />)
    await drawn.says('86 persons')
    expect(drawn.text()).not.toContain('Something went wrong')
  })
})
