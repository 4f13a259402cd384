import { beforeEach, describe, expect, it } from 'vitest'
import { contract, type EndpointName } from '../../../shared/contract.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import {
  contactIds,
  contoso,
  fabrikam,
  host,
  linkContact,
  northwind,
  openDesk,
  record,
  refusalOf,
  request,
  seen,
  ticketIds,
} from '../act/desk.ts'
import type { Bench } from '../harness.ts'
import { samples } from './samples.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openDesk()
})

const tilda = technicianOf('technician')
const subject = { kind: 'person', id: tilda.id, name: tilda.name } as const
const helpdesk = { kind: 'group', id: '9a000000-0000-4000-8000-00000000000a', name: 'Helpdesk' } as const
const freight = { kind: 'group', id: '9a000000-0000-4000-8000-00000000000f', name: 'Freight desk' } as const
type Subject = typeof subject | typeof helpdesk | typeof freight

const tokenOf = (
  claims: Record<string, unknown> = {},
  role: 'viewer' | 'technician' | 'admin' = 'technician',
) => bench.world.microsoft.technicianToken(role, claims)

/** As an administrator whose sign-in names groups, as it must to limit one. */
async function limit(about: Subject, ...seeing: { id: string }[]) {
  const token = await tokenOf({ groups: [helpdesk.id] }, 'admin')
  const tenantIds = seeing.map(({ id }) => id)
  const response = await bench.post('access.set', { subject: about, tenantIds }, { token })
  expect(await response.json()).toMatchObject({ subject: about, tenantIds })
}

/** The tenants that a token's bearer sees, by name. */
async function seenBy(
  claims: Record<string, unknown> = {},
  role: 'viewer' | 'technician' | 'admin' = 'technician',
) {
  const response = await bench.post('tenants.list', {}, { token: await tokenOf(claims, role) })
  const { tenants } = (await response.json()) as { tenants: { name: string }[] }
  return tenants.map(({ name }) => name.split(' ')[0])
}
const all = ['Contoso', 'Fabrikam', 'Northwind']

describe('who sees which tenants', () => {
  it('is everyone all, while nobody is limited', async () => {
    expect(await seenBy()).toEqual(all)
    expect(await seenBy({ groups: [helpdesk.id] })).toEqual(all)
  })

  it('is a limited person the tenants of the limit, and the others all', async () => {
    await limit(subject, contoso)
    expect(await seenBy()).toEqual(['Contoso'])
    expect(await seenBy({}, 'viewer')).toEqual(all)
  })

  it('is the members of a limited group, as the token names it, the tenants of the limit', async () => {
    await limit(helpdesk, contoso, northwind)
    expect(await seenBy({ groups: [helpdesk.id.toUpperCase(), freight.id] })).toEqual([
      'Contoso',
      'Northwind',
    ])
    expect(await seenBy({ groups: [helpdesk.id] }, 'viewer')).toEqual(['Contoso', 'Northwind'])
    expect(await seenBy({ groups: [freight.id] })).toEqual(all)
    expect(await seenBy()).toEqual(all)
  })

  it('is the tenants of all limits that match, taken together', async () => {
    await limit(subject, contoso)
    await limit(freight, fabrikam)
    expect(await seenBy({ groups: [freight.id] })).toEqual(['Contoso', 'Fabrikam'])
    await limit(helpdesk)
    expect(await seenBy({ groups: [freight.id, helpdesk.id] })).toEqual(['Contoso', 'Fabrikam'])
    expect(await seenBy({ groups: [helpdesk.id] })).toEqual(['Contoso'])
  })

  it('is nobody’s to see, for a limit without tenants', async () => {
    await limit(subject)
    expect(await seenBy()).toEqual([])
  })

  it('is for an administrator always all, whatever limit names them', async () => {
    const { id, name } = technicianOf('admin')
    await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [] })
    await limit(helpdesk)
    expect(await seenBy({ groups: [helpdesk.id] }, 'admin')).toEqual(all)
  })

  it('changes with the next request, and is told by session.get', async () => {
    const token = await tokenOf()
    const look = async () => {
      const session = await bench.post('session.get', {}, { token })
      const tenant = await bench.post('tenants.get', { tenantId: fabrikam.id }, { token })
      return [((await session.json()) as { limited: boolean }).limited, tenant.status]
    }
    expect(await look()).toEqual([false, 200])
    await limit(subject, contoso)
    expect(await look()).toEqual([true, 404])
    await limit(subject, contoso, fabrikam)
    expect(await look()).toEqual([true, 200])
    await limit(subject, northwind)
    expect(await look()).toEqual([true, 404])
    await bench.call('access.remove', { subject: { kind: 'person', id: tilda.id } })
    expect(await look()).toEqual([false, 200])
  })
})

