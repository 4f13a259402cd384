import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Rule } from '#shared/sync/filter.ts'
import type { Route } from '../../../extension/popup/route.ts'
import { RuleScreen } from '../../../extension/popup/rule/rule.tsx'
import { mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'

const place = { connectionId: 'c1', organisationId: '7', organisationName: 'Contoso Dental Eastside' }
const preview = (input: { rule: Rule }) => {
  const withoutIt = input.rule.department.exclude.includes('IT')
  return {
    total: 86,
    belong: withoutIt ? 61 : 64,
    reasons: [
      { reason: 'The account is disabled', count: 22 },
      ...(withoutIt ? [{ reason: 'Department is IT, which the rule leaves out', count: 3 }] : []),
    ],
    persons: [
      {
        id: '1',
        displayName: 'Fern Bracewell',
        userPrincipalName: 'fern@x.example',
        belongs: false,
        reason: 'The account is disabled',
      },
    ],
    departments: [{ value: 'IT', count: 3 }],
    offices: [{ value: 'Eastside', count: 40 }],
    domains: [{ value: 'contoso.example', count: 86 }],
    groups: [{ value: 'g1', name: 'Clinic staff', count: null }],
    licences: [{ value: 's1', name: 'Microsoft 365 Business Premium', count: 20 }],
    joining: withoutIt ? 0 : 2,
    leaving: withoutIt ? 3 : 0,
    others: withoutIt ? [{ organisationName: 'Contoso West', joining: 3, leaving: 0 }] : [],
    warnings: input.rule.group?.include.includes('gone')
      ? [{ dimension: 'group', value: 'gone', text: 'The group gone is gone: nobody is in it.' }]
      : [],
    next: null,
  }
}

/** The screen with the route it keeps its draft in. */
function Standing({ onLeave }: { onLeave: (route: Route) => void }) {
  const [draft, setDraft] = useState<Rule | null>(null)
  const go = (route: Route) => (route.screen === 'rule' ? setDraft(route.draft) : onLeave(route))
  return <RuleScreen tenantId={tenantId} place={place} draft={draft} go={go} back={() => {}} />
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the rule', () => {
  it('shows how many belong and why each of the others does not', async () => {
    serve({ 'tenants.get': () => tenantWith(), 'rules.preview': preview })
    const drawn = await draw(<Standing onLeave={() => {}} />)
    await drawn.says('64 of 86 persons belong here')
    expect(drawn.text()).toContain('22 The account is disabled')
    expect(drawn.text()).toContain('Fern Bracewell')
  })

  it('judges anew when the rule changes, and saves what was judged', async () => {
    const onLeave = vi.fn()
    const asked = serve({
      'tenants.get': () => tenantWith(),
      'rules.preview': preview,
      'mappings.set': () => mappingWith(),
    })
    const drawn = await draw(<Standing onLeave={onLeave} />)
    await drawn.says('64 of 86')
    const adding = drawn.host.querySelector<HTMLSelectElement>('select[aria-label="Add to: Department"]')
    await act(async () => {
      Object.assign(adding ?? {}, { value: 'exclude:IT' })
      adding?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await drawn.says('61 of 86 persons belong here')
    expect(drawn.text()).toContain('3 Department is IT')
    await drawn.press('Save and see the plan')
    await vi.waitFor(() =>
      expect(onLeave).toHaveBeenCalledWith({ screen: 'plan', tenantId, mappingId: 'm1' }),
    )
    expect(asked.find(({ name }) => name === 'mappings.set')?.input).toMatchObject({
      organisationId: '7',
      rule: { department: { include: [], exclude: ['IT'] }, userType: { include: ['Member'] } },
    })
  })

  it('adds and leaves out by every dimension, showing names where values are ids', async () => {
    const asked = serve({ 'tenants.get': () => tenantWith(), 'rules.preview': preview })
    const drawn = await draw(<Standing onLeave={() => {}} />)
    await drawn.says('64 of 86')
    const choose = async (label: string, value: string) => {
      const select = drawn.host.querySelector<HTMLSelectElement>(`select[aria-label="Add to: ${label}"]`)
      await act(async () => {
        Object.assign(select ?? {}, { value })
        select?.dispatchEvent(new Event('change', { bubbles: true }))
      })
    }
    await choose('Office', 'include:Eastside')
    await choose('Domain', 'exclude:contoso.example')
    await choose('Group', 'exclude:g1')
    await choose('Licence', 'include:s1')
    await drawn.says('not Clinic staff')
    expect(drawn.text()).toContain('Microsoft 365 Business Premium')
    const judged = () => asked.filter(({ name }) => name === 'rules.preview').at(-1)?.input
    await vi.waitFor(() =>
      expect(judged()).toMatchObject({
        connectionId: 'c1',
        organisationId: '7',
        rule: {
          office: { include: ['Eastside'], exclude: [] },
          domain: { include: [], exclude: ['contoso.example'] },
          group: { include: [], exclude: ['g1'] },
          licence: { include: ['s1'], exclude: [] },
        },
      }),
    )
  })

  it('says who would join and leave, here and elsewhere, and what the rule names in vain', async () => {
    const rule = mappingWith().rule
    const group = { include: ['gone'], exclude: [] }
    const tenant = tenantWith({ mappings: [mappingWith({ rule: { ...rule, group } })] })
    serve({ 'tenants.get': () => tenant, 'rules.preview': preview })
    const drawn = await draw(<Standing onLeave={() => {}} />)
    await drawn.says('2 would join')
    expect(drawn.text()).toContain('The group gone is gone: nobody is in it.')
    const adding = drawn.host.querySelector<HTMLSelectElement>('select[aria-label="Add to: Department"]')
    await act(async () => {
      Object.assign(adding ?? {}, { value: 'exclude:IT' })
      adding?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await drawn.says('3 would leave')
    expect(drawn.text()).toContain('Contoso West: 3 would join')
  })

  it('removes the organisation only after saying what stays', async () => {
    const asked = serve({
      'tenants.get': () => tenantWith({ mappings: [mappingWith({ linked: 13 })] }),
      'rules.preview': preview,
      'mappings.remove': () => ({ kept: 13 }),
    })
    const drawn = await draw(<Standing onLeave={() => {}} />)
    await drawn.says('64 of 86')
    await drawn.press('Remove Contoso Dental Eastside from this tenant')
    expect(drawn.text()).toContain('The 13 linked contacts stay as they are')
    expect(asked.some(({ name }) => name === 'mappings.remove')).toBe(false)
    await drawn.press('Remove')
    await vi.waitFor(() =>
      expect(asked.find(({ name }) => name === 'mappings.remove')?.input).toEqual({
        mappingId: 'm1',
        keepContacts: true,
      }),
    )
  })

  it('can be read, not changed, by a viewer', async () => {
    serve({ 'tenants.get': () => tenantWith(), 'rules.preview': preview })
    const drawn = await draw(<Standing onLeave={() => {}} />, viewer)
    await drawn.says('64 of 86')
    expect(drawn.button('Save and see the plan')).toBeUndefined()
    expect(drawn.host.querySelector('select')).toBeNull()
    expect(drawn.text()).toContain('Only an administrator can do this.')
  })
})
