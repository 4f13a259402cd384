import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { LiveAnswer, LivePart } from '#shared/contract.ts'
import { backendConfig, popupRoute, storedAccount } from '../../../extension/settings.ts'
import { viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { found, hostileName, viewOf } from '../views.ts'
import { openPanel } from './panel-screen.tsx'

const asOf = new Date().toISOString()
const shown = { state: 'shown' as const, asOf, more: false }
type Why = Extract<LiveAnswer, { state: 'missing' }>['why']
const missing = (part: LivePart, why: Why, text: string, permissions: string[] = []): LiveAnswer => ({
  state: 'missing',
  part,
  asOf,
  why,
  text,
  next: null,
  code: 'graph.refused',
  permissions,
})
const method = { id: '1', kind: 'fido2', title: 'Passkey', detail: 'YubiKey 5', createdAt: null }
const signIn = {
  id: '1',
  at: asOf,
  app: 'Outlook',
  ipAddress: '203.0.113.7',
  location: 'Eastside, US',
  device: 'Windows 11',
  ok: false,
  errorCode: 50126,
  failure: 'Invalid username or password.',
}
const parts: Record<LivePart, LiveAnswer> = {
  mfa: { ...shown, part: 'mfa', methods: [method] },
  signIns: { ...shown, part: 'signIns', signIns: [signIn] },
  devices: { ...shown, part: 'devices', devices: [] },
  mailbox: {
    ...shown,
    part: 'mailbox',
    kind: 'shared',
    automaticReplies: { state: 'off', from: null, until: null },
    timeZone: 'Pacific Standard Time',
    language: 'en-US',
  },
  groups: {
    ...shown,
    part: 'groups',
    groups: [{ id: 'g', name: 'LIC-Premium', kind: 'Security group', dynamic: true, synced: false }],
  },
  manager: { ...shown, part: 'manager', manager: null },
}
type Changes = Partial<Record<LivePart, LiveAnswer | (() => Response)>>
function serveLive(changes: Changes = {}) {
  return serve({
    'tickets.resolve': () => found(viewOf()),
    'persons.live': ({ part }: { part: LivePart }) => {
      const answer = changes[part] ?? parts[part]
      return typeof answer === 'function' ? answer() : answer
    },
    'persons.refresh': () => viewOf({ jobTitle: 'Owner' }),
  })
}
async function openTab(title: string) {
  const screen = await openPanel()
  await screen.says('Mara Ellingsworth')
  await screen.tab(title)
  return screen
}

beforeEach(async () => {
  fakeBrowser.reset()
  await signInForTest()
})
afterEach(() => vi.unstubAllGlobals())

describe('what Microsoft is asked for live', () => {
  it('is asked when one looks at it, never for the first paint', async () => {
    const asked = serveLive()
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    expect(asked.map(({ name }) => name)).toEqual(['tickets.resolve'])
    await screen.tab('Security')
    await screen.says('Invalid username or password. (50126)')
    expect(screen.text()).toContain('Live, just now')
    expect(screen.text()).toContain('Outlook · Windows 11 · Eastside, US · 203.0.113.7')
    await screen.tab('Groups')
    await screen.says('Security group · dynamic')
    await screen.tab('Security')
    await screen.says('Passkey')
    const asks = asked.filter(({ name }) => name === 'persons.live').map(({ input }) => input)
    expect(asks).toEqual(
      ['mfa', 'signIns', 'groups'].map((part) => ({
        tenantId: viewOf().person.tenantId,
        personId: viewOf().person.id,
        part,
      })),
    )
  })

  it('unfolds manager and mailbox in the overview, each on its own', async () => {
    const asked = serveLive()
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.press('MailboxLive from Microsoft')
    await screen.says('Pacific Standard Time')
    expect(screen.text()).toContain('Shared')
    expect(asked.at(-1)?.input).toMatchObject({ part: 'mailbox' })
    expect(asked.some(({ input }) => (input as { part?: string }).part === 'manager')).toBe(false)
  })

  it('fails part by part: one that cannot be read leaves the other', async () => {
    serveLive({ signIns: () => refusal(400, 'request.invalid', 'This request cannot be understood.') })
    const screen = await openTab('Security')
    await screen.says('Last sign-ins: not read.')
    expect(screen.text()).toContain('Passkey')
    expect(screen.text()).toContain('Can sign in')
  })

  it('says which plan it needs, as a fact and not as a failure', async () => {
    const text = 'Needs Entra ID P1, which this tenant does not have.'
    serveLive({ signIns: missing('signIns', 'licence', text) })
    const screen = await openTab('Security')
    await screen.says(text)
    expect(screen.host.querySelector('[role=alert]')).toBeNull()
    expect(screen.button('Try again')).toBeUndefined()
  })

  it('leads an administrator to the consent that is missing, and tells others why they cannot', async () => {
    const create = vi.fn()
    Object.assign(fakeBrowser, { tabs: { ...fakeBrowser.tabs, create } })
    serveLive({
      groups: missing('groups', 'permission', 'Not granted by this tenant.', ['GroupMember.Read.All']),
    })
    const screen = await openTab('Groups')
    await screen.says('Permission: GroupMember.Read.All')
    await screen.press('Ask for consent again')
    await vi.waitFor(() => expect(create).toHaveBeenCalled())
    expect(await popupRoute.getValue()).toEqual({ screen: 'connect', tenantId: viewOf().person.tenantId })
    await storedAccount.setValue(viewer)
    const others = await openTab('Groups')
    await others.says('Permission: GroupMember.Read.All')
    expect(others.button('Ask for consent again')?.getAttribute('aria-description')).toBe(
      'Only an administrator can do this.',
    )
  })

  it('asks again where that can help', async () => {
    const answers = [missing('devices', 'failed', 'Microsoft is busy.'), parts.devices]
    serveLive({ devices: () => Response.json(answers.shift()) })
    const screen = await openTab('Devices')
    await screen.says('Microsoft is busy.')
    await screen.press('Try again')
    await screen.says('Intune manages no device of this person.')
  })

  it('says that a list was cut, with the way to the rest', async () => {
    await backendConfig.setValue({
      product: 'sidelight',
      version: '1',
      tenantId: 't',
      clientId: 'c',
      scope: 's',
      authority: 'https://login.microsoftonline.us/t',
      cloud: 'usgov',
    })
    serveLive({ groups: { ...parts.groups, more: true } as LiveAnswer })
    const screen = await openTab('Groups')
    await screen.says('Microsoft has more of them.')
    const link = screen.host.querySelector<HTMLAnchorElement>('.live a')
    expect(link?.href).toMatch(/^https:\/\/entra\.microsoft\.us\//)
    expect(link?.rel).toBe('noopener noreferrer')
  })

  it('shows what Microsoft says as text, and takes kinds it has never heard of', async () => {
    serveLive({
      mfa: { ...shown, part: 'mfa', methods: [{ ...method, kind: 'constructor', title: hostileName }] },
      signIns: {
        ...shown,
        part: 'signIns',
        signIns: [{ ...signIn, app: hostileName, failure: hostileName }],
      },
    })
    const screen = await openTab('Security')
    await screen.says('evil')
    expect(screen.host.querySelectorAll('img, b, script')).toHaveLength(0)
    const line = screen.host.querySelectorAll('.row-note')[1]?.textContent ?? ''
    expect(line).not.toContain('\u202e')
    expect(line).toContain('203.0.113.7')
  })
})

describe('refresh', () => {
  it('has Microsoft asked about this person now, with the parts that are open', async () => {
    const asked = serveLive()
    const screen = await openTab('Groups')
    await screen.says('LIC-Premium')
    await screen.press('Refresh')
    await screen.says('Owner · Contoso Dental')
    await act(async () => new Promise((resolve) => setTimeout(resolve, 20)))
    const names = asked.map(({ name }) => name)
    expect(names.filter((name) => name === 'persons.refresh')).toHaveLength(1)
    expect(names.filter((name) => name === 'persons.live')).toHaveLength(2)
  })
})
