import { describe, expect, it } from 'vitest'
import type { Env } from '../../../worker/env.ts'
import { push } from '../../../worker/sync/push.ts'
import { contactIds } from '../../world/syncro/seed.ts'
import {
  addressOf,
  contoso,
  entryOf,
  expectNoDoubles,
  idOf,
  type Mapped,
  startMapped,
  writes,
} from './mapped.ts'

const isCreate = ({ method, url }: { method: string; url: URL }) =>
  method === 'POST' && url.pathname.endsWith('/contacts')
const refused =
  (status: number, body: object, headers = {}) =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    })
/** Whose mailbox it is does not matter: that is read of a hundred persons an hour. */
const everyMailbox = { sharedMailboxes: false, roomMailboxes: false, equipmentMailboxes: false }
const creates = (desk: Mapped) => writes(desk).filter(({ method }) => method === 'POST')

/** An isolate that dies: after `when` says so nothing reaches the database any more. */
function dying(desk: Mapped, when: () => boolean): Env {
  let isDead = false
  const fail = () => {
    isDead ||= when()
    if (isDead) throw new Error('The isolate is gone.')
  }
  const DB = new Proxy(desk.env.DB, {
    get(target, name) {
      fail()
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...desk.env, DB }
}

describe('an approved plan', () => {
  it('fills the organisation, each person once, and keeps what was typed by hand', async () => {
    const desk = await startMapped()
    expect(await desk.approve()).toEqual({ approved: 14 })
    await desk.drain()
    expect(desk.contacts()).toHaveLength(5 + 11)
    expectNoDoubles(desk)
    expect(desk.contactOf('Lindqvale')).toMatchObject([
      { name: 'Tove Lindqvale', phone: '+1 555 0100 150', properties: { title: 'Dentist' } },
    ])
    expect(desk.account.contacts.get(contactIds.sela)).toMatchObject({
      name: 'Sela Brightmore',
      phone: '+1 555 0100 143',
      properties: { title: 'Front desk' },
    })
    const plan = await desk.plan()
    expect(plan.state).toBe('done')
    expect(plan.entries.every(({ state, contactId }) => state === 'done' && contactId !== null)).toBe(true)
    expect(await desk.view()).toMatchObject({
      approved: true,
      waiting: 0,
      failed: 0,
      linked: 14,
      problem: null,
    })
    expect((await desk.links()).results).toHaveLength(14)
  })

  it('is written after approval alone', async () => {
    const desk = await startMapped()
    desk.send('push')
    await desk.drain()
    expect(writes(desk)).toEqual([])
  })

  it('is approved once: again is no harm', async () => {
    const desk = await startMapped()
    const { id } = await desk.plan()
    expect(await desk.call('plans.approve', { planId: id })).toEqual({ approved: 14 })
    await desk.drain()
    expect(await desk.call('plans.approve', { planId: id })).toEqual({ approved: 14 })
    await desk.drain()
    expect(creates(desk)).toHaveLength(11)
  })

  it('is not approved by a technician', async () => {
    const desk = await startMapped()
    const response = await desk.post('plans.approve', { planId: (await desk.plan()).id }, 'technician')
    expect(response.status).toBe(403)
  })
})

describe('each change once', () => {
  it('with two messages at the same time', async () => {
    const desk = await startMapped()
    await desk.approve()
    await Promise.all([
      push(desk.deps, desk.message('push') as never),
      push(desk.deps, desk.message('push') as never),
    ])
    await desk.drain()
    expect(creates(desk)).toHaveLength(11)
    expectNoDoubles(desk)
  })

  it('with a message delivered again', async () => {
    const desk = await startMapped()
    await desk.approve()
    const message = desk.message('push') as never
    await push(desk.deps, message)
    await push(desk.deps, message)
    await desk.drain()
    expect(creates(desk)).toHaveLength(11)
  })

  it('when the worker dies after the PSA has created and before it is recorded', async () => {
    const desk = await startMapped()
    await desk.approve()
    const env = dying(desk, () => creates(desk).length >= 3)
    await expect(push({ ...desk.deps, env }, desk.message('push') as never)).rejects.toThrow('gone')
    const open = (await desk.plan()).entries.filter(({ state }) => state === 'sending')
    // As many as are sent at once.
    expect(open.length).toBeGreaterThanOrEqual(1)
    expect(open.length).toBeLessThanOrEqual(4)
    await desk.drain()
    expect(creates(desk)).toHaveLength(11)
    expectNoDoubles(desk)
    const entry = (await desk.plan()).entries.find(({ id }) => id === open[0]?.id)
    expect(entry).toMatchObject({ state: 'done', problem: 'The contact was there already and was linked.' })
    expect((await desk.links()).results).toHaveLength(14)
  })

  it('wherever the worker dies', { timeout: 400_000 }, async () => {
    const rule = { department: { include: ['Finance', 'Management'] } }
    for (let fatal = 1, survived = false; !survived; fatal += 1) {
      const desk = await startMapped(rule)
      await desk.approve()
      let touched = 0
      const env = dying(desk, () => {
        touched += 1
        return touched >= fatal
      })
      survived = await push({ ...desk.deps, env }, desk.message('push') as never).then(
        () => true,
        () => false,
      )
      await desk.drain()
      expect(creates(desk).map(({ body }) => body.name)).toEqual(["Conor O'Dell", 'Rosalind Vane'])
      expectNoDoubles(desk)
      expect(await desk.view()).toMatchObject({ waiting: 0, failed: 0, linked: 4, problem: null })
      expect((await desk.plan()).state).toBe('done')
    }
  })

  it('when the message that starts it is lost', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.queue.deliver(async (batch) => batch.ackAll())
    expect(writes(desk)).toEqual([])
    await desk.syncNow()
    expect(creates(desk)).toHaveLength(11)
  })

  it('and a contact recovered that way still follows Entra', async () => {
    const desk = await startMapped()
    await desk.approve()
    const env = dying(desk, () => creates(desk).length >= 1)
    await expect(push({ ...desk.deps, env }, desk.message('push') as never)).rejects.toThrow('gone')
    await desk.drain()
    const [created] = creates(desk)
    const email = String(created?.body.email)
    desk.directory.updateUser(email, { displayName: 'Renamed Person' })
    await desk.syncNow()
    expect(desk.contacts().find((contact) => contact.email === email)?.name).toBe('Renamed Person')
  })

  it('when the answer to a create is lost', async () => {
    const desk = await startMapped()
    await desk.approve()
    desk.world.faults.add({ match: isCreate, after: () => Promise.reject(new Error('connection reset')) })
    await desk.drain()
    expect(creates(desk)).toHaveLength(11)
    expectNoDoubles(desk)
    expect((await desk.view()).linked).toBe(14)
  })

  it('when the worker dies in the middle of an update', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const done = desk.account.log.length
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), { displayName: 'Tove Berg' })
    await desk.call('tenants.sync', { tenantId: contoso.id })
    for (let round = 0; round < 20 && (await desk.plan()).counts.update === 0; round += 1)
      await desk.deliver()
    const env = dying(desk, () => desk.account.log.length > done)
    await expect(push({ ...desk.deps, env }, desk.message('push') as never)).rejects.toThrow('gone')
    await desk.drain()
    expect(writes(desk, done)).toHaveLength(1)
    expect(entryOf(await desk.plan(), 'Lindqvale').state).toBe('done')
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), { displayName: 'Tove Stone' })
    await desk.syncNow()
    expect(desk.contactOf('Lindqvale')).toMatchObject([{ name: 'Tove Stone' }])
  })
})

