import { describe, expect, it, vi } from 'vitest'
import { addressOf, contoso, startMapped, startWritten, writes } from '../sync/mapped.ts'
import { eastside, west } from '../sync/split.ts'

async function startTwo() {
  const desk = await startMapped(eastside)
  const other = await desk.map({ organisationId: west, rule: {} })
  await desk.drain()
  const waiting = async () => (await desk.call('plans.waiting', {})).plans
  return {
    ...desk,
    other,
    waiting,
    together: (...planIds: string[]) => desk.call('plans.approveTogether', { planIds }),
  }
}

describe('approving first plans together', () => {
  it('lets all go that only create or link', async () => {
    const desk = await startTwo()
    const plans = await desk.waiting()
    expect(plans.map(({ organisationName, waitsFor, alone }) => [organisationName, waitsFor, alone])).toEqual(
      [
        ['Contoso Dental', 'first', null],
        ['Fabrikam Freight', 'first', null],
      ],
    )
    const { approved, refused } = await desk.together(...plans.map(({ planId }) => planId))
    expect(refused).toEqual([])
    expect(approved.map(({ changes }) => changes).reduce((sum, count) => sum + count, 0)).toBe(14)
    await desk.drain()
    expect((await desk.links()).results).toHaveLength(14)
    expect(await desk.waiting()).toEqual([])
  })

  it('looks many plans up in as many statements as one', async () => {
    const desk = await startTwo()
    const { DB } = desk.env
    const statementsFor = async (count: number) => {
      const prepare = vi.spyOn(DB, 'prepare')
      expect(await desk.waiting()).toHaveLength(count)
      const { length } = prepare.mock.calls
      prepare.mockRestore()
      return length
    }
    const forTwo = await statementsFor(2)
    expect(forTwo).toBeGreaterThan(0)
    const [first] = await desk.waiting()
    await desk.together(first?.planId ?? '')
    await desk.drain()
    expect(await statementsFor(1)).toBe(forTwo)
  })

  it('leaves what is too much for one request for the next one', async () => {
    const desk = await startTwo()
    const [first, second] = (await desk.waiting()).map(({ planId }) => planId)
    const unknown = Array.from({ length: 99 }, (_, at) => `none-${at}`)
    const { approved, refused } = await desk.together(first ?? '', ...unknown, second ?? '')
    expect(approved.map(({ planId }) => planId)).toEqual([first])
    expect(refused).toHaveLength(100)
    expect(refused.at(-1)).toMatchObject({ planId: second, why: expect.stringContaining('once more') })
    expect((await desk.together(second ?? '')).approved).toHaveLength(1)
  })

  it('refuses what changed since it was seen, what is not there and what came twice, and lets the others go', async () => {
    const desk = await startTwo()
    const [first, second] = await desk.waiting()
    desk.account.addContact({
      customerId: contoso.organisationId,
      name: 'T. L.',
      email: addressOf(contoso, 'Lindqvale'),
    })
    await desk.plan(true)
    const seen = [first?.planId ?? '', second?.planId ?? '']
    const { approved, refused } = await desk.together(...seen, ...seen, 'none', `${desk.mapping.id}.0`)
    expect(approved.map(({ planId }) => planId)).toEqual([second?.planId])
    expect(refused.map(({ planId, why }) => [planId, why])).toEqual(
      [first?.planId, 'none', `${desk.mapping.id}.0`].map((planId) => [
        planId,
        'The plan has changed since you saw it.',
      ]),
    )
    await desk.drain()
    expect(
      writes(desk).every(({ body }) => body.customer_id === Number(west) || body.customer_id === undefined),
    ).toBe(true)
    expect(await desk.view()).toMatchObject({ approved: false, linked: 0 })
  })

  it('refuses a plan that does more, and one that is not the first', async () => {
    const desk = await startWritten()
    const done = desk.account.log.length
    const refusals = async () => {
      const { plans } = await desk.call('plans.waiting', {})
      const { approved, refused } = await desk.call('plans.approveTogether', {
        planIds: plans.map(({ planId }) => planId),
      })
      expect([approved, refused.map(({ why }) => why)]).toEqual([[], plans.map(({ alone }) => alone)])
      return refused.map(({ why }) => why)
    }
    await desk.map({ rule: { department: { include: ['Dentistry'] } } })
    await desk.drain()
    expect(await refusals()).toEqual(['It does more than create and link.'])
    await desk.map({ rule: {} })
    await desk.drain()
    await desk.approve()
    await desk.drain()
    await desk.settings({ approval: 'each' })
    desk.directory.addUser({
      displayName: 'New',
      userPrincipalName: 'n@contoso.example',
      mail: 'n@contoso.example',
    })
    await desk.settings({ approval: 'each' })
    await desk.syncNow()
    expect(await refusals()).toEqual(['It is not the first plan of this organisation.'])
    expect(writes(desk, done)).toEqual([])
  })

  it('does not list what is paused, and a plan that changes nothing can be approved', async () => {
    const desk = await startTwo()
    await desk.settings({ sync: 'paused' })
    expect((await desk.waiting()).map(({ organisationName }) => organisationName)).toEqual([
      'Fabrikam Freight',
    ])
    await desk.settings({ sync: 'on' })
    await desk.map({ rule: { department: { include: ['Nowhere'] } } })
    await desk.drain()
    const empty = (await desk.waiting()).find(({ mappingId }) => mappingId === desk.mapping.id)
    expect(empty?.counts).toMatchObject({ create: 0, link: 0 })
    expect(await desk.together(empty?.planId ?? '')).toMatchObject({
      approved: [{ changes: 0 }],
      refused: [],
    })
    expect((await desk.view()).approved).toBe(true)
    expect(await desk.plan()).toMatchObject({ state: 'done', entries: [] })
  })

  it('tells of a first plan who would become a contact without a mail address, and which contacts fit nobody', async () => {
    const desk = await startMapped({}, ({ account, directory }) => {
      directory.addUser({ displayName: 'No Mail', userPrincipalName: 'no.mail@contoso.example', mail: null })
      const customerId = contoso.organisationId
      account.addContact({ customerId, name: 'Reception', email: 'reception@contoso.example' })
    })
    const [plan] = (await desk.call('plans.waiting', {})).plans
    const { entries } = await desk.plan()
    expect(entries.filter(({ displayName }) => displayName === 'No Mail')).toMatchObject([{ kind: 'create' }])
    expect(plan?.withoutMail).toBe(1)
    const linked = entries.filter(({ kind }) => kind === 'link')
    const active = desk.contacts().length
    expect(plan?.unmatched).toBe(active - linked.length)
    expect(plan?.unmatched).toBeGreaterThan(0)
    await desk.approve()
    await desk.drain()
    expect((await desk.call('plans.waiting', {})).plans).toEqual([])
  })
})
