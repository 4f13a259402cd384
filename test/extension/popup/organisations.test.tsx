import { useState } from 'preact/hooks'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Organisations } from '../../../extension/popup/tenant/organisations.tsx'
import { mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'

const east = mappingWith({ id: 'm1', organisationName: 'East' })
const west = mappingWith({ id: 'm2', organisationId: '8', organisationName: 'West' })
const tenant = tenantWith({ mappings: [east, west] })

function Standing() {
  const [shown] = useState(tenant)
  return <Organisations tenant={shown} go={() => {}} />
}
beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the organisations of a tenant', () => {
  it('are put into another order by their buttons, which name what they move', async () => {
    const asked = serve({ 'mappings.order': () => ({ mappings: [west, east] }) })
    const drawn = await draw(<Standing />)
    await drawn.press('Move West up')
    await drawn.says('West is now 1 of 2.')
    expect(asked.find(({ name }) => name === 'mappings.order')?.input).toEqual({
      tenantId,
      ids: ['m2', 'm1'],
    })
  })

  it('cannot be moved beyond the ends', async () => {
    const asked = serve({})
    const drawn = await draw(<Standing />)
    for (const label of ['Move East up', 'Move West down']) {
      expect(drawn.button(label)?.getAttribute('aria-disabled')).toBe('true')
      await drawn.press(label)
    }
    expect(asked).toEqual([])
  })

  it('say so when the order was not changed', async () => {
    serve({ 'mappings.order': () => refusal(409, 'mapping.changed', 'The organisations have changed.') })
    const drawn = await draw(<Standing />)
    await drawn.press('Move East down')
    await drawn.says('The order was not changed.')
  })

  it('stand still for who may not change it, and are not explained where there is one', async () => {
    serve({})
    const drawn = await draw(<Standing />, viewer)
    expect(drawn.button('Move West up')).toBeUndefined()
    const alone = await draw(<Organisations tenant={tenantWith()} go={() => {}} />)
    expect(alone.text()).not.toContain('first organisation')
  })
})
