import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { PartnerState } from '#shared/contract.ts'
import { Partner } from '../../../extension/console/partner/partner.tsx'
import { draw, technician, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import {
  attemptWith,
  before,
  connectedWith,
  noCustomers,
  noMfa,
  partnerWith,
  pass,
} from './partner-fixtures.ts'

const url = 'https://login.microsoftonline.com/o/authorize?state=s1'
const startedAt = before(0)
const begun = (state: PartnerState) => ({ url, state: { ...state, attempt: attemptWith({ startedAt }) } })
const open = vi.fn()

/** A worker whose partner stands as `now` says; a sign-in that is begun waits. */
function serveStanding(first: PartnerState) {
  const standing = { now: first }
  const asked = serve({
    'partner.get': () => standing.now,
    'partner.begin': () => {
      const answer = begun(standing.now)
      standing.now = answer.state
      return answer
    },
    'partner.customers': () => noCustomers,
  })
  const times = (name: string) => asked.filter((request) => request.name === name).length
  return { standing, asked, times }
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  open.mockReset()
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(open)
  await signInForTest()
})

describe('connecting the partner', () => {
  it('says every permission before anybody agrees, by where it is given, with its use and its name', async () => {
    serveStanding(partnerWith())
    const drawn = await draw(<Partner />)
    await drawn.says('What you agree to')
    const places = [...drawn.host.querySelectorAll('ul[aria-label]')].map((list) => [
      list.getAttribute('aria-label'),
      list.querySelectorAll('li').length,
    ])
    expect(places).toEqual([
      ['Microsoft Graph, in your own tenant', 2],
      ['Partner Center', 1],
      ['Roles that taking in a customer needs', 1],
    ])
    for (const { words, use, name } of partnerWith().permissions) {
      expect(drawn.text()).toContain(`${words}${use}${name}`)
    }
    expect(drawn.text()).toContain('Or Application Administrator or Global Administrator')
    expect(drawn.button('Connect the partner')).toBeDefined()
  })

  it('opens Microsoft’s page, waits, and leads to the customers as soon as it has worked', async () => {
    const { standing, times } = serveStanding(partnerWith())
    const drawn = await draw(<Partner />)
    await drawn.says('Connect the partner')
    await drawn.press('Connect the partner')
    await drawn.says('Waiting for the sign-in')
    await vi.waitFor(() => expect(open).toHaveBeenCalledExactlyOnceWith({ url }))
    await drawn.press('Open the sign-in again')
    await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(2))
    expect(times('partner.begin')).toBe(1)

    const reading = { running: false, startedAt: null, finishedAt: null, problem: null }
    const news = { attempt: attemptWith({ startedAt, state: 'connected' }), since: before(0) }
    standing.now = connectedWith({ ...news, reading })
    await pass(2000)
    await drawn.says('The partner is connected')
    // The job that reads them begins a moment later.
    standing.now = connectedWith({ ...news, reading: { ...reading, running: true, startedAt: before(0) } })
    await pass(2000)
    await drawn.says(/Being read since .*12 customers: 8 ready/)
    const way = drawn.host.querySelector('.button-link-primary')
    expect([way?.textContent, way?.getAttribute('href')]).toEqual(['Choose customers', '#/customers'])
  })

  it('asks no more once nothing is under way', async () => {
    const { standing, times } = serveStanding(partnerWith({ attempt: attemptWith() }))
    const drawn = await draw(<Partner />)
    await drawn.says('Waiting for the sign-in')
    standing.now = partnerWith({ attempt: attemptWith({ state: 'expired' }) })
    await pass(2000)
    await drawn.says('Nobody signed in in time')
    const before = times('partner.get')
    await pass(20_000)
    expect([before, times('partner.get')]).toEqual([2, 2])
  })

  it('says why a sign-in failed and what mends it, and begins a new one', async () => {
    const { times } = serveStanding(
      partnerWith({ attempt: attemptWith({ state: 'failed', problem: noMfa }) }),
    )
    const drawn = await draw(<Partner />)
    await drawn.says('The partner was not connected')
    expect(drawn.text()).toContain(`${noMfa.text} ${noMfa.next}`)
    await drawn.press('Try again')
    await drawn.says('Waiting for the sign-in')
    expect(times('partner.begin')).toBe(1)
  })

  it('keeps silent about a sign-in that failed long ago', async () => {
    const old = attemptWith({ state: 'failed', problem: noMfa, startedAt: before(48) })
    serveStanding(connectedWith({ attempt: old }))
    const drawn = await draw(<Partner />)
    await drawn.says('Connect anew')
    expect(drawn.text()).not.toContain(noMfa.text)
  })

  it('says that a connection goes on while another sign-in waits, fails or is too late', async () => {
    const goesOn = 'The connection of service@lamplight.example goes on as before.'
    for (const state of ['waiting', 'failed', 'expired'] as const) {
      serveStanding(connectedWith({ attempt: attemptWith({ state }) }))
      const drawn = await draw(<Partner />)
      await drawn.says(goesOn)
    }
    serveStanding(partnerWith({ attempt: attemptWith() }))
    const drawn = await draw(<Partner />)
    await drawn.says('Waiting for the sign-in')
    expect(drawn.text()).not.toContain('goes on as before')
  })

  it('never opens the sign-in that another page has begun: it begins one of its own', async () => {
    const { standing, times } = serveStanding(partnerWith())
    const drawn = await draw(<Partner />)
    await drawn.says('Connect the partner')
    await drawn.press('Connect the partner')
    await drawn.says('Open the sign-in again')
    standing.now = partnerWith({ attempt: attemptWith({ startedAt: before(-0.01) }) })
    await pass(2000)
    await drawn.says('It was begun elsewhere')
    await drawn.press('Begin another sign-in')
    await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(2))
    expect(times('partner.begin')).toBe(2)
  })

  it('says what the server lacks in the place of the button', async () => {
    const problem = { text: 'A variable is missing.', next: 'Set PARTNER_CLIENT_ID.', since: before(0) }
    serveStanding(partnerWith({ setUp: { code: 'config.missing', ...problem } }))
    const drawn = await draw(<Partner />)
    await drawn.says('This server is not set up for partners yet')
    expect(drawn.text()).toContain('Set PARTNER_CLIENT_ID.')
    expect(drawn.button('Connect the partner')).toBeUndefined()
  })

  it('says why a sign-in could not be begun, and opens nothing', async () => {
    serve({
      'partner.get': () => partnerWith(),
      'partner.begin': () => refusal(500, 'internal', 'Something broke.', 'Try again.'),
    })
    const drawn = await draw(<Partner />)
    await drawn.says('Connect the partner')
    await drawn.press('Connect the partner')
    await drawn.says('The sign-in was not begun.')
    expect(open).not.toHaveBeenCalled()
  })

  it('opens no address that is not a page of the web over https', async () => {
    serve({
      'partner.get': () => partnerWith(),
      'partner.begin': () => ({ ...begun(partnerWith()), url: 'javascript:alert(1)' }),
    })
    const drawn = await draw(<Partner />)
    await drawn.says('Connect the partner')
    await drawn.press('Connect the partner')
    await drawn.says('The sign-in was not begun.')
    expect(open).not.toHaveBeenCalled()
  })

  it('asks nothing for technicians and viewers, and says whose business it is', async () => {
    const { asked } = serveStanding(partnerWith())
    for (const account of [technician, viewer]) {
      const drawn = await draw(<Partner />, account)
      await drawn.says('Only an administrator can do this.')
    }
    expect(asked).toEqual([])
  })
})
