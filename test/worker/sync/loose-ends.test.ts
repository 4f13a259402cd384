import { describe, expect, it } from 'vitest'
import { contactIds } from '../../world/syncro/seed.ts'
import { addressOf, contoso, entryOf, idOf, type Mapped, startMapped, writes } from './mapped.ts'

const tove = addressOf(contoso, 'Lindqvale')
const isCreate = ({ method, url }: { method: string; url: URL }) =>
  method === 'POST' && url.pathname.endsWith('/contacts')
const isWrite = ({ method, url }: { method: string; url: URL }) =>
  method === 'PUT' && url.hostname.endsWith('.syncromsp.com')
const lost = () => Promise.reject(new Error('connection reset'))

/** An organisation whose first plan was carried out. */
async function filled(): Promise<Mapped> {
  const desk = await startMapped()
  await desk.approve()
  await desk.drain()
  return desk
}

async function hour(desk: Mapped): Promise<void> {
  desk.world.clock.advance(3_600_000)
  await desk.tick()
  await desk.drain()
}

/** Reads the tenant and plans, and stops before anything is sent. */
async function planned(desk: Mapped): Promise<void> {
  await desk.call('tenants.sync', { tenantId: contoso.id })
  for (let round = 0; round < 20; round += 1) {
    const { results } = await desk.db
      .prepare(`SELECT 1 FROM change WHERE state IN ('approved', 'sending') LIMIT 1`)
      .all()
    if (results.length > 0) return
    await desk.deliver()
  }
  throw new Error('Nothing is planned.')
}

function contactOf(desk: Mapped, last: string) {
  const [contact] = desk.contactOf(last)
  if (!contact) throw new Error(`There is no contact of ${last}.`)
  return contact
}

/** Changes of a kind for a person, whatever became of them. */
async function rowsOf(desk: Mapped, last: string, kind: string) {
  const { results } = await desk.db
    .prepare('SELECT state, problem, reason FROM change WHERE person_id = ? AND kind = ? ORDER BY id')
    .bind(idOf(contoso, last), kind)
    .all<{ state: string; problem: string | null; reason: string }>()
  return results
}

describe('what the outbox leaves behind', () => {
  it('is taken up in the next hour: an address that an update set free', async () => {
    const desk = await filled()
    desk.directory.updateUser(tove, { mail: 'tove.berg@contoso.example', proxyAddresses: [] })
    desk.directory.updateUser(tove, { userPrincipalName: 'tove.berg@contoso.example' })
    desk.directory.addUser({ displayName: 'New Tove', userPrincipalName: 'new@contoso.example', mail: tove })
    desk.directory.setLicences('new@contoso.example', ['FLOW_FREE'])
    await desk.syncNow()
    await hour(desk)
    expect(desk.contacts().filter(({ email }) => email === tove)).toMatchObject([{ name: 'New Tove' }])
  })

  it('is taken up in the next hour: what changed together with a move', async () => {
    const desk = await filled()
    await desk.map({ rule: { department: { exclude: ['Finance'] } } })
    const other = await desk.map({ organisationId: '104', rule: { department: { include: ['Finance'] } } })
    await desk.drain()
    const { plans } = await desk.call('plans.waiting', {})
    for (const { planId } of plans) await desk.call('plans.approve', { planId })
    await desk.drain()
    const contact = contactOf(desk, 'Lindqvale')
    desk.directory.updateUser(tove, { department: 'Finance', jobTitle: 'Bookkeeper' })
    await desk.syncNow()
    expect(contact.customerId).toBe(104)
    await hour(desk)
    expect(contact.properties.title).toBe('Bookkeeper')
    const moved = await desk.call('plans.get', { mappingId: other.id })
    expect(moved.entries.filter(({ state }) => state !== 'done')).toEqual([])
  })

  it('is taken up in the next hour: a title that the PSA did not take with the new contact', async () => {
    const desk = await startMapped()
    desk.world.faults.add({ match: isWrite, times: 1, respond: () => new Response('', { status: 500 }) })
    await desk.approve()
    await desk.drain()
    await hour(desk)
    const without = desk.contacts().filter(({ id, properties }) => id > 90_000 && !properties.title)
    expect(without.map(({ name }) => name)).toEqual([])
  })

  it('is nothing that is tried every hour: a value edited by hand just before it was written', async () => {
    const desk = await filled()
    const contact = contactOf(desk, 'Lindqvale')
    desk.directory.updateUser(tove, { jobTitle: 'Head dentist' })
    await planned(desk)
    contact.properties.title = 'Queen of teeth'
    await desk.drain()
    expect(await rowsOf(desk, 'Lindqvale', 'update')).toHaveLength(1)
    for (const title of ['One', 'Two']) {
      desk.directory.updateUser(addressOf(contoso, 'Marrowby'), { jobTitle: title })
      await desk.syncNow()
    }
    expect(await rowsOf(desk, 'Lindqvale', 'update')).toMatchObject([
      { state: 'skipped', problem: 'Job title edited by hand and kept.' },
    ])
    expect(contact.properties.title).toBe('Queen of teeth')
  })

  it('is nothing that is tried every hour: a contact made inactive by hand just before', async () => {
    const desk = await filled()
    const contact = contactOf(desk, 'Lindqvale')
    desk.directory.updateUser(tove, { accountEnabled: false })
    await planned(desk)
    contact.notes = '[Sidelight] Inactive since 2026-11-25: by hand'
    await desk.drain()
    desk.directory.updateUser(addressOf(contoso, 'Marrowby'), { jobTitle: 'One' })
    await desk.syncNow()
    expect(await rowsOf(desk, 'Lindqvale', 'deactivate')).toHaveLength(1)
  })
})