describe('a sign-in that does not say which groups there are', () => {
  const unnamed = {
    'an overage': { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://x' } } },
    'the short form of an overage': { hasgroups: true },
    'the short form as text': { hasgroups: 'true' },
    'a list and an overage': { groups: [freight.id], _claim_names: { groups: 'src1' } },
    'names instead of ids': { groups: ['Helpdesk'] },
    'no list': { groups: helpdesk.id },
  }

  it.each(Object.entries(unnamed))(
    'sees nothing while any group is limited, and is told why: %s',
    async (_, claims) => {
      expect(await seenBy(claims)).toEqual(all)
      await limit(helpdesk, contoso)
      const token = await tokenOf(claims)
      const answer = await bench.post('tenants.get', { tenantId: contoso.id }, { token })
      expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'access.groupsUnknown' })
      const session = await bench.post('session.get', {}, { token })
      expect(await session.json()).toMatchObject({ limited: true })
    },
  )

  it('sees nothing at any endpoint', async () => {
    await limit(helpdesk, contoso)
    const token = await tokenOf({ hasgroups: true })
    for (const name of Object.keys(contract) as EndpointName[]) {
      if (name === 'session.get') continue
      const answer = await refusalOf(await bench.post(name, samples[name].input, { token }))
      expect([name, answer.status]).toEqual([name, 403])
      expect(['access.groupsUnknown', 'access.role']).toContain(answer.code)
    }
  })

  it('sees what its own limit names, and no more', async () => {
    await limit(helpdesk, fabrikam)
    await limit(subject, contoso)
    expect(await seenBy({ hasgroups: true })).toEqual(['Contoso'])
  })

  it('does not stop an administrator', async () => {
    await limit(helpdesk, fabrikam)
    expect(await seenBy({ hasgroups: true }, 'admin')).toEqual(all)
  })
})

describe('setting limits', () => {
  it('of a group is refused while sign-ins name no groups, because it would bind nobody', async () => {
    const answer = await bench.post('access.set', { subject: helpdesk, tenantIds: [] })
    expect(await refusalOf(answer)).toMatchObject({ status: 409, code: 'access.noGroupClaims' })
    expect((await bench.call('access.list', {})).limits).toEqual([])
  })

  it('is for administrators', async () => {
    for (const [name, input] of [
      ['access.list', {}],
      ['access.set', { subject, tenantIds: [contoso.id] }],
      ['access.remove', { subject: { kind: 'person', id: tilda.id } }],
    ] as const) {
      expect((await bench.post(name, input, 'technician')).status).toBe(403)
    }
  })

  it('keeps each tenant once, and refuses tenants that are not there', async () => {
    await limit(subject, contoso)
    const twice = [contoso.id.toUpperCase(), contoso.id]
    expect(await bench.call('access.set', { subject, tenantIds: twice })).toMatchObject({
      tenantIds: [contoso.id],
    })
    const nowhere = '99999999-9999-4999-8999-999999999999'
    const answer = await bench.post('access.set', { subject, tenantIds: [contoso.id, nowhere] })
    expect(await refusalOf(answer)).toMatchObject({ status: 404, code: 'access.notFound' })
    expect((await bench.call('access.list', {})).limits[0]?.tenantIds).toEqual([contoso.id])
  })

  it('keeps a tenant that was disconnected since', async () => {
    await limit(subject, contoso, northwind)
    await bench.db.prepare('DELETE FROM tenant WHERE id = ?1').bind(northwind.id).run()
    await limit(subject, northwind, fabrikam)
    expect(await seenBy()).toEqual(['Fabrikam'])
  })

  it('is recorded: who, when, whom, what', async () => {
    const { id: actorId, name: actorName } = technicianOf('admin')
    await limit(subject, contoso)
    bench.world.clock.advance(60_000)
    await bench.call('access.remove', { subject: { kind: 'person', id: tilda.id } })
    const again = await bench.post('access.remove', { subject: { kind: 'person', id: tilda.id } })
    expect(again.status).toBe(404)
    const { limits, changes } = await bench.call('access.list', {})
    expect(limits).toEqual([])
    const at = expect.any(String)
    expect(changes).toEqual([
      { id: expect.any(String), at, actorId, actorName, subject, tenantIds: null },
      { id: expect.any(String), at, actorId, actorName, subject, tenantIds: [contoso.id] },
    ])
    const [later = 0, earlier = 0] = changes.map((change) => Date.parse(change.at))
    expect(later - earlier).toBeGreaterThanOrEqual(60_000)
  })

  it('leaves a record that nobody can change or delete from', async () => {
    await limit(subject, contoso)
    await expect(bench.db.prepare("UPDATE access_change SET tenant_ids = '[]'").run()).rejects.toThrow(
      /append-only/,
    )
    await expect(bench.db.prepare('DELETE FROM access_change').run()).rejects.toThrow(/append-only/)
  })
})

