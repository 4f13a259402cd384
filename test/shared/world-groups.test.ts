import { describe, expect, it } from 'vitest'
import { contoso, mara, openMicrosoft, readRound, sela, wim } from './microsoft-bench.ts'

const company = { id: 'c0000000-0000-4000-8000-00000000c0aa', name: 'Tailspin', domain: 'tailspin.example' }

/** A customer without groups: three persons with a licence each, the last one a Global Administrator. */
async function open() {
  const bench = openMicrosoft()
  const tenant = bench.microsoft.addTenant(company)
  tenant.subscribe('SPB', { enabled: 9 })
  const people = ['Ada', 'Lukas', 'Ines'].map((displayName) => tenant.addUser({ displayName }).id)
  for (const id of people) tenant.setLicences(id, ['SPB'])
  const [ada = '', lukas = '', ines = ''] = people
  tenant.assignRole(ines, 'Global Administrator')
  return { ...bench, tenant, graph: await bench.graphOf(company.id), people, ada, lukas, ines }
}

const idsOf = (body: { value: { id: string }[] }) => body.value.map(({ id }) => id).sort()

describe('groups', () => {
  it('shows what was selected, null for what was never set, and filters by plain properties alone', async () => {
    const { graph, tenant } = await open()
    const { id } = tenant.groups.add({ displayName: 'Buyers' })
    tenant.groups.add({ displayName: 'Owners', isAssignableToRole: true })
    const list = await graph(
      "/groups?$select=displayName,isAssignableToRole,assignedLicenses&$filter=displayName eq 'Buyers'",
    )
    expect(list.body.value).toEqual([
      { displayName: 'Buyers', isAssignableToRole: null, assignedLicenses: [] },
    ])
    const assignable = await graph('/groups?$select=displayName&$filter=isAssignableToRole eq true')
    expect(assignable.body.value).toEqual([{ displayName: 'Owners' }])
    expect((await graph(`/groups/${id}?$select=id`)).body).toMatchObject({ id })
    expect((await graph(`/groups/${id}`)).body).not.toHaveProperty('assignedLicenses')
  })

  it.each([
    '/groups?$top=1000',
    '/groups?$select=shoeSize',
    "/groups?$filter=description eq 'x'",
    '/groups?$count=true',
    '/groups/Buyers/members',
    '/groups/ffffffff-0000-4000-8000-000000000000',
    '/groups/delta?$expand=members',
    '/groups/delta?$top=5',
    '/groups/delta?$select=owners',
  ])('refuses %s', async (path) => {
    const { graph, tenant } = await open()
    tenant.groups.add({ displayName: 'Buyers' })
    expect((await graph(path)).status).toBeGreaterThanOrEqual(400)
  })

  it('lists direct members in pages, of both types or by a cast of one, without soft-deleted ones', async () => {
    const { graph, tenant, people, ada } = await open()
    const inner = tenant.groups.add({ displayName: 'Inner' })
    const { id } = tenant.groups.add({ displayName: 'Outer' })
    for (const member of [inner.id, ...people]) tenant.groups.addMember(id, member)
    const first = await graph(`/groups/${id}/members?$top=3&$select=id,userPrincipalName,mailNickname`)
    const second = await graph(first.body['@odata.nextLink'])
    const all = [...first.body.value, ...second.body.value]
    expect(all).toHaveLength(4)
    expect(all.find((item) => item.id === inner.id)).toEqual({
      '@odata.type': '#microsoft.graph.group',
      id: inner.id,
      mailNickname: expect.any(String),
    })
    const users = async () => idsOf((await graph(`/groups/${id}/members/microsoft.graph.user`)).body)
    expect(await users()).toEqual([...people].sort())
    tenant.softDelete(ada)
    expect(await users()).toEqual(people.filter((person) => person !== ada).sort())
    tenant.restore(ada)
    expect(await users()).toEqual([...people].sort())
  })

  it('walks circles once, and casts transitive members in an advanced query alone', async () => {
    const { graph, tenant, ada, lukas } = await open()
    const [a, b] = [tenant.groups.add({ displayName: 'A' }), tenant.groups.add({ displayName: 'B' })]
    tenant.groups.addMember(a.id, b.id)
    tenant.groups.addMember(b.id, a.id)
    tenant.groups.addMember(b.id, lukas)
    tenant.groups.addMember(a.id, ada)
    expect(idsOf((await graph(`/groups/${a.id}/transitiveMembers`)).body)).toEqual([ada, b.id, lukas].sort())
    const cast = `/groups/${a.id}/transitiveMembers/microsoft.graph.user`
    expect((await graph(cast)).status).toBe(400)
    const headers = { consistencylevel: 'eventual' }
    const { body } = await graph(`${cast}?$count=true`, { headers })
    expect([idsOf(body), body['@odata.count']]).toEqual([[ada, lukas].sort(), 2])
    expect(idsOf((await graph(`/users/${lukas}/transitiveMemberOf`)).body)).toEqual([a.id, b.id].sort())
  })

  it('shows direct memberships to Group.ReadBasic.All and Directory.Read.All, not to GroupMember.Read.All', async () => {
    const { graph, microsoft, graphOf, ines } = await open()
    expect((await graph(`/users/${ines}/memberOf`)).status).toBe(403)
    microsoft.tenant(company.id).grant('reader', 'Group.ReadBasic.All')
    const { body } = await (await graphOf(company.id))(`/users/${ines}/memberOf`)
    expect(body.value[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.directoryRole',
      displayName: 'Global Administrator',
    })
  })
})