describe('what changed since the plan', () => {
  it('links a contact that someone created meanwhile, and fills its blanks', async () => {
    const desk = await startMapped()
    await desk.approve()
    desk.account.addContact({
      customerId: contoso.organisationId,
      name: 'Tove L. (dentist)',
      email: addressOf(contoso, 'Lindqvale').toUpperCase(),
    })
    await desk.drain()
    expectNoDoubles(desk)
    expect(desk.contactOf('Lindqvale')).toMatchObject([
      { name: 'Tove L. (dentist)', phone: '+1 555 0100 150' },
    ])
    expect(entryOf(await desk.plan(), 'Lindqvale')).toMatchObject({ kind: 'link', state: 'done' })
    expect(entryOf(await desk.plan(), 'Lindqvale').reason).toContain('Name entered by hand and kept.')
  })

  it('asks a person when two such contacts appeared', async () => {
    const desk = await startMapped()
    await desk.approve()
    const twin = { customerId: contoso.organisationId, email: addressOf(contoso, 'Lindqvale') }
    desk.account.addContact({ ...twin, name: 'Tove' })
    desk.account.addContact({ ...twin, name: 'T. Lindqvale' })
    await desk.drain()
    expect(desk.contactOf('Lindqvale')).toHaveLength(2)
    const { reviews } = await desk.call('reviews.list', {})
    expect(reviews).toMatchObject([
      { displayName: 'Tove Lindqvale', candidates: [{ name: 'Tove' }, { name: 'T. Lindqvale' }] },
    ])
    const standing = (await desk.rows('change')).results
    await desk.syncNow()
    expect((await desk.rows('change')).results).toEqual(standing)
  })

  it('creates nobody who was disabled meanwhile', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.db
      .prepare(`UPDATE person SET data = json_set(data, '$.accountEnabled', json('false')) WHERE id = ?`)
      .bind(idOf(contoso, 'Lindqvale'))
      .run()
    await desk.drain()
    expect(desk.contactOf('Lindqvale')).toEqual([])
    expect(entryOf(await desk.plan(), 'Lindqvale')).toMatchObject({
      state: 'skipped',
      problem: 'Things changed before this was sent.',
    })
  })

  it('keeps a value that was edited by hand, and writes the others', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const [contact] = desk.contactOf('Lindqvale')
    if (!contact) throw new Error('There is no contact.')
    contact.phone = '555 0199 (ask for Tove)'
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), {
      businessPhones: ['+1 555 0100 999'],
      jobTitle: 'Head dentist',
    })
    await desk.syncNow()
    expect(contact).toMatchObject({ phone: '555 0199 (ask for Tove)', properties: { title: 'Head dentist' } })
  })

  it('keeps a value that was edited between plan and write, and the name that goes with each write', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const [contact] = desk.contactOf('Lindqvale')
    if (!contact) throw new Error('There is no contact.')
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), {
      businessPhones: ['+1 555 0100 999'],
      jobTitle: 'Head dentist',
    })
    await desk.call('tenants.sync', { tenantId: contoso.id })
    for (let round = 0; round < 20 && (await desk.plan()).counts.update === 0; round += 1)
      await desk.deliver()
    contact.phone = '555 0199'
    contact.name = 'Tove (renamed by hand)'
    await desk.drain()
    expect(contact).toMatchObject({
      phone: '555 0199',
      name: 'Tove (renamed by hand)',
      properties: { title: 'Head dentist' },
    })
    expect(entryOf(await desk.plan(), 'Lindqvale')).toMatchObject({
      state: 'done',
      problem: 'Phone edited by hand and kept.',
    })
  })

  it('writes a new address into the same contact', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.drain()
    const [contact] = desk.contactOf('Lindqvale')
    const email = 'tove.berg@contoso.example'
    desk.directory.updateUser(addressOf(contoso, 'Lindqvale'), {
      mail: email,
      proxyAddresses: [`SMTP:${email}`],
    })
    await desk.syncNow()
    expect(contact?.email).toBe(email)
    expect(desk.contacts()).toHaveLength(16)
  })
})

