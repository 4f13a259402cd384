import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { History } from '../../../extension/console/history/history.tsx'
import { routeOf } from '../../../extension/console/route.ts'
import { tenantId } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { catchDownloads } from './downloads.ts'
import { historyWith, others } from './fixtures.ts'

const one = { ...others, 'history.list': () => ({ entries: [historyWith()], next: null }) }
const greta = {
  personId: 'p',
  displayName: 'Greta Holloway',
  userPrincipalName: 'greta@contoso.example',
  contactId: '11',
  why: 'The phone was edited by hand since.',
}
const undos = (asked: ReturnType<typeof serve>) =>
  asked.filter(({ name }) => name === 'plans.undo').map(({ input }) => input)

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.restoreAllMocks())

describe('the history', () => {
  it('says what was written, by whose approval, and why something was refused', async () => {
    serve({
      ...others,
      'history.list': () => ({
        entries: [
          historyWith(),
          historyWith({ id: 'h2', by: null, state: 'failed', problem: 'The e-mail is used already.' }),
        ],
        next: null,
      }),
    })
    const drawn = await draw(<History filter={{}} />)
    await drawn.says('Approved by Ruben Deskwright')
    expect(drawn.host.querySelector('del')?.textContent).toBe('Old:Sela Brightmore')
    expect(drawn.text()).toContain('By itself, under the first approval')
    expect(drawn.text()).toMatch(/Refused.*The e-mail is used already\./)
  })

  it('asks the server for what the address filters by', async () => {
    const filter = { mappingId: 'm1', contactId: '42', kind: 'update', state: 'failed' } as const
    const asked = serve(one)
    const drawn = await draw(<History filter={filter} />)
    await drawn.says('Sela Brightmoor')
    expect(asked.find(({ name }) => name === 'history.list')?.input).toEqual(filter)
    expect(drawn.text()).toContain('Contact 42')
  })

  it('puts a chosen filter into the address, one organisation or all of a tenant', async () => {
    serve(one)
    const drawn = await draw(<History filter={{ tenantId, state: 'done' }} />)
    await drawn.says('Contoso Dental Eastside')
    const [place] = drawn.host.querySelectorAll('select')
    await act(async () => {
      if (place) place.value = 'mapping m1'
      place?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    expect(routeOf(location.hash)).toEqual({ screen: 'history', filter: { mappingId: 'm1', state: 'done' } })
  })

  it('says what would be undone and what remains, and does it only then', async () => {
    const asked = serve({
      ...one,
      'plans.undo': () => ({ planId: 'plan-1', undoes: 41, remains: [greta] }),
    })
    const drawn = await draw(<History filter={{ mappingId: 'm1' }} />)
    await drawn.says('First you see what it would take back.')
    await drawn.press('Undo last run')
    await drawn.says('Take back 41 changes?')
    expect(drawn.text()).toContain('Greta Holloway')
    expect(drawn.text()).toContain('The phone was edited by hand since.')
    expect(undos(asked)).toEqual([{ mappingId: 'm1', dryRun: true }])
    await drawn.press('Undo 41 changes')
    await drawn.says('41 changes taken back or on the way')
    expect(undos(asked)[1]).toEqual({ mappingId: 'm1' })
  })

  it('offers no undo where there is nothing to take back', async () => {
    serve({ ...one, 'plans.undo': () => ({ planId: null, undoes: 0, remains: [] }) })
    const drawn = await draw(<History filter={{ mappingId: 'm1' }} />)
    await drawn.says('First you see')
    await drawn.press('Undo last run')
    await drawn.says('There is nothing to undo')
    expect(drawn.button('Undo 0 changes')).toBeUndefined()
    await drawn.press('Close')
    expect(drawn.text()).not.toContain('There is nothing to undo')
  })

  it('says that nothing was undone when it is refused', async () => {
    serve({
      ...one,
      'plans.undo': (input: { dryRun?: boolean }) =>
        input.dryRun
          ? { planId: 'plan-1', undoes: 1, remains: [] }
          : refusal(409, 'mapping.busy', 'Contacts are being written right now.'),
    })
    const drawn = await draw(<History filter={{ mappingId: 'm1' }} />)
    await drawn.says('First you see')
    await drawn.press('Undo last run')
    await drawn.says('Take back 1 change?')
    await drawn.press('Undo 1 change')
    await drawn.says('Nothing was undone.')
  })

  it('undoes one organisation only, and lets a viewer read', async () => {
    const asked = serve(one)
    const all = await draw(<History filter={{}} />)
    await all.says('Sela Brightmoor')
    expect(all.button('Undo last run')).toBeUndefined()
    const drawn = await draw(<History filter={{ mappingId: 'm1' }} />, viewer)
    await drawn.says('Only an administrator can do this.')
    await drawn.press('Undo last run')
    expect(undos(asked)).toEqual([])
  })

  it('is downloaded whole, with the filter', async () => {
    const files = catchDownloads()
    const asked = serve({
      ...others,
      'history.list': (input: { after?: string }) => ({
        entries: [historyWith({ id: input.after ?? 'first', reason: `Page ${input.after ?? 'first'}.` })],
        next: input.after ? null : 'second',
      }),
    })
    const drawn = await draw(<History filter={{ mappingId: 'm1', state: 'done' }} />)
    await drawn.says('Page first.')
    await drawn.press('Download the history as CSV')
    await vi.waitFor(() => expect(files).toHaveLength(1))
    expect(files[0]?.name).toBe('history-contoso-dental-eastside.csv')
    expect(files[0]?.text.split('\r\n')).toHaveLength(4)
    expect(files[0]?.text).toContain('Page second.')
    expect(asked.findLast(({ name }) => name === 'history.list')?.input).toEqual({
      mappingId: 'm1',
      state: 'done',
      after: 'second',
    })
  })

  it('says what to do when nothing stands there', async () => {
    serve({ ...others, 'history.list': () => ({ entries: [], next: null }) })
    const none = await draw(<History filter={{}} />)
    await none.says('Nothing was written yet')
    const filtered = await draw(<History filter={{ kind: 'move' }} />)
    await filtered.says('Nothing like that was done')
  })
})