describe('change tracking of groups', () => {
  const start = '/groups/delta?$select=displayName,members'

  it('gives members by default and with members selected, not otherwise', async () => {
    const { graph, tenant, ada } = await open()
    const { id } = tenant.groups.add({ displayName: 'Buyers' })
    tenant.groups.addMember(id, ada)
    const member = { '@odata.type': '#microsoft.graph.user', id: ada }
    const itemOf = async (path: string) => (await readRound(graph, path)).items.find((item) => item.id === id)
    expect((await itemOf('/groups/delta'))['members@delta']).toEqual([member])
    expect(await itemOf(start)).toEqual({ id, displayName: 'Buyers', 'members@delta': [member] })
    expect(await itemOf('/groups/delta?$select=displayName')).toEqual({ id, displayName: 'Buyers' })
  })

  it('repeats a large group over pages with further members', async () => {
    const { graph, tenant } = await open()
    tenant.deltaPageSize = 10
    const { id } = tenant.groups.add({ displayName: 'Everyone' })
    const added = Array.from({ length: 25 }, (_, at) => tenant.addUser({ displayName: `U${at}` }).id)
    for (const member of added) tenant.groups.addMember(id, member)
    const { pages } = await readRound(graph, start)
    const seen = pages.map(({ value }) => value.filter((item: { id: string }) => item.id === id))
    expect(seen.filter((items) => items.length > 0).length).toBeGreaterThan(2)
    const members = seen.flat().flatMap((item) => item['members@delta'].map((one: { id: string }) => one.id))
    expect(members.sort()).toEqual([...added].sort())
  })

  it('says which members came and went, of the group itself alone, and nothing when nothing changed', async () => {
    const { graph, tenant, ada, lukas, ines } = await open()
    const [outer, inner] = [
      tenant.groups.add({ displayName: 'Outer' }),
      tenant.groups.add({ displayName: 'In' }),
    ]
    tenant.groups.addMember(outer.id, inner.id)
    tenant.groups.addMember(inner.id, ada)
    tenant.groups.addMember(inner.id, ines)
    const { deltaLink } = await readRound(graph, start)
    expect((await readRound(graph, deltaLink)).items).toEqual([])
    tenant.groups.removeMember(inner.id, ada)
    tenant.groups.addMember(inner.id, lukas)
    expect((await readRound(graph, deltaLink)).items).toEqual([
      {
        id: inner.id,
        displayName: 'In',
        'members@delta': [
          { '@odata.type': '#microsoft.graph.user', id: ada, '@removed': { reason: 'deleted' } },
          { '@odata.type': '#microsoft.graph.user', id: lukas },
        ],
      },
    ])
  })

  it('keeps quiet about a soft-deleted member until the user is deleted for good', async () => {
    const { graph, tenant, ada } = await open()
    const { id } = tenant.groups.add({ displayName: 'Buyers' })
    tenant.groups.addMember(id, ada)
    const { deltaLink } = await readRound(graph, start)
    tenant.softDelete(ada)
    expect((await readRound(graph, deltaLink)).items).toEqual([])
    tenant.hardDelete(ada)
    const [item] = (await readRound(graph, deltaLink)).items
    expect(item['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: ada, '@removed': { reason: 'deleted' } },
    ])
  })

  it('says deleted for a security group and changed for one of Microsoft 365', async () => {
    const { graph, tenant } = await open()
    const plain = tenant.groups.add({ displayName: 'Plain' })
    const team = tenant.groups.add({ displayName: 'Team', groupTypes: ['Unified'], mailEnabled: true })
    const { deltaLink } = await readRound(graph, start)
    for (const { id } of [plain, team]) tenant.groups.remove(id)
    expect((await readRound(graph, deltaLink)).items).toEqual([
      { id: plain.id, '@removed': { reason: 'deleted' } },
      { id: team.id, '@removed': { reason: 'changed' } },
    ])
  })

  it('follows its links alone: a users link is none of groups', async () => {
    const { graph } = await open()
    const { deltaLink } = await readRound(graph, '/users/delta?$select=id')
    expect((await graph(deltaLink.replace('/users/', '/groups/'))).status).toBe(400)
  })
})

