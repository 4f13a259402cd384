import { beforeEach, describe, expect, it } from 'vitest'
import { contoso, fabrikam, northwind, type Surveying, startSurveying } from '../surveying.ts'

let bench: Surveying
beforeEach(async () => {
  bench = await startSurveying()
  for (const { organisationId } of [contoso, fabrikam, northwind])
    bench.account.customers.delete(organisationId)
})

const inputOf = (tenantId: string, name: string, unmappedOnly = false) => ({
  ...{ connectionId: bench.connectionId, tenantId, name, unmappedOnly },
})
const create = (tenantId: string, name: string) => bench.call('organisations.create', inputOf(tenantId, name))
const refusal = (tenantId: string, name: string, unmappedOnly = false) =>
  bench.refusal('organisations.create', inputOf(tenantId, name, unmappedOnly))
const customers = () => [...bench.account.customers.values()].map(({ businessName }) => businessName)
const called = (name: string) => customers().filter((one) => one === name).length
const isCreate = ({ method, url }: { method: string; url: URL }) =>
  method === 'POST' && url.pathname.endsWith('/customers')
const later = () => bench.world.clock.advance(3 * 60_000)
/** The PSA makes it, its answer is lost, and the PSA is away when it is looked for. */
const loseOne = () =>
  bench.world.faults.add({
    match: isCreate,
    after: () => {
      bench.account.down = true
      return Promise.reject(new Error('connection reset'))
    },
  })

describe('asking again for the organisation of a tenant', () => {
  it('gives what the first request made, without asking the PSA', async () => {
    const first = await create(contoso.id, 'Contoso (dentists)')
    const before = bench.world.visits.length
    expect(await create(contoso.id, ' contoso  (DENTISTS) ')).toEqual(first)
    expect(bench.world.visits).toHaveLength(before)
    expect(called('Contoso (dentists)')).toBe(1)
  })

  it('finds the one whose answer was lost after the PSA made it, and maps it', async () => {
    loseOne()
    expect(await refusal(contoso.id, contoso.name)).toBe('psa.unavailable')
    bench.account.down = false
    later()
    const { organisationName } = await create(contoso.id, contoso.name)
    expect(organisationName).toBe(contoso.name)
    expect(called(contoso.name)).toBe(1)
  })

  it('finds it also when another name is wanted the second time: there is no second one', async () => {
    loseOne()
    expect(await refusal(contoso.id, contoso.name)).toBe('psa.unavailable')
    bench.account.down = false
    later()
    expect((await create(contoso.id, 'Another name')).organisationName).toBe(contoso.name)
    expect(called('Another name')).toBe(0)
  })

  it('waits while the first may still be on its way: the PSA may list it late', async () => {
    loseOne()
    await refusal(contoso.id, contoso.name)
    bench.account.down = false
    expect(await refusal(contoso.id, contoso.name)).toBe('mapping.creating')
    expect(called(contoso.name)).toBe(1)
  })

  it('makes one where two ask at the same time', async () => {
    const codes = await Promise.all([refusal(contoso.id, contoso.name), refusal(contoso.id, contoso.name)])
    expect(called(contoso.name)).toBe(1)
    expect(codes.filter((code) => code === null).length).toBeGreaterThan(0)
    for (const code of codes) expect([null, 'mapping.creating', 'mapping.exists']).toContain(code)
  })

  it('does not take over what somebody made under that name after the PSA had refused', async () => {
    bench.account.key.permissions.delete('Customers - Create')
    expect(await refusal(contoso.id, contoso.name)).toBe('psa.permission')
    bench.account.addCustomer({ businessName: contoso.name })
    later()
    expect(await refusal(contoso.id, contoso.name)).toBe('mapping.exists')
  })

  it('does not take over what stands there a day later', async () => {
    loseOne()
    await refusal(contoso.id, contoso.name)
    bench.account.down = false
    bench.world.clock.advance(25 * 3_600_000)
    expect(await refusal(contoso.id, contoso.name)).toBe('mapping.exists')
  })

  it('is refused where the tenant got another organisation meanwhile and only unmapped ones are meant', async () => {
    await create(contoso.id, 'By somebody else')
    expect(await refusal(contoso.id, contoso.name, true)).toBe('mapping.changed')
    expect(called(contoso.name)).toBe(0)
  })
})

describe('names that are there already', () => {
  it('are told as last read or mapped since, with whether they are free, and nothing is asked of the PSA', async () => {
    bench.account.addCustomer({ businessName: 'Woodgrove  Bank' })
    await bench.survey()
    await create(contoso.id, contoso.name)
    const before = bench.world.visits.length
    const names = ['woodgrove bank', contoso.name.toUpperCase(), 'Nobody']
    const { named, readAt } = await bench.call('organisations.named', {
      connectionId: bench.connectionId,
      names,
    })
    expect(readAt).not.toBeNull()
    expect(named).toEqual([
      { name: 'woodgrove bank', organisationName: 'Woodgrove Bank', mapped: false },
      { name: contoso.name.toUpperCase(), organisationName: contoso.name, mapped: true },
    ])
    expect(bench.world.visits).toHaveLength(before)
  })

  it('are not known before the organisations were read', async () => {
    const { connectionId } = bench
    const answer = await bench.call('organisations.named', { connectionId, names: ['Contoso'] })
    expect(answer).toEqual({ readAt: null, named: [] })
  })
})
