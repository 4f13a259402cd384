import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { AccessLimit, Output } from '#shared/contract.ts'
import { Technicians } from '../../../extension/console/technicians/technicians.tsx'
import { tenantId, tenantWith } from '../fixtures.ts'
import { draw, technician } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { type } from '../type.ts'

const theoId = '44444444-4444-4444-8444-444444444444'
const theo: AccessLimit = {
  subject: { kind: 'person', id: theoId, name: 'Theo Vance' },
  tenantIds: [tenantId, 'gone'],
  changedAt: '2026-11-01T00:00:00Z',
  changedBy: 'Ruben Deskwright',
}
const listOf = (...limits: AccessLimit[]): Output<'access.list'> => ({ limits, changes: [] })
const fabrikam = tenantWith({ id: '55555555-5555-4555-8555-555555555555', name: 'Fabrikam', domain: null })
const base = {
  'access.list': () => listOf(theo),
  'tenants.list': () => ({ tenants: [tenantWith(), fabrikam] }),
}
const tick = (host: HTMLElement, name: string) =>
  act(async () => {
    const labels = [...host.querySelectorAll<HTMLLabelElement>('.picker-tenant')]
    labels
      .find((label) => label.textContent?.includes(name))
      ?.querySelector('input')
      ?.click()
  })

const sent = (asked: { name: string; input: unknown }[]) =>
  asked.find(({ name }) => name === 'access.set')?.input
const submit = (host: HTMLElement) =>
  act(async () => {
    host.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  })

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('limits of technicians', () => {
  it('say who sees what, tenants that are gone included', async () => {
    serve(base)
    const drawn = await draw(<Technicians />)
    await drawn.says('Contoso Dental, 1 that is not connected any more')
    await drawn.says('Without a limit, technicians and viewers see every tenant.')
  })

  it('can be given to more tenants and taken from some; a tenant that is gone stays in them', async () => {
    const asked = serve({ ...base, 'access.set': () => theo })
    const drawn = await draw(<Technicians />)
    await drawn.says('Theo Vance')
    await drawn.press('Change tenants of Theo Vance')
    await tick(drawn.host, 'Fabrikam')
    await tick(drawn.host, 'Contoso Dental')
    expect(drawn.button('Limit to 2 tenants')).toBeDefined()
    await submit(drawn.host)
    const wanted = { subject: theo.subject, tenantIds: ['gone', fabrikam.id] }
    await vi.waitFor(() => expect(sent(asked)).toEqual(wanted))
  })

  it('begin with a name and an object id, and not before', async () => {
    const asked = serve({ ...base, 'access.set': () => theo })
    const drawn = await draw(<Technicians />)
    await drawn.says('Theo Vance')
    await drawn.press('Limit somebody')
    await type(drawn.host, 'Name of the person', 'Ada Quill')
    await type(drawn.host, 'Object id in your own Entra tenant', 'not an id')
    await drawn.says('An object id looks like')
    await submit(drawn.host)
    expect(asked.some(({ name }) => name === 'access.set')).toBe(false)
    await type(drawn.host, 'Object id in your own Entra tenant', ` ${theoId} `)
    await tick(drawn.host, 'Fabrikam')
    expect(drawn.button('Limit to 1 tenant')).toBeDefined()
    await submit(drawn.host)
    const wanted = { subject: { kind: 'person', id: theoId, name: 'Ada Quill' }, tenantIds: [fabrikam.id] }
    await vi.waitFor(() => expect(sent(asked)).toEqual(wanted))
  })

  it('are lifted only after it was said what that opens, and a refusal is said', async () => {
    const asked = serve({
      ...base,
      'access.remove': () => refusal(409, 'access.noGroupClaims', 'Sign-ins do not name groups.'),
    })
    const drawn = await draw(<Technicians />)
    await drawn.says('Theo Vance')
    await drawn.press('Lift the limit of Theo Vance')
    await drawn.says('they see every tenant again')
    expect(asked.some(({ name }) => name === 'access.remove')).toBe(false)
    await drawn.press('Lift it')
    await drawn.says('The limit was not lifted.')
  })

  it('are found by person and by tenant', async () => {
    const wes = { ...theo, subject: { ...theo.subject, id: tenantId, name: 'Wes' }, tenantIds: [fabrikam.id] }
    serve({ ...base, 'access.list': () => listOf(theo, wes) })
    const drawn = await draw(<Technicians />)
    await drawn.says('Theo Vance')
    await type(drawn.host, 'Find a technician, group or tenant', 'fabri')
    await drawn.says('1 of 2 found')
    expect(drawn.text()).not.toContain('Theo Vance')
  })

  it('are for administrators alone: others are told so, and nothing is asked for them', async () => {
    const asked = serve(base)
    const drawn = await draw(<Technicians />, technician)
    await drawn.says('Only an administrator can do this.')
    expect(asked).toEqual([])
    expect(drawn.button('Limit somebody')).toBeUndefined()
  })
})