describe('licences by group', () => {
  it('go to direct members while seats are left, and to nobody inside a nested group', async () => {
    const { graph, tenant, ada, lukas, ines } = await open()
    const { id } = tenant.groups.add({ displayName: 'Visio' })
    const inner = tenant.groups.add({ displayName: 'Inner' })
    tenant.subscribe('VISIOCLIENT', { enabled: 1 })
    tenant.setGroupLicences(id, ['VISIOCLIENT'])
    const { deltaLink } = await readRound(graph, '/users/delta?$select=assignedLicenses')
    tenant.groups.addMember(id, lukas)
    tenant.groups.addMember(id, ines)
    tenant.groups.addMember(id, inner.id)
    tenant.groups.addMember(inner.id, ada)
    const statesOf = async (user: string) => {
      const { body } = await graph(`/users/${user}?$select=licenseAssignmentStates,assignedLicenses`)
      return {
        states: body.licenseAssignmentStates
          .filter((state: { assignedByGroup: string | null }) => state.assignedByGroup === id)
          .map(({ state, error }: { state: string; error: string }) => `${state} ${error}`),
        held: body.assignedLicenses.length,
      }
    }
    expect(await statesOf(lukas)).toEqual({ states: ['Active None'], held: 2 })
    expect(await statesOf(ines)).toEqual({ states: ['Error CountViolation'], held: 1 })
    expect(await statesOf(ada)).toEqual({ states: [], held: 1 })
    expect((await readRound(graph, deltaLink)).items.map((item) => item.id)).toEqual([lukas])
    tenant.subscribe('VISIOCLIENT', { enabled: 2 })
    expect(await statesOf(ines)).toEqual({ states: ['Active None'], held: 2 })
    tenant.groups.removeMember(id, ines)
    expect(await statesOf(ines)).toEqual({ states: [], held: 1 })
  })

  it('list one product twice when it is also given directly, and leave it with the person', async () => {
    const { tenant, ada } = await open()
    const { id } = tenant.groups.add({ displayName: 'Premium' })
    tenant.setGroupLicences(id, ['SPB'])
    tenant.groups.addMember(id, ada)
    expect(tenant.user(ada).licenseAssignmentStates?.map(({ assignedByGroup }) => assignedByGroup)).toEqual([
      null,
      id,
    ])
    expect(tenant.user(ada).assignedLicenses).toHaveLength(1)
    tenant.setLicences(ada, [])
    expect(tenant.user(ada).assignedLicenses).toHaveLength(1)
    tenant.groups.remove(id)
    expect(tenant.user(ada).assignedLicenses).toEqual([])
  })
})

describe('roles by group', () => {
  it('show the group as the holder, and its members are protected', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(contoso.id)
    const { id } = tenant.groups.add({ displayName: 'Helpdesk', isAssignableToRole: true })
    tenant.groups.addMember(id, sela)
    tenant.assignRole(id, 'Helpdesk Administrator')
    expect(() => tenant.groups.addMember(id, tenant.groups.add({ displayName: 'In' }).id)).toThrow()
    const graph = await graphOf(contoso.id)
    const roles = await graph('/directoryRoles?$expand=members($select=id,displayName)')
    expect(roles.body.value.map(({ members }: { members: unknown[] }) => members)).toEqual([
      [{ '@odata.type': '#microsoft.graph.user', id: wim, displayName: 'Wim Castelaar' }],
      [{ '@odata.type': '#microsoft.graph.group', id, displayName: 'Helpdesk' }],
    ])
    const assigned = await graph('/roleManagement/directory/roleAssignments?$expand=principal')
    expect(assigned.body.value[1].principal).toMatchObject({ '@odata.type': '#microsoft.graph.group', id })
    expect([tenant.holdsPrivilegedRole(sela), tenant.holdsPrivilegedRole(mara)]).toEqual([true, false])
  })
})

describe('the seeded groups', () => {
  it('hold a circle, a product given by group and nobody who lost a seat by it', async () => {
    const { microsoft } = openMicrosoft()
    const tenant = microsoft.tenant(contoso.id)
    const names = (name: string) =>
      tenant.groups
        .idsIn(tenant.groups.get(name))
        .map((id) => tenant.users.get(id)?.surname ?? tenant.groups.get(id).displayName)
    expect(names('Dentists')).toEqual(
      expect.arrayContaining(['Weekend rota', 'Clinical staff', 'Okkerdale', 'Lindqvale', 'Ångström']),
    )
    expect(names('Dentists')).not.toContain('Dentists')
    const states = [...microsoft.tenants.values()].flatMap(({ users }) =>
      [...users.values()].flatMap(({ surname, licenseAssignmentStates = [] }) =>
        licenseAssignmentStates
          .filter(({ assignedByGroup }) => assignedByGroup !== null)
          .map(({ state, error }) => `${surname} ${state} ${error}`),
      ),
    )
    expect(states).toEqual([
      'Lindqvale Active None',
      'Fennimore Active None',
      'Merriweather Active None',
      'Greystone Error CountViolation',
    ])
  })
})
