import { describe, expect, it } from 'vitest'
import { push } from '../../../worker/sync/push.ts'
import { reconcile } from '../../../worker/sync/reconcile.ts'
import { addressOf, contoso, entryOf, idOf, startMapped, writes } from './mapped.ts'
import { addressesIn, eastside, mappingsOf, type Rule, startSplit, west } from './split.ts'

const codeOf = async (response: Response) =>
  [response.status, ((await response.json()) as { error: { code: string } }).error.code] as const

describe('several organisations of one tenant', () => {
  it('share its persons: each goes to the first whose rule takes them, and nobody to two', async () => {
    const desk = await startSplit()
    const east = addressesIn(desk, contoso.organisationId)
    const elsewhere = addressesIn(desk, Number(west))
    expect(east).toContain(addressOf(contoso, 'Lindqvale'))
    expect(elsewhere).toContain(addressOf(contoso, 'Marrowby'))
    expect(elsewhere.filter((address) => east.includes(address))).toEqual([])
    const linked = (await desk.links()).results.map(({ person_id }) => person_id)
    expect(new Set(linked).size).toBe(linked.length)
    expect(linked).toHaveLength(14)
    expect((await desk.planOf(desk.other.id)).counts.review).toBe(0)
    const done = desk.account.log.length
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
  })

  it('write nothing for a person whom another one is just sending', async () => {
    const desk = await startMapped(eastside)
    const other = await desk.map({ organisationId: west, rule: {} })
    await desk.drain()
    const { id: planId } = await desk.call('plans.get', { mappingId: other.id })
    await desk.call('plans.approve', { planId })
    await desk.db
      .prepare(
        `UPDATE change SET state = 'sending', person_id = ?1
         WHERE id = (SELECT MIN(id) FROM change WHERE mapping_id = ?2)`,
      )
      .bind(idOf(contoso, 'Marrowby'), desk.mapping.id)
      .run()
    const sent = desk.queue.sent.length
    await push(desk.deps, { ...desk.message('push'), mappingId: other.id } as never)
    expect(addressesIn(desk, Number(west))).not.toContain(addressOf(contoso, 'Marrowby'))
    // It is tried again with patience, not at once and for ever.
    expect(desk.queue.sent.slice(sent).map(({ delaySeconds }) => delaySeconds)).toEqual([60])
  })
})

describe('mappings.order', () => {
  it('is refused unless it names every organisation of the tenant as it stands', async () => {
    const desk = await startSplit()
    const [a, b] = [desk.mapping.id, desk.other.id]
    for (const ids of [[a], [a, b, 'c'], [a, a], []]) {
      expect(await codeOf(await desk.order(...ids))).toEqual([409, 'mapping.changed'])
    }
    expect(await desk.approvals()).toEqual([true, true])
    expect((await desk.order(a, b)).status).toBe(200)
    expect(await desk.approvals()).toEqual([true, true])
  })

  it('plans anew what it touches and writes nothing before the plans are approved', async () => {
    const desk = await startSplit()
    const done = desk.account.log.length
    expect((await desk.order(desk.other.id, desk.mapping.id)).status).toBe(200)
    expect((await mappingsOf(desk)).map(({ id }) => id)).toEqual([desk.other.id, desk.mapping.id])
    await desk.drain()
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect(await desk.approvals()).toEqual([false, false])
    const plan = await desk.planOf(desk.other.id)
    expect([plan.state, entryOf(plan, 'Lindqvale').kind]).toEqual(['waiting', 'move'])
  })

  it('puts a new organisation where it is asked to be', async () => {
    const desk = await startSplit()
    const third = await desk.map({
      organisationId: '103',
      rule: { department: { include: ['Finance'] } },
      position: 0,
    })
    expect((await mappingsOf(desk)).map(({ id }) => id)).toEqual([third.id, desk.mapping.id, desk.other.id])
    expect(await desk.approvals()).toEqual([false, false, false])
  })
})

describe('a rule that was changed and not approved', () => {
  it('writes nothing, in its own organisation or in those after it, however often the hour comes', async () => {
    const desk = await startSplit({ ...eastside, department: { include: ['Dentistry'] } })
    const done = desk.account.log.length
    const links = (await desk.links()).results
    // Whom the first lets go, the second would take; whom the first takes anew, the second must not lose unseen.
    await desk.map({ rule: { office: { include: ['Harbour clinic'] } } })
    desk.directory.updateUser(addressOf(contoso, 'Marrowby'), { jobTitle: 'Head nurse' })
    desk.directory.addUser({
      displayName: 'New Person',
      userPrincipalName: 'new@contoso.example',
      mail: 'new@contoso.example',
    })
    await desk.syncNow()
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect((await desk.links()).results).toEqual(links)
    expect(await desk.approvals()).toEqual([false, false])
  })

  it('cannot be overtaken by a plan that was computed under the old one', async () => {
    const desk = await startSplit()
    await desk.db
      .prepare(
        `UPDATE person SET data = json_set(data, '$.jobTitle', 'Head nurse') WHERE display_name = 'Ilse Marrowby'`,
      )
      .run()
    // The other organisation's plan is being computed when the first one's rule changes.
    desk.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/contacts'),
      after: async (response) => {
        await desk.map({ rule: { office: { include: ['Harbour clinic'] } } })
        return response
      },
    })
    await reconcile(desk.deps, { ...desk.message('reconcile'), mappingId: desk.other.id } as never)
    expect((await desk.rows('plan')).results.map(({ state }) => state)).toEqual(['replaced', 'replaced'])
    await desk.drain()
    expect(await desk.approvals()).toEqual([false, false])
  })
})

