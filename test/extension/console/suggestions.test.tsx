import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Output } from '#shared/contract.ts'
import { SuggestionsPage } from '../../../extension/console/suggestions/suggestions.tsx'
import { tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { others } from './fixtures.ts'

const answer: Output<'mappings.suggest'> = {
  state: 'ready',
  readAt: '2026-11-23T09:29:00.000Z',
  organisations: 312,
  suggestions: [
    {
      ...{ tenantId, tenantName: 'Contoso Dental', organisationId: '7', organisationName: 'Contoso Ltd' },
      ...{ confidence: 'certain', reason: 'Its domain is a verified domain of this tenant.' },
    },
  ],
  without: [],
  problem: null,
}
const base = { ...others, 'mappings.suggest': () => answer }

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})

describe('the page of suggestions', () => {
  it('hides a tenant that is not to be mapped from what is accepted together, and shows it again', async () => {
    let hidden = false
    const asked = serve({
      ...base,
      'tenants.list': () => ({ tenants: [tenantWith({ mappings: [], hidden })] }),
      'tenants.hide': (input: { hidden: boolean }) => {
        hidden = input.hidden
        return { hidden }
      },
    })
    const drawn = await draw(<SuggestionsPage />)
    await drawn.says('Certain, 1')
    await drawn.press('Hide until mapped: Contoso Dental')
    await drawn.says('Hidden until mapped, 1')
    expect(drawn.button('Accept all certain')?.getAttribute('aria-disabled')).toBe('true')
    await drawn.press('Show again: Contoso Dental')
    await drawn.says('Certain, 1')
    const inputs = asked.filter(({ name }) => name === 'tenants.hide').map(({ input }) => input)
    expect(inputs).toEqual([
      { tenantId, hidden: true },
      { tenantId, hidden: false },
    ])
  })

  it('leads to choosing another organisation', async () => {
    serve(base)
    const drawn = await draw(<SuggestionsPage />)
    await drawn.says('Certain, 1')
    await drawn.press('Choose another organisation for Contoso Dental')
    expect(location.hash).toBe(`#/map/${tenantId}`)
  })

  it('asks nothing for technicians, and says whose business it is', async () => {
    const asked = serve(base)
    const drawn = await draw(<SuggestionsPage />, technician)
    await drawn.says('Only an administrator can do this.')
    expect(asked).toEqual([])
  })
})
