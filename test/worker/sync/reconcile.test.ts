import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../worker/sync/reconcile.ts'
import { contactIds } from '../../world/syncro/seed.ts'
import { addressOf, contoso, entryOf, fabrikam, startMapped, writes } from './mapped.ts'

/** Whose mailbox it is does not matter: that is read of a hundred persons an hour. */
const everyMailbox = { sharedMailboxes: false, roomMailboxes: false, equipmentMailboxes: false }

describe('the first plan', () => {
  it('waits for approval and writes nothing to the PSA', async () => {
    const desk = await startMapped()
    const plan = await desk.plan()
    expect(plan.state).toBe('waiting')
    // Eighteen persons; two disabled, a guest and an account of a scanner are left out, three are there already.
    expect(plan.counts).toMatchObject({ create: 11, link: 3, update: 0, review: 0, unchanged: 0 })
    expect(plan.entries.every(({ state }) => state === 'proposed')).toBe(true)
    await desk.syncNow()
    await desk.drain()
    expect(writes(desk)).toEqual([])
    expect((await desk.view()).waiting).toBe(14)
  })

  it('names each value and reason', async () => {
    const desk = await startMapped()
    const plan = await desk.plan()
    const tove = entryOf(plan, 'Lindqvale')
    expect(tove).toMatchObject({ kind: 'create', contactId: null, displayName: 'Tove Lindqvale' })
    expect(tove.fields.map(({ field, label, new: value }) => [field, label, value])).toEqual([
      ['name', 'Name', 'Tove Lindqvale'],
      ['email', 'E-mail', addressOf(contoso, 'Lindqvale')],
      ['phone', 'Phone', '+1 555 0100 150'],
      ['title', 'Job title', 'Dentist'],
    ])
    const sela = entryOf(plan, 'Brightmoor')
    expect(sela).toMatchObject({ kind: 'link', contactId: String(contactIds.sela) })
    expect(sela.fields.map(({ field, old, new: value }) => [field, old, value])).toEqual([
      ['phone', null, '+1 555 0100 143'],
    ])
    expect(sela.reason).toContain('Name, Job title entered by hand and kept.')
  })

  it('is computed only once the tenant was read to the end', async () => {
    const desk = await startMapped()
    await desk.db.batch([
      desk.db.prepare('DELETE FROM plan'),
      desk.db.prepare('DELETE FROM change'),
      desk.db.prepare(`UPDATE cursor SET finished_at = NULL WHERE resource = 'users'`),
    ])
    expect((await desk.plan(true)).state).toBe('building')
    expect((await desk.rows('plan')).results).toEqual([])
  })

  it('is no plan when a page of contacts cannot be read, and the mapping says why', async () => {
    const desk = await startMapped()
    const before = await desk.rows('change')
    desk.account.perPage.contacts = 2
    desk.account.addContact({ customerId: contoso.organisationId, name: 'New', email: 'new@contoso.example' })
    desk.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/contacts') && url.searchParams.get('page') === '2',
      times: 2,
      respond: () => new Response('{', { status: 200, headers: { 'content-type': 'application/json' } }),
    })
    await reconcile(desk.deps, desk.message('reconcile') as never)
    expect((await desk.view()).problem?.code).toBe('psa.malformed')
    expect((await desk.rows('change')).results).toEqual(before.results)
    // It is tried again by itself, and then nothing is wrong any more.
    await desk.drain()
    expect((await desk.view()).problem).toBeNull()
  })
})

describe('a plan of many persons', () => {
  it('is read in pages, of one and the same plan', async () => {
    const desk = await startMapped({}, ({ directory }) => {
      for (let index = 0; index < 190; index += 1) {
        const mail = `extra${index}@contoso.example`
        directory.addUser({ displayName: `Extra ${index}`, userPrincipalName: mail, mail })
      }
    })
    const mappingId = desk.mapping.id
    await desk.call('mappings.settings', { mappingId, leaveOut: everyMailbox })
    await desk.drain()
    const first = await desk.plan()
    const second = await desk.call('plans.get', { mappingId, after: first.next ?? '' })
    const third = await desk.call('plans.get', { mappingId, after: second.next ?? '' })
    const pages = [first, second, third]
    expect(pages.map(({ entries, next }) => [entries.length, next === null])).toEqual([
      [100, false],
      [100, false],
      [4, true],
    ])
    const persons = pages.flatMap(({ entries }) => entries.map(({ personId }) => personId))
    expect(new Set(persons).size).toBe(204)
    expect(first.counts).toMatchObject({ create: 201, link: 3, update: 0, review: 0, unchanged: 0 })

    const preview = await desk.call('rules.preview', { tenantId: contoso.id, rule: {} })
    const rest = await desk.call('rules.preview', {
      tenantId: contoso.id,
      rule: {},
      after: preview.next ?? '',
    })
    expect([preview.total, preview.persons.length, rest.persons.length]).toEqual([208, 100, 100])
    expect(rest.persons.some(({ id }) => preview.persons.some((shown) => shown.id === id))).toBe(false)

    desk.directory.softDelete('extra1@contoso.example')
    await desk.syncNow()
    const stale = await desk.post('plans.get', { mappingId, after: first.next ?? '' })
    expect(stale.status).toBe(409)
  })
})