describe('mappings.remove', () => {
  it('is refused while contacts are linked, unless they are to be kept', async () => {
    const desk = await startSplit()
    const done = desk.account.log.length
    const remove = (keepContacts?: boolean) =>
      desk.post('mappings.remove', { mappingId: desk.mapping.id, keepContacts })
    expect(await codeOf(await remove())).toEqual([409, 'mapping.linked'])
    expect(await desk.approvals()).toEqual([true, true])
    const contacts = desk.contacts()
    const { kept } = (await (await remove(true)).json()) as { kept: number }
    expect(kept).toBeGreaterThan(3)
    expect((await desk.links()).results).toHaveLength(14 - kept)
    expect(await codeOf(await remove(true))).toEqual([404, 'access.notFound'])
    await desk.drain()
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect(desk.contacts()).toEqual(contacts)
    // Whom it let go, the next one would take: not before someone has seen it.
    expect(await desk.approvals()).toEqual([false])
    expect(entryOf(await desk.planOf(desk.other.id), 'Lindqvale').kind).toBe('create')
  })

  it('leaves the record of what was done', async () => {
    const desk = await startSplit()
    const done = (await desk.rows('change')).results.filter(({ state }) => state === 'done').length
    await desk.call('mappings.remove', { mappingId: desk.mapping.id, keepContacts: true })
    const after = (await desk.rows('change')).results.filter(({ state }) => state === 'done').length
    expect(after).toBe(done)
  })

  it('waits for the outbox', async () => {
    const desk = await startSplit()
    await desk.db
      .prepare('UPDATE mapping SET lease_until = ?1')
      .bind(desk.world.clock.now() + 60_000)
      .run()
    const response = await desk.post('mappings.remove', { mappingId: desk.mapping.id, keepContacts: true })
    expect(await codeOf(response)).toEqual([409, 'mapping.busy'])
    expect((await mappingsOf(desk)).map(({ id }) => id)).toContain(desk.mapping.id)
  })
})

describe('a rule that names a group', () => {
  const named = (id: string): Rule => ({ group: { include: [id] } })

  it('takes its members and those of groups within it, once they are read', async () => {
    const desk = await startMapped({ department: { include: ['Nowhere'] } })
    const outer = desk.directory.groups.add({ displayName: 'Clinics' })
    const inner = desk.directory.groups.add({ displayName: 'Eastside' })
    desk.directory.groups.addMember('Clinics', inner.id)
    desk.directory.groups.addMember('Eastside', outer.id)
    desk.directory.groups.addMember('Eastside', idOf(contoso, 'Lindqvale'))
    desk.directory.groups.addMember('Clinics', idOf(contoso, 'Marrowby'))
    await desk.map({ rule: named(outer.id) })
    expect((await desk.plan()).entries).toEqual([])
    // Saving starts a run that reads the members; the plan follows.
    await desk.drain()
    const plan = await desk.plan()
    expect(plan.entries.map(({ displayName }) => displayName).toSorted()).toEqual([
      'Ilse Marrowby',
      'Tove Lindqvale',
    ])
    expect((await desk.view()).problem).toBeNull()
    const preview = await desk.call('rules.preview', {
      tenantId: contoso.id,
      rule: named(outer.id),
      connectionId: desk.connection.id,
      organisationId: desk.mapping.organisationId,
      show: 'in',
    })
    expect(preview.persons.map(({ reason }) => reason)).toEqual([
      'Is in the group Clinics',
      'Is in the group Clinics',
    ])
  })

  it('says so, for as long as it names one that is gone', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const id = '99999999-0000-4000-8000-000000000001'
    await desk.map({ rule: { group: { exclude: [id] } } })
    await desk.drain()
    await desk.approve()
    await desk.drain()
    expect((await desk.view()).problem).toMatchObject({ code: 'mapping.groupGone' })
    const { problem } = await desk.view()
    await desk.syncNow()
    expect((await desk.view()).problem).toEqual(problem)
    await desk.map({ rule: { group: { exclude: [] } } })
    await desk.drain()
    expect((await desk.view()).problem).toBeNull()
  })

  it('makes no plan while the members are not known, and says so', async () => {
    const desk = await startMapped()
    const before = (await desk.rows('plan')).results
    await desk.db
      .prepare(`UPDATE mapping SET rule = json_set(rule, '$.group', json(?1))`)
      .bind(JSON.stringify({ include: [], exclude: ['99999999-0000-4000-8000-000000000001'] }))
      .run()
    await desk.db.prepare(`DELETE FROM cursor WHERE resource = 'groups'`).run()
    await reconcile(desk.deps, desk.message('reconcile') as never)
    expect((await desk.view()).problem?.code).toBe('mapping.groupUnread')
    expect((await desk.rows('plan')).results).toEqual(before)
  })
})
