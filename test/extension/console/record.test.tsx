import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { freePolicy } from '#shared/action-policy.ts'
import { Policy } from '../../../extension/console/policy/policy.tsx'
import { RecordOfActions } from '../../../extension/console/record/record.tsx'
import { routeOf } from '../../../extension/console/route.ts'
import { auditEntry } from '../audit-entry.ts'
import { draw, viewer } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { hostileName } from '../views.ts'
import { catchDownloads } from './downloads.ts'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.restoreAllMocks())

const tenants = { 'tenants.list': () => ({ tenants: [] }) }

describe('the record of actions', () => {
  it('shows intents and outcomes, hostile names as text, and each name narrows it', async () => {
    serve({
      ...tenants,
      'audit.list': () => ({
        entries: [
          auditEntry({ actorName: hostileName, ticket: 'lamplight.syncromsp.com#90417' }),
          auditEntry({ id: '1', outcome: 'started' }),
        ],
        next: null,
      }),
    })
    const screen = await draw(<RecordOfActions filter={{}} />)
    await screen.says('Reset the password of mara')
    expect(screen.host.querySelectorAll('.record-line')).toHaveLength(2)
    expect(screen.host.querySelectorAll('img, b, script')).toHaveLength(0)
    const links = [...screen.host.querySelectorAll('.record-line a')].map((link) => link.getAttribute('href'))
    expect(routeOf(links.find((href) => href?.includes('actorId')) ?? '')).toEqual({
      screen: 'record',
      filter: { actorId: 'r1' },
    })
    expect(routeOf(links.find((href) => href?.includes('ticket=')) ?? '')).toEqual({
      screen: 'record',
      filter: { ticket: 'lamplight.syncromsp.com#90417' },
    })
  })

  it('asks the server for what the address filters by, days to their end', async () => {
    const asked = serve({ ...tenants, 'audit.list': () => ({ entries: [], next: null }) })
    const filter = { action: 'offboard', from: '2026-03-01', until: '2026-03-01', ticket: 'h.example#7' }
    const screen = await draw(<RecordOfActions filter={filter} />)
    await screen.says('Nothing like that is on record')
    const input = asked.find(({ name }) => name === 'audit.list')?.input as { from: string; until: string }
    expect(input).toMatchObject({ action: 'offboard', ticket: { host: 'h.example', ticketId: '7' } })
    expect(Date.parse(input.until) - Date.parse(input.from)).toBe(24 * 3_600_000)
  })

  it('downloads all of it as the server writes it, page after page', async () => {
    const files = catchDownloads()
    serve({
      ...tenants,
      'audit.list': () => ({ entries: [auditEntry()], next: null }),
      'audit.export': (input: { before?: string }) =>
        input.before ? { csv: 'b,2\r\n', next: null } : { csv: '\ufeffid,n\r\na,1\r\n', next: 'a' },
    })
    const screen = await draw(<RecordOfActions filter={{}} />)
    await screen.says('Reset the password of mara')
    await screen.press('Download the record of actions as CSV')
    await vi.waitFor(() => expect(files).toHaveLength(1))
    expect(JSON.stringify(files)).toContain('a,1\\r\\nb,2')
  })

  it('is not shown as a whole to those who may not see all of it', async () => {
    const asked = serve({})
    const screen = await draw(<RecordOfActions filter={{}} />, viewer)
    expect(screen.text()).toContain('under History')
    expect(asked).toEqual([])
  })
})

describe('the rules for actions', () => {
  const changes = [
    {
      id: 'c1',
      at: '2026-03-01T10:00:00Z',
      actorId: 'r1',
      actorName: 'Ruben Deskwright',
      policy: { ...freePolicy, needsReason: true },
    },
  ]

  it('are set by an administrator: what is asked and how many; no nonsense is sent', async () => {
    const asked = serve({
      'actions.policy': () => ({ policy: freePolicy, changes }),
      'actions.setPolicy': (input: { policy: typeof freePolicy }) => ({ policy: input.policy }),
    })
    const screen = await draw(<Policy />)
    await screen.says('Most that a technician may begin')
    expect(screen.text()).toContain('A reason with every action')
    const [box] = [...screen.host.querySelectorAll<HTMLElement>('fluent-text-input')]
    const type = (value: string) =>
      act(async () => {
        Object.assign(box ?? {}, { value })
        box?.dispatchEvent(new Event('input', { bubbles: true }))
      })
    await type('many')
    await screen.press('Save the rules')
    expect(asked.some(({ name }) => name === 'actions.setPolicy')).toBe(false)
    expect(screen.text()).toContain('It must be a whole number from 0 to 10,000.')
    await type('12')
    const toggle = screen.host.querySelector<HTMLInputElement>('fluent-switch')
    await act(async () => {
      Object.assign(toggle ?? {}, { checked: true })
      toggle?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await screen.press('Save the rules')
    await vi.waitFor(() =>
      expect(asked.find(({ name }) => name === 'actions.setPolicy')?.input).toEqual({
        policy: {
          ...freePolicy,
          verifyCaller: true,
          quotas: { any: 12, credential: null, destructive: null },
        },
      }),
    )
  })

  it('are read by everybody else, who cannot change them', async () => {
    serve({ 'actions.policy': () => ({ policy: freePolicy, changes: [] }) })
    const screen = await draw(<Policy />, viewer)
    await screen.says('Most that a technician may begin')
    expect(screen.button('Save the rules')).toBeUndefined()
    expect(screen.text()).toContain('Only')
  })
})