describe('a later run', () => {
  it('writes nothing of a plan when nothing changed', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    await desk.plan(true)
    const tables = ['plan', 'change', 'link', 'contact'] as const
    const before = await Promise.all(tables.map((table) => desk.rows(table).then(({ results }) => results)))
    const done = desk.account.log.length
    await reconcile(desk.deps, desk.message('reconcile') as never)
    await desk.syncNow()
    expect(await Promise.all(tables.map((table) => desk.rows(table).then(({ results }) => results)))).toEqual(
      before,
    )
    expect(writes(desk, done)).toEqual([])
  })

  it('asks the PSA nothing, and makes no plan, in an hour in which nothing changed', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    desk.world.clock.advance(3_600_000)
    await desk.tick()
    await desk.drain()
    const visits = desk.world.visits.length
    const sent = desk.queue.sent.length
    desk.world.clock.advance(3_600_000)
    await desk.tick()
    await desk.drain()
    const hosts = desk.world.visits.slice(visits).map(({ url }) => new URL(url).hostname)
    expect(hosts.length).toBeGreaterThan(0)
    expect(hosts.filter((host) => host.endsWith('syncromsp.com'))).toEqual([])
    expect(desk.queue.sent.slice(sent).map(({ body }) => body.kind)).toEqual(['pull'])
  })

  it('goes out without asking once the first plan was approved', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), {
      displayName: 'Tove Lindqvale-Berg',
      jobTitle: 'Head dentist',
    })
    await desk.syncNow()
    expect(desk.contactOf('Lindqvale')).toMatchObject([
      { name: 'Tove Lindqvale-Berg', properties: { title: 'Head dentist' } },
    ])
    const plan = await desk.plan()
    expect(plan.state).toBe('done')
    expect(plan.counts).toMatchObject({ create: 0, link: 0, update: 1, review: 0, unchanged: 13 })
  })

  it('changes a plan that still waits where it differs, and what was seen of it cannot be approved any more', async () => {
    const desk = await startMapped()
    const first = await desk.plan()
    desk.account.addContact({
      customerId: contoso.organisationId,
      name: 'T. L.',
      email: addressOf(contoso, 'Lindqvale'),
    })
    const second = await desk.plan(true)
    expect(second.id).not.toBe(first.id)
    expect(second.counts).toMatchObject({ create: 10, link: 4, update: 0, review: 0, unchanged: 0 })
    const same = first.entries.filter(({ displayName }) => displayName !== 'Tove Lindqvale')
    expect(second.entries).toEqual(expect.arrayContaining(same))
    const stale = await desk.post('plans.approve', { planId: first.id })
    expect([stale.status, ((await stale.json()) as { error: { code: string } }).error.code]).toEqual([
      409,
      'plan.changed',
    ])
    expect((await desk.view()).approved).toBe(false)
  })

  it('makes the contact of a disabled person inactive in a line that a technician sees, and nothing else', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const done = desk.account.log.length
    const [contact] = desk.contactOf('Lindqvale')
    if (!contact) throw new Error('There is no contact.')
    contact.notes = 'Prefers e-mail.\r\nParks behind the house.'
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), { accountEnabled: false, displayName: 'Gone' })
    await desk.syncNow()
    expect(writes(desk, done)).toHaveLength(1)
    expect(contact.name).toBe('Tove Lindqvale')
    expect(contact.notes).toBe(
      `[Sidelight] Inactive since ${new Date(desk.world.clock.now()).toISOString().slice(0, 10)}: The account is disabled\nPrefers e-mail.\r\nParks behind the house.`,
    )
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 1 })
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), { accountEnabled: true })
    await desk.syncNow()
    expect(contact.notes).toBe('Prefers e-mail.\r\nParks behind the house.')
    expect(contact.name).toBe('Gone')
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 0 })
  })

  it('reviews a link whose contact vanished, and creates nobody anew', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const done = desk.account.log.length
    const [gone] = desk.contactOf('Lindqvale')
    desk.account.contacts.delete(gone?.id ?? 0)
    await desk.plan(true)
    await desk.drain()
    expect(writes(desk, done)).toEqual([])
    const { reviews } = await desk.call('reviews.list', {})
    expect(reviews).toMatchObject([{ displayName: 'Tove Lindqvale', candidates: [] }])
    const standing = (await desk.rows('change')).results
    await desk.plan(true)
    expect((await desk.rows('change')).results).toEqual(standing)
  })

  it('is made once when two run at the same time', async () => {
    const desk = await startMapped()
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), { jobTitle: 'Head dentist' })
    await desk.db
      .prepare(
        `UPDATE person SET data = json_set(data, '$.jobTitle', 'Head dentist') WHERE display_name = 'Tove Lindqvale'`,
      )
      .run()
    const one = reconcile(desk.deps, desk.message('reconcile') as never)
    const other = reconcile(desk.deps, desk.message('reconcile') as never)
    await Promise.all([one, other])
    await desk.drain()
    expect((await desk.rows('plan')).results.map(({ state }) => state)).toEqual(['waiting'])
    expect((await desk.rows('change')).results).toHaveLength(14)
  })

  it('does not compute while the outbox is at work, and comes back', async () => {
    const desk = await startMapped()
    await desk.db
      .prepare('UPDATE mapping SET lease_run = ?1, lease_until = ?2')
      .bind('someone', desk.world.clock.now() + 90_000)
      .run()
    desk.account.addContact({
      customerId: contoso.organisationId,
      name: 'T. L.',
      email: addressOf(contoso, 'Lindqvale'),
    })
    const before = desk.world.visits.length
    await reconcile(desk.deps, desk.message('reconcile') as never)
    expect(desk.world.visits.length).toBe(before)
    await desk.drain()
    expect((await desk.plan()).counts.link).toBe(4)
  })
})