describe('actions in a tenant of others', () => {
  const osric = seen(fabrikam, 'Danverleigh')

  it('are refused as for a person who never was, and leave no trace', async () => {
    await limit(subject, contoso)
    const before = await record(bench)
    const there = bench.world.visits.length
    const answer = await bench.post('actions.run', request('revoke-sessions', osric), 'technician')
    expect(await refusalOf(answer)).toEqual({ status: 404, code: 'access.notFound', text: 'Not found.' })
    expect(await record(bench)).toEqual(before)
    expect(bench.world.visits).toHaveLength(there)
    const unknownAction = await bench.post('actions.run', request('no-such', osric), 'technician')
    expect(await refusalOf(unknownAction)).toMatchObject({ code: 'access.notFound' })
  })

  it('tell nothing either to whoever ran them before the limit', async () => {
    const run = request('revoke-sessions', osric)
    expect(await bench.call('actions.run', run, 'technician')).toMatchObject({ outcome: 'done' })
    await limit(subject, contoso)
    const answer = await bench.post('actions.run', run, 'technician')
    expect(await refusalOf(answer)).toEqual({ status: 404, code: 'access.notFound', text: 'Not found.' })
  })
})

describe('tickets of a tenant of others', () => {
  const resolve = (ticketId: number) =>
    bench.call('tickets.resolve', { host, ticketId: String(ticketId) }, 'technician')
  const unmap = ({ id }: { id: string }) =>
    bench.db.prepare('DELETE FROM mapping WHERE tenant_id = ?1').bind(id).run()

  it('are answered as if their organisation were not mapped, linked contact or not', async () => {
    await linkContact(bench, contactIds.osric, seen(fabrikam, 'Danverleigh'))
    expect(await resolve(ticketIds.osric)).toMatchObject({ found: 'person', by: 'link' })
    await limit(subject, contoso)
    const limited = await resolve(ticketIds.osric)
    await bench.call('access.remove', { subject: { kind: 'person', id: tilda.id } })
    await unmap(fabrikam)
    expect(limited).toEqual(await resolve(ticketIds.osric))
    expect(limited).toMatchObject({ found: 'nobody', why: 'notMapped' })
  })

  it('do not show a person of others through a contact of one’s own customer', async () => {
    await linkContact(bench, contactIds.mara, seen(fabrikam, 'Danverleigh'))
    await limit(subject, contoso)
    expect(await resolve(ticketIds.mara)).toMatchObject({
      found: 'person',
      by: 'email',
      view: { tenantName: 'Contoso Dental' },
    })
  })
})

describe('organisations', () => {
  it('that are mapped to a tenant of others are not listed', async () => {
    const [connection] = (await bench.call('psas.list', {})).connections
    const list = async () => {
      const input = { connectionId: connection?.id ?? '' }
      const { organisations } = await bench.call('organisations.list', input, 'technician')
      return organisations.map(({ name }) => name)
    }
    const whole = await list()
    expect(whole).toContain(fabrikam.name)
    await limit(subject, contoso)
    expect(await list()).toEqual(whole.filter((name) => name !== fabrikam.name))
  })
})