describe('when the PSA does not play along', () => {
  it('waits out a 429 in the middle and does each change once', async () => {
    const desk = await startMapped()
    await desk.approve()
    desk.world.faults.add({
      match: (request) => isCreate(request) && creates(desk).length >= 4,
      times: 2,
      respond: refused(429, { error: 'Rate limit exceeded' }, { 'retry-after': '7' }),
    })
    const from = desk.world.clock.now()
    await desk.drain()
    expect(desk.world.clock.now() - from).toBeGreaterThanOrEqual(14_000)
    expect(creates(desk)).toHaveLength(11)
    expect(await desk.view()).toMatchObject({ waiting: 0, failed: 0, linked: 14, problem: null })
  })

  it('stops at a refused key, says so, keeps the changes, and goes on when the key is right again', async () => {
    const desk = await startMapped()
    await desk.approve()
    const { token } = desk.account.key
    desk.account.key.token = 'another'
    await desk.drain()
    expect(writes(desk)).toEqual([])
    expect(await desk.view()).toMatchObject({ waiting: 14, problem: { code: 'psa.keyRefused' } })
    desk.account.key.token = token
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ waiting: 0, linked: 14, problem: null })
  })

  it('stops when the key may only read', async () => {
    const desk = await startMapped()
    desk.account.key.permissions.delete('Customers - Edit')
    await desk.approve()
    await desk.drain()
    expect(writes(desk)).toEqual([])
    const view = await desk.view()
    expect(view).toMatchObject({ failed: 0, problem: { code: 'psa.permission' } })
    expect(view.waiting + view.linked).toBe(14)
    desk.account.key.permissions.add('Customers - Edit')
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ waiting: 0, linked: 14, problem: null })
  })

  it('says what was refused for one contact and does the others', async () => {
    const desk = await startMapped()
    await desk.approve()
    desk.world.faults.add({
      match: isCreate,
      respond: refused(422, { errors: ['Email is not allowed here'] }),
    })
    await desk.drain()
    expect(await desk.view()).toMatchObject({ waiting: 0, failed: 1, linked: 13 })
    const failed = (await desk.plan()).entries.find(({ state }) => state === 'failed')
    expect(failed?.problem).toContain('Email is not allowed here')
    const standing = (await desk.rows('change')).results
    await desk.syncNow()
    // The same would be refused again, so the hour leaves it; a person asking for the plan anew tries it.
    expect((await desk.rows('change')).results).toEqual(standing)
    await desk.plan(true)
    await desk.drain()
    expect(await desk.view()).toMatchObject({ failed: 0, linked: 14 })
  })

  it('outlasts an outage of hours without loss or double', async () => {
    const desk = await startMapped()
    await desk.approve()
    const down = desk.world.clock.now()
    desk.world.faults.add({
      match: ({ url }) =>
        url.hostname.endsWith('.syncromsp.com') && desk.world.clock.now() < down + 5 * 3_600_000,
      times: Number.POSITIVE_INFINITY,
      respond: () =>
        new Response('<h1>Maintenance</h1>', { status: 503, headers: { 'content-type': 'text/html' } }),
    })
    await desk.drain()
    expect((await desk.view()).problem?.code).toBe('psa.unavailable')
    desk.world.clock.advance(6 * 3_600_000)
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ waiting: 0, failed: 0, linked: 14, problem: null })
    expectNoDoubles(desk)
  })

  it('never asks for more than the PSA allows in a minute', async () => {
    const desk = await startMapped({}, ({ directory }) => {
      for (let index = 0; index < 220; index += 1) {
        const mail = `extra${index}@contoso.example`
        directory.addUser({ displayName: `Extra ${index}`, userPrincipalName: mail, mail })
      }
    })
    await desk.call('mappings.settings', { mappingId: desk.mapping.id, leaveOut: everyMailbox })
    await desk.drain()
    await desk.approve()
    await desk.drain()
    const refusals = desk.world.visits.filter(({ status }) => status === 429)
    expect(refusals).toEqual([])
    expect((await desk.view()).linked).toBe(234)
    expectNoDoubles(desk)
  })
})