describe('mappings.set', () => {
  const refusal = async (response: Response) =>
    [response.status, ((await response.json()) as { error: { code: string } }).error.code] as const

  it('withdraws the approval with the rule, and shows the new plan before it goes out', async () => {
    const desk = await startMapped({ department: { include: ['Dentistry'] } })
    await desk.approve()
    await desk.drain()
    const done = desk.account.log.length
    await desk.map({ rule: { department: { include: ['Dentistry', 'Finance'] } } })
    expect((await desk.view()).approved).toBe(false)
    expect((await desk.plan()).state).toBe('building')
    await desk.drain()
    const plan = await desk.plan()
    expect(plan.state).toBe('waiting')
    expect(plan.entries.map(({ displayName }) => displayName).toSorted()).toEqual([
      "Conor O'Dell",
      'Rosalind Vane',
    ])
    expect(writes(desk, done)).toEqual([])
  })

  it('takes back what was approved under the old rule and not yet sent', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.map({ rule: { department: { include: ['Nowhere'] } } })
    await desk.drain()
    expect(writes(desk)).toEqual([])
    expect((await desk.view()).waiting).toBe(0)
  })

  it('changes nothing when the same is set again', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    await desk.map()
    expect((await desk.view()).approved).toBe(true)
  })

  it('refuses an organisation of another tenant, one that is not there, and leaving linked contacts behind', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const base = { tenantId: contoso.id, connectionId: desk.connection.id, rule: {} }
    const set = (over: object) =>
      desk.post('mappings.set', { ...base, organisationId: '102', ...over }).then(refusal)
    expect(await set({ mappingId: desk.mapping.id })).toEqual([409, 'mapping.inUse'])
    expect(await set({ mappingId: 'unknown' })).toEqual([404, 'access.notFound'])
    expect(await set({ organisationId: '999' })).toEqual([404, 'psa.notFound'])
    expect(await set({ connectionId: 'unknown' })).toEqual([404, 'access.notFound'])
    expect(await set({ tenantId: fabrikam.id })).toEqual([404, 'access.notFound'])
    await desk.db
      .prepare(
        `INSERT INTO tenant (id, name, domains, state, reached_by, connected_at, connected_by, next_due_at)
         VALUES (?1, 'Fabrikam', '[]', 'connected', 'consent', 0, 'test', 0)`,
      )
      .bind(fabrikam.id)
      .run()
    expect(await set({ tenantId: fabrikam.id, organisationId: '101' })).toEqual([409, 'mapping.taken'])
  })

  it('moves to another organisation while nothing is linked', async () => {
    const desk = await startMapped()
    const moved = await desk.map({ organisationId: '102', mappingId: desk.mapping.id })
    expect(moved).toMatchObject({ id: desk.mapping.id, organisationName: 'Fabrikam Freight', waiting: 0 })
    await desk.drain()
    expect((await desk.plan()).counts).toMatchObject({ create: 14, link: 0 })
  })
})

describe('rules.preview', () => {
  const rule = { department: { include: ['Dentistry', 'Front office'] } }

  it('agrees with the plan that follows, and counts every reason', async () => {
    const desk = await startMapped(rule)
    const preview = await desk.call('rules.preview', { tenantId: contoso.id, rule }, 'viewer')
    const plan = await desk.plan()
    const belonging = preview.persons.filter(({ belongs }) => belongs).map(({ id }) => id)
    expect(plan.entries.map(({ personId }) => personId).toSorted()).toEqual(belonging.toSorted())
    expect([preview.total, preview.belong]).toEqual([18, 8])
    expect(preview.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(10)
    expect(preview.reasons).toContainEqual({ reason: 'The account is disabled', count: 2 })
    expect(preview.reasons).toContainEqual({ reason: 'Guest accounts are left out', count: 1 })
    expect(preview.departments[0]).toEqual({ value: 'Dentistry', count: 6 })
    const out = await desk.call('rules.preview', { tenantId: contoso.id, rule, show: 'out' }, 'viewer')
    expect(out.persons).toHaveLength(10)
  })
})
