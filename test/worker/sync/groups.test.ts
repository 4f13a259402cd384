import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../../worker/store/groups.ts'
import { personsOf } from '../../../worker/store/persons.ts'
import { countRows, type SyncBench, startSyncing } from './bench.ts'

/** A rule that names groups, as the editor stores it. */
async function nameGroups(bench: SyncBench, include: string[], exclude: string[] = []): Promise<void> {
  await bench.db
    .prepare(
      `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by)
       VALUES ('m', ?1, 'c', 'o', 'O', ?2, 0, 'test')
       ON CONFLICT (id) DO UPDATE SET rule = excluded.rule`,
    )
    .bind(bench.tenant.id, JSON.stringify({ group: { include, exclude } }))
    .run()
}

async function startWithGroups() {
  const bench = await startSyncing()
  for (const { id } of [...bench.tenant.groups.all.values()]) bench.tenant.groups.remove(id)
  const { groups } = bench.tenant
  const add = (displayName: string, more = {}) => groups.add({ displayName, ...more }).id
  const person = (displayName: string) => bench.tenant.addUser({ displayName }).id
  const store = groupsOf(bench.deps, bench.tenant.id)
  const members = async (id: string) => {
    const found = (await store.transitiveMembers([id])).get(id)
    return found && [...found].sort()
  }
  const asked = () =>
    bench.world.visits.filter(({ url }) => url.includes('/groups/') || url.includes('$batch')).length
  const written = async () =>
    (
      await bench.db
        .prepare("SELECT group_id || ' ' || member_id AS row FROM group_member ORDER BY row")
        .all<{ row: string }>()
    ).results.map(({ row }) => row)
  return { ...bench, groups, add, person, store, members, asked, written }
}

describe('groups', () => {
  it('are known by name, kind and licences; what is gone goes, what is the same is not written', async () => {
    const bench = await startWithGroups()
    const sku = bench.tenant.subscriptions[0]?.product.skuId ?? ''
    const staff = bench.add('Staff “✓”', { assignedLicenses: [{ skuId: sku, disabledPlans: [] }] })
    const team = bench.add('Team', { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false })
    const gone = bench.add('Gone')
    await bench.hour()
    const found = await bench.store.byId([staff, team, gone])
    expect(found.get(staff)).toMatchObject({ displayName: 'Staff “✓”', kind: 'security', skuIds: [sku] })
    expect(found.get(team)).toMatchObject({ kind: 'microsoft365', dynamic: false, synced: false })
    const row = () => bench.db.prepare('SELECT * FROM directory_group WHERE id = ?1').bind(staff).first()
    const before = await row()
    bench.groups.remove(gone)
    bench.groups.update(team, { displayName: 'Team as renamed' })
    bench.world.clock.advance(23 * 3_600_000)
    await bench.hour()
    expect(await bench.store.names([staff, team, gone])).toEqual(
      new Map([
        [staff, 'Staff “✓”'],
        [team, 'Team as renamed'],
      ]),
    )
    expect(await row()).toEqual(before)
    expect(await bench.store.areRead()).toBe(true)
  })

  it('by the thousand are all kept, and the last of them can go', async () => {
    const bench = await startWithGroups()
    const ids = Array.from({ length: 2500 }, (_, index) => bench.add(`Group ${index} ${'x'.repeat(400)}`))
    await bench.hour()
    expect(await countRows(bench.db, 'directory_group')).toBe(2500)
    for (const id of ids.slice(0, 2400)) bench.groups.remove(id)
    bench.world.clock.advance(23 * 3_600_000)
    await bench.hour()
    expect((await bench.store.all()).map(({ id }) => id).sort()).toEqual(ids.slice(2400).sort())
  })
})

