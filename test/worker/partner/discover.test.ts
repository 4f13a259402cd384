import { beforeEach, describe, expect, it } from 'vitest'
import { keepRelationships, sweepRelationships } from '../../../worker/store/partner-relationships.ts'
import { partnerGroups, roleIds } from '../../world/microsoft/partner/partner.ts'
import { seededPartner } from '../../world/partner-seed.ts'
import { msp, partnerAccount, tenants } from '../../world/people.ts'
import { type PartnerBench, startPartner } from './bench.ts'

const dayMs = 24 * 3_600_000
const [first] = seededPartner.good
const contoso = tenants[0]
if (!first || !contoso) throw new Error('The seed has customers.')

let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
})

const relationship = (id = 'gdap-alderfinch.example') => {
  const found = bench.partner.relationships.get(id)
  if (!found) throw new Error('There is no such relationship.')
  return found
}
async function read() {
  await bench.call('partner.refresh', {})
  await bench.drain()
}

describe('the list of customers', () => {
  it('says of each what is ready and what is missing', async () => {
    await bench.connect()
    const { counts, reading } = await bench.call('partner.customers', {})
    expect(counts).toEqual({ all: 12, ready: 10, missing: 2, connected: 0, ending: 1 })
    expect(reading).toMatchObject({ running: false, problem: null })
    expect(await bench.customer(first.id)).toMatchObject({
      name: first.name,
      domain: first.domain,
      standing: 'active',
      ready: true,
      link: null,
      roles: [{ state: 'ready' }, { state: 'ready' }],
      tenant: null,
    })
    expect(await bench.customer(seededPartner.expired)).toMatchObject({ standing: 'expired', ready: false })
    const lacking = await bench.customer(seededPartner.lacksRole)
    expect(lacking).toMatchObject({
      standing: 'active',
      ready: false,
      roles: [{ state: 'ready' }, { name: 'Privileged Role Administrator', state: 'notGranted' }],
    })
    expect(lacking.roles[1]?.link).toMatch(/^https:\/\/partner\.microsoft\.com\//)
  })

  it('finds by name, domain and id, and shows a part', async () => {
    await bench.connect()
    const found = async (search: string) =>
      (await bench.call('partner.customers', { search })).customers.map(({ name }) => name)
    expect(await found('BRIGHT')).toEqual(['Brightwater Veterinary'])
    expect(await found('contoso.ex')).toEqual(['Contoso Dental'])
    expect(await found('%')).toEqual([])
    expect(await found(seededPartner.expired)).toEqual(['Ironbridge Haulage'])
    // D1 takes LIKE patterns of 50 bytes at most; the local one does not mind.
    expect(await found('nobody is called anything as long as this by far, é')).toEqual([])
    const { customers } = await bench.call('partner.customers', { show: 'missing' })
    expect(customers.map(({ tenantId }) => tenantId)).toEqual([
      seededPartner.expired,
      seededPartner.lacksRole,
    ])
  })

  it('finds letters that are not ASCII, in either case', async () => {
    bench.partner.contracts.set(first.id, { name: 'École Øresund', domain: 'x.example' })
    await bench.connect()
    for (const search of ['École', 'école', 'ÉCOLE', 'øRESUND']) {
      const { customers } = await bench.call('partner.customers', { search })
      expect(
        customers.map(({ tenantId }) => tenantId),
        search,
      ).toEqual([first.id])
    }
  })

  it('goes on after any name, however long', async () => {
    for (let at = 0; at < 120; at += 1) {
      const id = `f0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
      bench.partner.contracts.set(id, { name: `${'🏢'.repeat(60)} ${at}`, domain: `c${at}.example` })
    }
    await bench.connect()
    const page = await bench.call('partner.customers', {})
    const rest = await bench.call('partner.customers', { after: page.next ?? '' })
    const ids = [...page.customers, ...rest.customers].map(({ tenantId }) => tenantId)
    expect([ids.length, new Set(ids).size, rest.next]).toEqual([132, 132, null])
  })

  it('counts a group inside another one, as Microsoft’s own answer does', async () => {
    const inner = 'aa000000-0000-4000-8000-0000000000a4'
    bench.partner.own.groups.add({ id: inner, displayName: 'Service accounts' })
    bench.partner.own.groups.removeMember(partnerGroups.access, partnerAccount.id)
    bench.partner.own.groups.addMember(inner, partnerAccount.id)
    bench.partner.own.groups.addMember(partnerGroups.access, inner)
    await bench.connect()
    expect((await bench.customer(first.id)).ready).toBe(true)
  })

  it.each(['pending', 'deleting', 'deleted', 'error'])('counts no assignment that is %s', async (status) => {
    relationship().assignments = relationship().assignments.map((one) => ({ ...one, status }))
    await bench.connect()
    const { ready, roles } = await bench.customer(first.id)
    expect([ready, ...roles.map(({ state }) => state)]).toEqual([false, 'notAssigned', 'notAssigned'])
  })

  it('counts no role of a group that the relationship does not have', async () => {
    const [one] = relationship().assignments
    relationship().roles = [roleIds.cloudApplication]
    relationship().assignments = [{ ...(one ?? never()), roles: [roleIds.cloudApplication, roleIds.global] }]
    await bench.connect()
    const { roles } = await bench.customer(first.id)
    expect(roles.map(({ state }) => state)).toEqual(['ready', 'notGranted'])
    const { roles: granted, assignments } = relationship()
    granted.push(roleIds.application)
    assignments[0]?.roles.splice(0, 9, roleIds.global)
    await read()
    expect((await bench.customer(first.id)).roles.map(({ state }) => state)).toEqual([
      'notAssigned',
      'notGranted',
    ])
  })

  it('puts roles of several relationships together, each assigned by its own', async () => {
    relationship().roles = [roleIds.cloudApplication]
    relationship().assignments = relationship().assignments.map((one) => ({
      ...one,
      roles: [roleIds.cloudApplication],
    }))
    bench.partner.relate(first, { roles: [roleIds.privilegedRole] })
    await bench.connect()
    expect((await bench.customer(first.id)).ready).toBe(true)
    bench.partner.relate(first, { roles: [roleIds.global], status: 'approvalPending' })
    for (const one of bench.partner.relationships.values())
      if (one.tenantId === first.id && one.roles.includes(roleIds.privilegedRole)) one.status = 'terminated'
    await read()
    expect((await bench.customer(first.id)).roles.map(({ state }) => state)).toEqual(['ready', 'notGranted'])
  })

  it.each(['P0D', 'PT0S', null as unknown as string])('takes %s for no prolonging', async (autoExtend) => {
    Object.assign(relationship(), { endsAt: bench.world.clock.now() + 30 * dayMs, autoExtend })
    await bench.connect()
    expect(await bench.customer(first.id)).toMatchObject({
      standing: 'expiring',
      endsAt: new Date(relationship().endsAt).toISOString(),
      relationships: [{ autoExtends: false }],
    })
  })

  it('tells a role that no group has from one whose group the account is not in', async () => {
    relationship().assignments = []
    const other = relationship('gdap-brightwater.example')
    other.assignments = other.assignments.map((one) => ({ ...one, groupId: partnerGroups.adminAgents }))
    bench.partner.own.groups.add({ id: 'aa000000-0000-4000-8000-0000000000a3', displayName: 'Others' })
    other.assignments = [
      { ...(other.assignments[0] ?? never()), groupId: 'aa000000-0000-4000-8000-0000000000a3' },
    ]
    await bench.connect()
    expect((await bench.customer(first.id)).roles).toMatchObject([
      { state: 'notAssigned' },
      { state: 'notAssigned' },
    ])
    const [role] = (await bench.customer(seededPartner.good[1]?.id ?? '')).roles
    expect(role?.state).toBe('notMember')
    expect(role?.link).toContain('aa000000-0000-4000-8000-0000000000a3')
  })

  it('counts Global Administrator for all, and roles of several relationships together', async () => {
    relationship().roles = [roleIds.global]
    relationship().assignments = [
      { id: 'a', groupId: partnerGroups.access, roles: [roleIds.global], status: 'active' },
    ]
    const tenant = { id: seededPartner.lacksRole, name: 'Juniper' }
    bench.partner.relate(tenant, {
      roles: [roleIds.privilegedRole],
      endsAt: bench.world.clock.now() + 40 * dayMs,
    })
    await bench.connect()
    expect((await bench.customer(first.id)).ready).toBe(true)
    const both = await bench.customer(seededPartner.lacksRole)
    expect(both.ready).toBe(true)
    expect(both.relationships).toHaveLength(2)
    expect(Date.parse(both.endsAt ?? '')).toBe(relationship('gdap-juniper.example').endsAt)
  })

  it('warns of an end within 60 days, unless it is prolonged by itself', async () => {
    relationship().endsAt = bench.world.clock.now() + 30 * dayMs
    const prolonged = relationship('gdap-brightwater.example')
    Object.assign(prolonged, { endsAt: bench.world.clock.now() + 30 * dayMs, autoExtend: 'P180D' })
    await bench.connect()
    const ending = await bench.customer(first.id)
    expect([ending.standing, ending.ready]).toEqual(['expiring', true])
    expect(ending.text).toContain(new Date(relationship().endsAt).toISOString().slice(0, 10))
    expect(await bench.customer(seededPartner.good[1]?.id ?? '')).toMatchObject({
      standing: 'active',
      endsAt: null,
    })
  })

  it('leaves out what Microsoft keeps for itself, and shows customers by contract alone', async () => {
    bench.partner.relate(
      { id: 'e0000000-0000-4000-8000-000000000001', name: 'Hidden' },
      { displayName: 'MLT_1234' },
    )
    bench.partner.contracts.set('e0000000-0000-4000-8000-000000000002', {
      name: 'By contract',
      domain: 'c.example',
    })
    await bench.connect()
    const { counts } = await bench.call('partner.customers', {})
    expect(counts.all).toBe(13)
    expect(await bench.customer('e0000000-0000-4000-8000-000000000002')).toMatchObject({
      standing: 'none',
      ready: false,
      relationships: [],
    })
  })
})

describe('a reading', () => {
  it('takes several hundred customers page by page, within what one message may ask', async () => {
    for (let at = 0; at < 400; at += 1) {
      const id = `f0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
      bench.partner.contracts.set(id, { name: `Customer ${at}`, domain: `customer${at}.example` })
      bench.partner.relate({ id, name: `Customer ${at}` })
    }
    bench.partner.pageSize = 90
    await bench.connect()
    let [after, seen]: [string | undefined, number] = [undefined, 0]
    do {
      const page: Awaited<ReturnType<typeof bench.call<'partner.customers'>>> = await bench.call(
        'partner.customers',
        {
          ...(after === undefined ? {} : { after }),
        },
      )
      seen += new Set(page.customers.map(({ tenantId }) => tenantId)).size
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen).toBe(412)
    expect((await bench.call('partner.customers', {})).counts).toMatchObject({ all: 412, ready: 410 })
  })

  it('waits as long as Microsoft asks, and goes on where it was', async () => {
    bench.world.microsoft.throttle(msp.id, { times: 0, retryAfter: '1' })
    await bench.connect()
    bench.world.microsoft.throttle(msp.id, { times: 3, retryAfter: '90' })
    const at = bench.world.clock.now()
    relationship().roles = []
    await read()
    expect(bench.world.clock.now() - at).toBeGreaterThanOrEqual(270_000)
    expect((await bench.customer(first.id)).ready).toBe(false)
  })

  it('that cannot go on says why, and leaves what was known', async () => {
    await bench.connect()
    bench.world.clock.advance(60_000)
    bench.partner.revokeSessions()
    bench.world.clock.advance(2 * 3_600_000)
    await read()
    const { reading, counts } = await bench.call('partner.customers', {})
    expect(reading.problem?.code).toBe('partner.revoked')
    expect(counts.all).toBe(12)
    expect((await bench.state()).state).toBe('failing')
  })

  it('takes what it cannot read for no end of anything', async () => {
    await bench.connect()
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/delegatedAdminRelationships'),
      times: 100,
      after: async (response) => {
        const body = (await response.json()) as { value: Record<string, unknown>[] }
        return Response.json({ value: body.value.map(({ id }) => ({ id, status: 7 })) })
      },
    })
    await read()
    expect(await bench.customer(first.id)).toMatchObject({ standing: 'active', ready: true })
    expect((await bench.call('partner.customers', {})).reading.problem?.code).toBe('graph.malformed')
  })

  it('asks for what the listing left out before it takes it for gone', async () => {
    await bench.connect()
    const leaveOut = () =>
      bench.world.faults.add({
        match: ({ url }) => url.pathname.endsWith('/delegatedAdminRelationships'),
        after: async (response) => {
          const body = (await response.json()) as { value: { id: string }[] }
          return Response.json({ value: body.value.filter(({ id }) => id !== relationship().id) })
        },
      })
    leaveOut()
    await read()
    expect(await bench.customer(first.id)).toMatchObject({ standing: 'active', ready: true })
    leaveOut()
    bench.partner.relationships.delete(relationship().id)
    await read()
    expect(await bench.customer(first.id)).toMatchObject({
      standing: 'expired',
      relationships: [{ status: 'gone' }],
    })
  })

  it('takes an answer about another relationship for no end of the one that it asked for', async () => {
    await bench.connect()
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/delegatedAdminRelationships'),
      after: async (response) => {
        const body = (await response.json()) as { value: { id: string }[] }
        return Response.json({ value: body.value.filter(({ id }) => id !== relationship().id) })
      },
    })
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith(`/${relationship().id}`),
      times: 100,
      after: async (response) => Response.json({ ...((await response.json()) as object), id: 'another' }),
    })
    await read()
    expect(await bench.customer(first.id)).toMatchObject({ standing: 'active', ready: true })
    expect((await bench.call('partner.customers', {})).reading.problem?.code).toBe('graph.malformed')
  })

  it('that is not the one under way any more writes nothing', async () => {
    await bench.connect()
    await bench.call('partner.refresh', {})
    await bench.deliver()
    const old = await bench.db.prepare('SELECT read_run AS run FROM partner').first<{ run: string }>()
    await bench.call('partner.disconnect', {})
    await bench.connect()
    const before = await bench.db.prepare('SELECT * FROM partner_relationship ORDER BY id').all()
    await sweepRelationships({ env: bench.env, now: bench.world.clock.now }, old?.run ?? '')
    const rows = before.results.map((row) => ({
      ...row,
      tenantId: row.tenant_id,
      roles: [],
      status: 'expired',
    }))
    await keepRelationships({ env: bench.env, now: bench.world.clock.now }, old?.run ?? '', rows as never)
    const after = await bench.db.prepare('SELECT * FROM partner_relationship ORDER BY id').all()
    expect(after.results).toEqual(before.results)
  })

  it('begins once, however many ask', async () => {
    await bench.connect()
    const answers = await Promise.all([bench.call('partner.refresh', {}), bench.call('partner.refresh', {})])
    expect(answers.map(({ started }) => started).sort()).toEqual([false, true])
  })

  it('comes by itself every six hours', async () => {
    await bench.connect()
    relationship().roles = []
    await bench.hours(7)
    expect((await bench.customer(first.id)).ready).toBe(false)
  })

  it('sees an account that left its group', async () => {
    await bench.connect()
    bench.partner.own.groups.removeMember(partnerGroups.access, partnerAccount.id)
    await read()
    expect((await bench.customer(first.id)).roles[0]?.state).toBe('notMember')
  })
})

function never(): never {
  throw new Error('There is an assignment.')
}
