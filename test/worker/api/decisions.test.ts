import { describe, expect, it } from 'vitest'
import type { ClientInput } from '../../../shared/contract.ts'
import { addressOf, contoso, idOf, type Mapped, startMapped, writes } from '../sync/mapped.ts'

const tove = addressOf(contoso, 'Lindqvale')
type Decision = Pick<ClientInput<'reviews.decide'>, 'choice' | 'contactId'>

/** Two contacts have Tove's address; everybody else is written. */
async function startTwins() {
  const desk = await startMapped({}, ({ account }) => {
    for (const name of ['Tove one', 'Tove two'])
      account.addContact({ customerId: contoso.organisationId, name, email: tove })
  })
  await desk.approve()
  await desk.drain()
  const about = { mappingId: desk.mapping.id, tenantId: contoso.id, personId: idOf(contoso, 'Lindqvale') }
  return {
    ...desk,
    twins: desk.contactOf('Lindqvale').map(({ id }) => String(id)),
    ask: (decision: Decision, over: object = {}) =>
      desk.post('reviews.decide', { ...about, ...decision, ...over }),
    async decide(decision: Decision) {
      await desk.call('reviews.decide', { ...about, ...decision })
      await desk.drain()
    },
    reviews: async () => (await desk.call('reviews.list', {})).total,
  }
}
const linkOf = async (desk: Mapped) =>
  (await desk.links()).results.find(({ person_id }) => person_id === idOf(contoso, 'Lindqvale'))?.contact_id

/** Hours in which she is renamed, gets another address, and the contacts are read. */
async function hours(desk: Mapped) {
  desk.directory.updateUser(tove, { displayName: 'Tove Berg' })
  await desk.syncNow()
  desk.directory.updateUser(tove, { mail: 'berg@contoso.example' })
  await desk.syncNow()
  await desk.plan(true)
  await desk.drain()
}

describe('a decision', () => {
  it('to link holds from then on: that contact follows Entra, the other stays', async () => {
    const desk = await startTwins()
    expect(await desk.reviews()).toBe(1)
    const [, second = ''] = desk.twins
    await desk.decide({ choice: 'link', contactId: second })
    expect([await desk.reviews(), await linkOf(desk)]).toEqual([0, second])
    await hours(desk)
    expect([await desk.reviews(), await linkOf(desk)]).toEqual([0, second])
    expect(desk.account.contacts.get(Number(desk.twins[0]))).toMatchObject({ name: 'Tove one', phone: null })
    expect(desk.account.contacts.get(Number(second))).toMatchObject({
      name: 'Tove two',
      phone: '+1 555 0100 150',
    })
  })

  it('to create makes one contact beside those that are there', async () => {
    const desk = await startTwins()
    await desk.decide({ choice: 'create' })
    const link = await linkOf(desk)
    expect(desk.twins).not.toContain(link)
    expect(desk.contactOf('Lindqvale')).toHaveLength(3)
    const contacts = desk.contacts().length
    await hours(desk)
    expect([await desk.reviews(), await linkOf(desk), desk.contacts().length]).toEqual([0, link, contacts])
  })

  it('to create is done once, also when the answer is lost', async () => {
    const desk = await startTwins()
    desk.world.faults.add({
      match: ({ method, url }) => method === 'POST' && url.pathname.endsWith('/contacts'),
      after: () => Promise.reject(new Error('connection reset')),
    })
    await desk.decide({ choice: 'create' })
    await desk.plan(true)
    await desk.drain()
    expect(desk.contactOf('Lindqvale')).toHaveLength(3)
    expect(desk.twins).not.toContain(await linkOf(desk))
    expect(await linkOf(desk)).toBeDefined()
  })

  it('to leave out holds: no contact, no review, and who decided is the reason', async () => {
    const desk = await startTwins()
    const done = desk.account.log.length
    await desk.decide({ choice: 'leaveOut' })
    await hours(desk)
    expect([await desk.reviews(), await linkOf(desk)]).toEqual([0, undefined])
    expect(writes(desk, done)).toEqual([])
    const { persons } = await desk.call('plans.untouched', { mappingId: desk.mapping.id })
    const line = persons.find(({ personId }) => personId === idOf(contoso, 'Lindqvale'))
    expect(line?.reason).toMatch(/^Left out by .+ on 20\d\d-\d\d-\d\d\.$/)
  })

  it('that is taken back is asked about again, at once and not in an hour', async () => {
    const desk = await startTwins()
    await desk.decide({ choice: 'leaveOut' })
    expect(await desk.reviews()).toBe(0)
    await desk.decide({ choice: 'undecided' })
    expect(await desk.reviews()).toBe(1)
  })

  it('waits with its plan where every plan waits', async () => {
    const desk = await startTwins()
    await desk.settings({ approval: 'each' })
    await desk.drain()
    const done = desk.account.log.length
    await desk.decide({ choice: 'link', contactId: desk.twins[0] ?? '' })
    expect(writes(desk, done)).toEqual([])
    expect(await desk.plan()).toMatchObject({ state: 'waiting', waitsFor: 'each' })
    await desk.approve()
    await desk.drain()
    expect(await linkOf(desk)).toBe(desk.twins[0])
  })

  it('is refused for a contact, a person or an organisation that is not there', async () => {
    const desk = await startTwins()
    const elsewhere = desk.account.addContact({ customerId: 102, name: 'Tove', email: tove })
    const refused = async (decision: Decision, over = {}) => (await desk.ask(decision, over)).status
    expect(await refused({ choice: 'link' })).toBe(400)
    expect(await refused({ choice: 'link', contactId: String(elsewhere.id) })).toBe(404)
    expect(await refused({ choice: 'leaveOut' }, { personId: contoso.id })).toBe(404)
    expect(await refused({ choice: 'leaveOut' }, { mappingId: 'none' })).toBe(404)
    expect((await desk.db.prepare('SELECT * FROM decision').all()).results).toEqual([])
  })
})
