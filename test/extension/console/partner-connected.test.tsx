import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Output, PartnerState } from '#shared/contract.ts'
import { Partner } from '../../../extension/console/partner/partner.tsx'
import { tenantWith } from '../fixtures.ts'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { before, connectedWith, noCustomers, noMfa, partnerWith, pass } from './partner-fixtures.ts'

const ended: Output<'partner.disconnect'> = {
  ...{ disconnected: false, goes: ['The sign-in of the account.'] },
  remains: ['8 tenants connected as before.'],
}

function serveConnected(changes: Partial<PartnerState> = {}, more = {}) {
  return serve({
    'partner.get': () => connectedWith(changes),
    'partner.customers': () => noCustomers,
    'partner.disconnect': () => ended,
    ...more,
  })
}
const inputsOf = (asked: { name: string; input: unknown }[], wanted: string) =>
  asked.filter(({ name }) => name === wanted).map(({ input }) => input)

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await signInForTest()
})

describe('the partner, connected', () => {
  it('says which account it is, that it is healthy, how many customers there are, and leads to them', async () => {
    serveConnected()
    const drawn = await draw(<Partner />)
    await drawn.says('12 customers: 8 ready, 1 connected')
    for (const fact of ['service@lamplight.example', '1 hr. ago', 'HealthHealthy', 'Customers as of']) {
      expect(drawn.text()).toContain(fact)
    }
    expect(drawn.host.querySelector('.button-link-primary')?.getAttribute('href')).toBe('#/customers')
    expect(drawn.text()).not.toContain('The partner is connected')
  })

  it('asks one question about all customers, for itself and for the way above it', async () => {
    const more = { 'tenants.list': () => ({ tenants: [tenantWith({ mappings: [] })] }) }
    const asked = serveConnected({}, { ...more, 'plans.waiting': () => ({ plans: [] }) })
    const drawn = await draw(<Partner />)
    await drawn.says('1 to map')
    await drawn.says('12 customers: 8 ready, 1 connected')
    expect(new Set(inputsOf(asked, 'partner.customers').map((input) => JSON.stringify(input))).size).toBe(1)
  })

  it('calls nothing healthy that was not renewed for two days', async () => {
    serveConnected({ refreshedAt: before(49) })
    const drawn = await draw(<Partner />)
    await drawn.says('Renewal is overdue')
    expect(drawn.text()).not.toContain('Healthy')
  })

  it('shows a name as it is, and draws nothing that is in it', async () => {
    const account = '<img src=x onerror=alert(1)>\u202Egpj.exe@lamplight.example'
    serveConnected({ account })
    const drawn = await draw(<Partner />)
    await drawn.says('Connected since')
    expect(drawn.host.querySelector('img')).toBeNull()
    const named = [...drawn.host.querySelectorAll('bdi')].map(({ textContent }) => textContent)
    expect(named).toContain(account)
  })

  it('reads the customers again, and offers it no second time while they are being read', async () => {
    const standing = { now: connectedWith() }
    const asked = serveConnected(
      {},
      {
        'partner.get': () => standing.now,
        'partner.refresh': () => {
          const reading = { ...standing.now.reading, running: true, startedAt: before(0) }
          standing.now = connectedWith({ reading })
          return { started: true, reading }
        },
      },
    )
    const drawn = await draw(<Partner />)
    await drawn.says('Read again')
    await drawn.press('Read again')
    await drawn.says('Being read since')
    await drawn.press('Read again')
    expect(inputsOf(asked, 'partner.refresh')).toHaveLength(1)
    standing.now = connectedWith()
    await pass(2000)
    await drawn.says('Customers as of')
  })

  it('says why the last reading did not come to its end', async () => {
    const reading = { running: false, startedAt: before(2), finishedAt: before(9), problem: noMfa }
    serveConnected({ reading })
    const drawn = await draw(<Partner />)
    await drawn.says('The customers could not be read to the end')
    expect(drawn.text()).toContain(noMfa.next)
  })

  it('says of a refused account what goes on, and makes connecting anew the main way', async () => {
    serveConnected({ state: 'failing', problem: noMfa })
    const drawn = await draw(<Partner />)
    await drawn.says('The hourly sync of connected tenants needs no partner')
    expect(drawn.text()).toContain(noMfa.next)
    const primary = [...drawn.host.querySelectorAll('[appearance=primary], .button-link-primary')]
    expect(primary.map(({ textContent }) => textContent)).toEqual(['Connect anew'])
    expect(drawn.button('Read again')?.getAttribute('aria-description')).toBe(
      'Connect the account anew first.',
    )
  })

  it('folds the permissions away, and shows them when they are asked for', async () => {
    serveConnected()
    const drawn = await draw(<Partner />)
    await drawn.says('What Sidelight may do with this account')
    expect(drawn.text()).not.toContain('Directory.Read.All')
    const details = drawn.host.querySelector('details')
    if (details) details.open = true
    details?.dispatchEvent(new Event('toggle'))
    await drawn.says('Directory.Read.All')
  })
})

