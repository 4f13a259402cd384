import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { RulePage } from '../../../extension/console/rule/rule.tsx'
import { mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { type } from '../type.ts'
import { others, previewOf } from './fixtures.ts'

const place = { connectionId: 'c1', organisationId: '7', organisationName: 'Contoso Dental Eastside' }
const base = {
  ...others,
  'rules.preview': previewOf,
  'plans.waiting': () => ({ plans: [] }),
}
const page = () => <RulePage tenantId={tenantId} place={place} />

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})

describe('the page of a rule', () => {
  it('answers why a certain person is in or out, whichever it is', async () => {
    const asked = serve(base)
    const drawn = await draw(page())
    await drawn.says('61 of 86 persons belong here')
    await drawn.says('Fern Bracewell')
    expect(drawn.text()).not.toContain('Mara Ellingsworth')
    await type(drawn.host, 'Find a person by name or user name', 'Mara')
    await drawn.says('Matches the rule')
    await vi.waitFor(() => expect(drawn.text()).not.toContain('Fern Bracewell'))
    expect(drawn.host.querySelector('.judged .tag')?.textContent).toBe('In')
    const last = asked.findLast(({ name }) => name === 'rules.preview')
    expect(last?.input).toMatchObject({ find: 'Mara', show: 'all' })
  })

  it('shows what a change does before it is saved, then leads to the plan that comes of it', async () => {
    const asked = serve({ ...base, 'mappings.set': () => mappingWith() })
    const drawn = await draw(page())
    await drawn.says('Change a line')
    expect(drawn.button('Save and see the plan')).toBeUndefined()
    await drawn.press('Remove Member')
    await drawn.says('Nothing is written by saving')
    await vi.waitFor(() => {
      const { input } = asked.findLast(({ name }) => name === 'rules.preview') ?? {}
      expect(input).toMatchObject({ rule: { userType: { include: [], exclude: [] } } })
    })
    await drawn.press('Save and see the plan')
    await vi.waitFor(() => expect(location.hash).toBe(`#/plan/${tenantId}/m1`))
  })

  it('orders several organisations of a tenant, and leads to the rules of the others', async () => {
    const west = mappingWith({ id: 'm2', organisationId: '8', organisationName: 'West' })
    serve({ ...base, 'tenants.get': () => tenantWith({ mappings: [mappingWith(), west] }) })
    const drawn = await draw(page())
    await drawn.says('Order of the organisations')
    await drawn.says('This one')
    const link = drawn.host.querySelector('[aria-label="Rule: West"]')
    expect(link?.getAttribute('href')).toBe(
      `#/rule/${tenantId}?connectionId=c1&organisationId=8&organisationName=West`,
    )
  })

  it('can be read by technicians and changed by administrators alone', async () => {
    serve(base)
    const drawn = await draw(page(), technician)
    await drawn.says('61 of 86 persons belong here')
    await drawn.says('Only an administrator can do this.')
    expect(drawn.button('Remove Member')).toBeUndefined()
    expect(drawn.button('Save and see the plan')).toBeUndefined()
    expect(drawn.text()).not.toContain('from this tenant')
  })

  it('begins a new mapping with the rule of enabled members, and saves it unchanged', async () => {
    const asked = serve({
      ...base,
      'tenants.get': () => tenantWith({ mappings: [] }),
      'mappings.set': () => mappingWith(),
    })
    const drawn = await draw(page())
    await drawn.says('61 of 86')
    await drawn.press('Save and see the plan')
    await vi.waitFor(() => expect(asked.some(({ name }) => name === 'mappings.set')).toBe(true))
    expect(asked.find(({ name }) => name === 'mappings.set')?.input).toMatchObject({
      organisationId: '7',
      rule: { userType: { include: ['Member'] }, enabled: 'enabledOnly' },
    })
  })
})
