import { beforeEach, describe, expect, it } from 'vitest'
import type { Bench } from '../harness.ts'
import { contoso, northwind, openDesk, request, seen } from './desk.ts'

let bench: Bench
const bram = seen(contoso, 'Okkerdale')
const directory = (tenant = contoso) => bench.world.microsoft.tenant(tenant.id)

beforeEach(async () => {
  bench = await openDesk()
})

/** What the operator's token says is known from its use. */
const use = () => bench.call('actions.run', request('revoke-sessions', bram), 'technician')
const ofTenant = async (tenant = contoso) =>
  new Map(
    (await bench.call('tenants.get', { tenantId: tenant.id }, 'technician')).actions.map((one) => [
      one.id,
      one,
    ]),
  )
const ofPerson = async (about = bram) =>
  new Map((await bench.call('persons.get', about, 'technician')).actions.map((one) => [one.id, one]))

describe('each tenant says which actions work there', () => {
  it('all of them where everything is granted, in menu order, without a request to Graph', async () => {
    await use()
    const before = bench.world.visits.length
    const actions = await ofTenant()
    expect([...actions.keys()].slice(0, 2)).toEqual(['reset-password', 'temporary-access-pass'])
    expect([...actions.values()].filter(({ state }) => state === 'lacks')).toEqual([])
    expect(actions.has('create-person')).toBe(true)
    expect(bench.world.visits.length).toBe(before)
  })

  it('that lack a permission with its name and where it is granted', async () => {
    directory().revoke('operator', 'GroupMember.ReadWrite.All')
    await use()
    expect((await ofTenant()).get('add-to-group')).toMatchObject({
      state: 'lacks',
      reason: 'The operator does not have GroupMember.ReadWrite.All in this tenant.',
      next: expect.stringMatching(/consents again/),
      link: expect.stringContaining(contoso.id),
    })
    expect((await ofTenant()).get('assign-licence')?.state).toBe('works')
    expect((await ofPerson()).get('add-to-group')).toMatchObject({
      off: expect.stringMatching(/GroupMember/),
      next: expect.stringMatching(/consents again/),
    })
  })

  it('that need a wider permission for some persons, for those alone', async () => {
    directory().revoke('operator', 'User.ReadWrite.All')
    await use()
    expect((await ofTenant()).get('assign-licence')?.state).toBe('works')
    expect((await ofPerson()).get('assign-licence')?.off).toBeNull()
    directory().updateUser(bram.personId, { usageLocation: null })
    await bench.call('persons.refresh', bram)
    expect((await ofPerson()).get('assign-licence')?.off).toMatch(/User\.ReadWrite\.All/)
  })

  it('a permission that is as wide does as well', async () => {
    directory().revoke('operator', 'UserAuthMethod-TAP.ReadWrite.All')
    await use()
    expect((await ofTenant()).get('temporary-access-pass')?.state).toBe('works')
  })

  it('none where the operator has no consent, with the step that mends it', async () => {
    await bench.db.prepare('UPDATE tenant SET operator_at = NULL').run()
    const actions = [...(await ofTenant()).values()]
    expect(new Set(actions.map(({ state }) => state))).toEqual(new Set(['lacks']))
    expect(actions[0]).toMatchObject({
      reason: expect.stringMatching(/operator application has no consent/),
      next: expect.stringMatching(/adds the operator/),
    })
  })

  it('that Microsoft may refuse for want of a directory role, until the operator holds it', async () => {
    await use()
    expect((await ofTenant()).get('reset-password')).toMatchObject({
      state: 'works',
      reason: expect.stringMatching(/User Administrator/),
      link: expect.stringMatching(/AllRoles$/),
    })
    expect((await ofPerson()).get('reset-password')).toMatchObject({
      off: null,
      caution: expect.stringMatching(/User Administrator/),
    })
    directory().assignRole('operator', 'User Administrator')
    bench.world.clock.advance(25 * 3_600_000)
    await bench.tick()
    await bench.drain()
    expect((await ofTenant()).get('reset-password')).toMatchObject({ state: 'works', reason: null })
    expect((await ofPerson()).get('reset-password')?.caution).toBeNull()
  })

  it('that Microsoft may refuse for want of Entra ID P1', async () => {
    directory(northwind).subscribe('SPB', { enabled: 0, capabilityStatus: 'Suspended' })
    bench.world.clock.advance(25 * 3_600_000)
    await bench.tick()
    await bench.drain()
    expect((await ofTenant(northwind)).get('temporary-access-pass')).toMatchObject({
      state: 'works',
      reason: expect.stringMatching(/Entra ID P1/),
    })
    expect((await ofTenant()).get('temporary-access-pass')?.reason).toBeNull()
  })
})

describe('an action that is off for a person', () => {
  it('leads to where it is done by hand', async () => {
    const wim = await ofPerson(seen(contoso, 'Castelaar'))
    expect(wim.get('reset-password')).toMatchObject({
      off: expect.stringMatching(/privileged role/),
      link: expect.stringMatching(/^https:\/\/entra\.microsoft\.com\/.*userId/),
    })
    const guest = (await bench.call('persons.search', { text: 'brandis' })).persons[0]
    const off = await ofPerson({ ...bram, personId: guest?.personId ?? '' })
    expect(off.get('automatic-replies')).toMatchObject({
      off: expect.stringMatching(/guest/),
      link: expect.stringMatching(/^https:\/\/admin\.exchange\.microsoft\.com/),
    })
    expect(off.get('assign-licence')?.link).toMatch(/^https:\/\/admin\.microsoft\.com/)
  })

  it('is none that belongs to the tenant', async () => {
    expect((await ofPerson()).has('create-person')).toBe(false)
  })
})