describe('an account of which it is not known any more whether it is a person’s', () => {
  it('follows Entra as before where it is linked', async () => {
    const desk = await filled()
    // Without a licence it may be a shared mailbox, and the day’s kinds were read already.
    const bo = addressOf(contoso, 'Quarrie')
    desk.directory.setLicences(bo, [])
    desk.directory.updateUser(bo, { jobTitle: 'Head of laboratory' })
    await hour(desk)
    expect(contactOf(desk, 'Quarrie').properties.title).toBe('Head of laboratory')
  })
})

describe('a contact that somebody decided to have made', () => {
  async function decidedToCreate(): Promise<Mapped> {
    const desk = await startMapped({}, ({ account }) => {
      for (const name of ['Tove', 'T. Lindqvale'])
        account.addContact({ customerId: contoso.organisationId, name, email: tove })
    })
    expect(entryOf(await desk.plan(), 'Lindqvale').kind).toBe('review')
    await desk.call('reviews.decide', {
      mappingId: desk.mapping.id,
      tenantId: contoso.id,
      personId: idOf(contoso, 'Lindqvale'),
      choice: 'create',
    })
    await desk.drain()
    return desk
  }
  const made = (desk: Mapped) =>
    writes(desk).filter(({ method, body }) => method === 'POST' && body.name === 'Tove Lindqvale')

  it('is made once, also when the answer is lost', async () => {
    const desk = await decidedToCreate()
    await desk.approve()
    desk.world.faults.add({ match: isCreate, times: 5, after: lost })
    await desk.drain()
    await hour(desk)
    await hour(desk)
    expect(made(desk)).toHaveLength(1)
    expect((await desk.view()).reviews).toBe(0)
  })

  it('is not made again after it was deleted by hand', async () => {
    const desk = await decidedToCreate()
    await desk.approve()
    await desk.drain()
    const contact = desk.contactOf('Lindqvale').find(({ name }) => name === 'Tove Lindqvale')
    desk.account.contacts.delete(contact?.id ?? 0)
    await desk.plan(true)
    await desk.drain()
    expect(made(desk)).toHaveLength(1)
    expect(entryOf(await desk.plan(), 'Lindqvale').reason).toContain('no longer in the organisation')
  })
})

describe('a contact whose person left before anybody knew that it was made', () => {
  it('is linked all the same, and becomes inactive as any other', async () => {
    const desk = await startMapped()
    await desk.approve()
    desk.world.faults.add({ match: isCreate, times: 20, after: lost })
    await planned(desk).catch(() => {})
    for (let round = 0; round < 6; round += 1) await desk.deliver()
    desk.world.faults.clear()
    const { results: open } = await desk.db
      .prepare(`SELECT person_id AS id FROM change WHERE state = 'sending'`)
      .all<{ id: string }>()
    const left = open.map(({ id }) => desk.directory.user(id).mail)
    expect(left.length).toBeGreaterThan(0)
    for (const { id } of open) desk.directory.updateUser(id, { accountEnabled: false })
    await desk.syncNow()
    await hour(desk)
    for (const mail of left) {
      expect(desk.contacts().filter(({ email }) => email === mail)).toMatchObject([
        { notes: expect.stringContaining('Inactive since') },
      ])
    }
  })
})

describe('a value that Entra always overwrites', () => {
  it.each(['first link', 'later'])('stands in the history although the answer was lost: %s', async (when) => {
    const desk = await startMapped()
    await desk.call('mappings.settings', { mappingId: desk.mapping.id, fields: { title: 'always' } })
    await desk.drain()
    if (when === 'later') {
      await desk.approve()
      await desk.drain()
      const sela = desk.account.contacts.get(contactIds.sela)
      if (sela) sela.properties.title = 'Front desk'
      desk.directory.updateUser(addressOf(contoso, 'Brightmoor'), { jobTitle: 'Head of reception' })
      await planned(desk)
      if (sela) sela.properties.title = 'Front desk, mornings'
    } else await desk.approve()
    const old = when === 'later' ? 'Front desk, mornings' : 'Front desk'
    const isSela = ({ method, url }: { method: string; url: URL }) =>
      isWrite({ method, url }) && url.pathname.endsWith(`/${contactIds.sela}`)
    desk.world.faults.add({ match: isSela, times: 1, after: lost })
    await desk.drain()
    await hour(desk)
    const { entries } = await desk.call('history.list', { contactId: String(contactIds.sela) })
    const titles = entries.flatMap(({ fields }) => fields.filter(({ field }) => field === 'title'))
    expect(titles.map((title) => title.old)).toContain(old)
  })
})

describe('a person who moves', () => {
  it('keeps the contact active and takes it along where the one that is there stands for someone else', async () => {
    const desk = await filled()
    await desk.map({ rule: { department: { exclude: ['Finance'] } } })
    await desk.map({ organisationId: '104', rule: { department: { include: ['Finance'] } } })
    await desk.drain()
    const approveAll = async () => {
      const { plans } = await desk.call('plans.waiting', {})
      for (const { planId } of plans) await desk.call('plans.approve', { planId })
      await desk.drain()
    }
    await approveAll()
    const [there] = desk.account.contactsOf(104)
    if (!there) throw new Error('Nobody is in the other organisation.')
    const contact = contactOf(desk, 'Lindqvale')
    there.email = tove
    await desk.plan(true)
    desk.directory.updateUser(tove, { department: 'Finance' })
    await desk.syncNow()
    await approveAll()
    expect(contact).toMatchObject({ customerId: 104, notes: null })
  })
})