describe('disconnecting the partner', () => {
  it('says what goes and what remains before anything is done, and can be left', async () => {
    const asked = serveConnected()
    const drawn = await draw(<Partner />)
    await drawn.says('Connected since')
    await drawn.press('Disconnect')
    await drawn.says('8 tenants connected as before.')
    expect(drawn.text()).toContain('The sign-in of the account.')
    expect(document.activeElement?.textContent).toBe('Disconnect the partner?')
    await drawn.press('Cancel')
    expect(drawn.text()).not.toContain('8 tenants connected as before.')
    expect(document.activeElement?.textContent).toBe('Disconnect')
    expect(inputsOf(asked, 'partner.disconnect')).toEqual([{ dryRun: true }])
  })

  it('offers no confirmation while what would go is not known', async () => {
    const asked = serveConnected(
      {},
      { 'partner.disconnect': () => refusal(503, 'internal', 'Something broke.') },
    )
    const drawn = await draw(<Partner />)
    await drawn.says('Connected since')
    await drawn.press('Disconnect')
    await drawn.says('What would go could not be read.')
    await drawn.press('Disconnect the partner')
    expect(inputsOf(asked, 'partner.disconnect')).toEqual([{ dryRun: true }])
  })

  it('says that it is done, and how to connect again', async () => {
    let isConnected = true
    const asked = serveConnected(
      {},
      {
        'partner.get': () => (isConnected ? connectedWith() : partnerWith()),
        'partner.disconnect': ({ dryRun }: { dryRun?: boolean }) => {
          isConnected = dryRun === true
          return { ...ended, disconnected: !dryRun }
        },
      },
    )
    const drawn = await draw(<Partner />)
    await drawn.says('Connected since')
    await drawn.press('Disconnect')
    await drawn.says('8 tenants connected as before.')
    await drawn.press('Disconnect the partner')
    await drawn.says('The partner is disconnected')
    expect(document.activeElement?.textContent).toContain('The partner is disconnected')
    expect(drawn.button('Connect the partner')).toBeDefined()
    expect(inputsOf(asked, 'partner.disconnect')).toEqual([{ dryRun: true }, {}])
  })

  it('stays connected where the server refused, and says so', async () => {
    serveConnected(
      {},
      {
        'partner.disconnect': ({ dryRun }: { dryRun?: boolean }) =>
          dryRun ? ended : refusal(500, 'internal', 'Something broke.'),
      },
    )
    const drawn = await draw(<Partner />)
    await drawn.says('Connected since')
    await drawn.press('Disconnect')
    await drawn.says('8 tenants connected as before.')
    await drawn.press('Disconnect the partner')
    await drawn.says('The partner was not disconnected.')
    expect(drawn.text()).toContain('Connected since')
  })
})