describe('members of groups', () => {
  it('are read of the groups that rules name and of those nested in them, of no other', async () => {
    const bench = await startWithGroups()
    const [outer, inner, other, excluded] = ['Outer', 'Inner', 'Other', 'Excluded'].map((name) =>
      bench.add(name),
    )
    if (!outer || !inner || !other || !excluded) throw new Error('no groups')
    const [ada, bo, cy, di] = ['Ada', 'Bo', 'Cy', 'Di'].map(bench.person)
    if (!ada || !bo || !cy || !di) throw new Error('no persons')
    bench.groups.addMember(outer, ada)
    bench.groups.addMember(outer, inner)
    bench.groups.addMember(inner, bo)
    bench.groups.addMember(other, cy)
    bench.groups.addMember(excluded, di)
    await nameGroups(bench, [outer.toUpperCase()], [excluded])
    await bench.hour()
    expect(await bench.members(outer)).toEqual([ada, bo].sort())
    expect(await bench.members(excluded)).toEqual([di])
    expect(await bench.members(other)).toBeUndefined()
    expect(await countRows(bench.db, 'group_read')).toBe(3)
    bench.groups.removeMember(inner, bo)
    bench.groups.addMember(inner, cy)
    await bench.hour()
    expect(await bench.members(outer)).toEqual([ada, cy].sort())
  })

  it('of groups that contain each other are found once, without end', async () => {
    const bench = await startWithGroups()
    const [a, b, c] = ['A', 'B', 'C'].map((name) => bench.add(name))
    if (!a || !b || !c) throw new Error('no groups')
    const [ada, bo] = ['Ada', 'Bo'].map(bench.person)
    if (!ada || !bo) throw new Error('no persons')
    for (const [group, member] of [
      [a, b],
      [b, c],
      [c, a],
      [b, ada],
      [c, bo],
      [a, bo],
    ] as const)
      bench.groups.addMember(group, member)
    await nameGroups(bench, [a])
    await bench.hour()
    for (const id of [a, b, c]) expect(await bench.members(id)).toEqual([ada, bo].sort())
  })

  it('cost one request an hour and no written row while nobody changes', async () => {
    const bench = await startWithGroups()
    const ids = Array.from({ length: 20 }, (_, index) => bench.add(`Group ${index}`))
    for (const id of ids) bench.groups.addMember(id, bench.person(`In ${id}`))
    await nameGroups(bench, ids)
    await bench.hour()
    const before = { asked: bench.asked(), rows: await bench.written() }
    await bench.hour()
    expect(bench.asked() - before.asked).toBe(1)
    expect(await bench.written()).toEqual(before.rows)
    await nameGroups(bench, [])
    await bench.hour()
    expect(await bench.written()).toEqual([])
    const idle = bench.asked()
    await bench.hour()
    expect(bench.asked()).toBe(idle)
  })

  it('of a group that vanished are forgotten, and a group around it stays known', async () => {
    const bench = await startWithGroups()
    const [outer, inner] = [bench.add('Outer'), bench.add('Inner')]
    const ada = bench.person('Ada')
    bench.groups.addMember(outer, ada)
    bench.groups.addMember(outer, inner)
    await nameGroups(bench, [outer, inner, 'not a group', '99999999-9999-4999-8999-999999999999'])
    await bench.hour()
    bench.groups.remove(inner)
    await bench.hour()
    expect(await bench.members(inner)).toBeUndefined()
    expect(await bench.members(outer)).toEqual([ada])
    expect(await bench.row()).toMatchObject({ problem_code: null })
  })

  it('are replaced only after the whole group was read', async () => {
    const bench = await startWithGroups()
    const big = bench.add('Big')
    const people = Array.from({ length: 1200 }, (_, index) => bench.person(`Person ${index}`))
    for (const id of people) bench.groups.addMember(big, id)
    await nameGroups(bench, [big])
    await bench.hour()
    expect(await bench.members(big)).toEqual([...people].sort())
    for (const id of people.slice(0, 600)) bench.groups.removeMember(big, id)
    bench.groups.addMember(big, bench.person('New'))
    for (let index = 0; index < 600; index += 1) bench.groups.addMember(big, bench.person(`More ${index}`))
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/members'),
      times: 1000,
      respond: () =>
        Response.json({ error: { code: 'Authorization_RequestDenied', message: 'No.' } }, { status: 403 }),
    })
    await bench.hour()
    expect(await bench.members(big)).toEqual([...people].sort())
    expect(await bench.cursor('group-members')).toMatchObject({ problem_code: 'graph.denied' })
    expect(await bench.cursor('users')).toMatchObject({ problem_code: null })
  })
})

describe('a role-assignable group', () => {
  it('gives its members its roles, and takes them when they leave', async () => {
    const bench = await startWithGroups()
    const admins = bench.add('Admins', { isAssignableToRole: true })
    const ada = bench.person('Ada')
    bench.groups.addMember(admins, ada)
    bench.tenant.assignRole(admins, 'User Administrator')
    await bench.hour()
    const persons = personsOf(bench.deps, bench.tenant.id)
    expect((await persons.rolesOf(ada)).names).toEqual(['User Administrator'])
    expect((await persons.rolesOf(bench.person('Bo'))).names).toEqual([])
    bench.groups.removeMember(admins, ada)
    await bench.hour()
    expect((await persons.rolesOf(ada)).names).toEqual([])
  })
})
