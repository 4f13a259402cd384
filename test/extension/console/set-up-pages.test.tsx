import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Alerts } from '../../../extension/console/alerts/alerts.tsx'
import { App } from '../../../extension/console/app.tsx'
import { Connections } from '../../../extension/console/connections/connections.tsx'
import { MapPage } from '../../../extension/console/map/map.tsx'
import { storedAccount } from '../../../extension/settings.ts'
import { alertWith, connections, tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { others } from './fixtures.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})

describe('the page of alerts', () => {
  const alerts = () => ({ alerts: [alertWith({ kind: 'stopped' })], open: 1, next: null })

  it('leads to the page of what an alert is about', async () => {
    serve({ 'alerts.list': alerts })
    const drawn = await draw(<Alerts />)
    await drawn.says('Open, 1')
    await drawn.press(`Look: ${alertWith().text}`)
    expect(location.hash).toBe(`#/plan/${tenantId}/m1`)
  })

  it('offers the webhook to administrators alone', async () => {
    serve({ 'alerts.list': alerts })
    const admin = await draw(<Alerts />)
    expect(admin.button('Send alerts to a webhook')).toBeDefined()
    const drawn = await draw(<Alerts />, technician)
    await drawn.says('Open, 1')
    expect(drawn.button('Send alerts to a webhook')).toBeUndefined()
  })
})

describe('the page of ticket systems', () => {
  it('lets administrators check, replace and disconnect, and technicians read', async () => {
    serve({ 'psas.list': () => connections })
    const admin = await draw(<Connections />)
    await admin.says('Syncro, lamplight')
    for (const word of ['Check', 'Disconnect'])
      expect(admin.button(`${word} Syncro, lamplight`)).toBeDefined()
    const drawn = await draw(<Connections />, technician)
    await drawn.says('Syncro, lamplight')
    expect([...drawn.host.querySelectorAll('fluent-button')]).toEqual([])
    await drawn.says('Only an administrator can do this.')
  })
})

describe('the page that maps a tenant', () => {
  const organisation = { email: null, disabled: false, tenantId: null }
  const base = {
    ...others,
    'tenants.get': () => tenantWith({ mappings: [] }),
    'organisations.list': () => ({
      organisations: [{ ...organisation, id: '7', name: 'Contoso Dental' }],
      more: false,
    }),
  }

  it('goes on to the rule of the organisation that was chosen', async () => {
    serve(base)
    const drawn = await draw(<MapPage tenantId={tenantId} />)
    await drawn.says('Same name')
    await drawn.press('Choose and set rule')
    expect(location.hash).toBe(
      `#/rule/${tenantId}?connectionId=c1&organisationId=7&organisationName=Contoso+Dental`,
    )
  })

  it('says to technicians whose business it is', async () => {
    serve(base)
    const drawn = await draw(<MapPage tenantId={tenantId} />, technician)
    await drawn.says('Only an administrator can do this.')
    expect(drawn.button('Choose and set rule')).toBeUndefined()
  })
})

describe('the navigation', () => {
  it('offers technicians no page that they may not read', async () => {
    await storedAccount.setValue(technician)
    serve({
      ...others,
      'plans.waiting': () => ({ plans: [] }),
      'reviews.list': () => ({ reviews: [], total: 0, next: null }),
      'alerts.list': () => ({ alerts: [], open: 0, next: null }),
    })
    const drawn = await draw(<App />)
    await drawn.says('How each one stands')
    const links = [...drawn.host.querySelectorAll('nav[aria-label=Pages] a')].map((link) => link.textContent)
    expect(links).toEqual([
      ...[
        'Tenants',
        'Alerts',
        'Plans',
        'Reviews',
        'History',
        'Organisations',
        'Ticket systems',
        'Rules for actions',
      ],
    ])
  })
})
