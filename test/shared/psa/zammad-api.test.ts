import { beforeEach, describe, expect, it } from 'vitest'
import zammadApi from '#shared/psa/zammad/api.ts'
import zammad from '#shared/psa/zammad/index.ts'
import fixture from '../../fixtures/psa/zammad.ts'
import type { ZammadAccount } from '../../world/zammad/account.ts'
import { zammadIds } from '../../world/zammad/seed.ts'
import { allOrganisations, type Bench, can, createBench, refusalOf, refused } from './bench.ts'

const base = 'https://helpdesk.lamplight.example/api/v1'
const ticketId = String(zammadIds.ticket)
let bench: Bench<ZammadAccount>

beforeEach(() => {
  bench = createBench(fixture, zammadApi)
})

describe('reading from Zammad', () => {
  it('says whose token it is', async () => {
    expect(await bench.api.check()).toEqual({ connectedAs: 'Ruben Deskwright (ruben@lamplight.example)' })
  })

  it('sends the token as documented, and nothing in the address', async () => {
    await bench.api.ticket(ticketId)
    expect(bench.sent.map(({ address, query }) => [address, query])).toEqual([
      [`${base}/tickets/41`, { expand: 'true' }],
      [`${base}/users/5`, {}],
    ])
    for (const { headers } of bench.sent)
      expect(headers.get('authorization')).toBe(`Token token=${fixture.credentials.token}`)
  })

  it('reads who asks, number and id being two things', async () => {
    expect(await bench.api.ticket(ticketId)).toEqual({
      id: '41',
      number: '71041',
      subject: 'Outlook says no',
      organisation: { id: '2', name: 'Contoso Dental' },
      contact: { id: '5', name: 'Mara Ellingsworth', email: 'mara.ellingsworth@contoso.example' },
    })
  })

  it('takes the system’s own user for nobody, and a customer without organisation for what they are', async () => {
    expect(await bench.api.ticket(String(zammadIds.nobody))).toMatchObject({
      organisation: null,
      contact: null,
    })
    expect(await bench.api.ticket(String(zammadIds.withoutOrganisation))).toMatchObject({
      organisation: null,
      contact: { name: 'Ellis Farrow', email: 'ellis.farrow@mailbox.example' },
    })
  })

  it('reads organisations until a page is empty, for Zammad may give fewer than asked for', async () => {
    bench.psa.account.hardLimit = 2
    expect(await allOrganisations(bench.api)).toEqual([
      'Lamplight IT',
      'Contoso Dental',
      'Fabrikam Freight',
      'Northwind Traders',
      'Wide World Importers',
    ])
    expect(bench.sent.map(({ query }) => query.page)).toEqual(['1', '2', '3', '4'])
  })

  it('searches organisations, with their domain and state', async () => {
    expect(await bench.api.organisations('contoso', null)).toEqual({
      items: [
        { id: '2', name: 'Contoso Dental', email: null, disabled: false, domains: ['contoso.example'] },
      ],
      next: null,
    })
    expect(await bench.api.organisation('5')).toMatchObject({ disabled: true, domains: [] })
  })

  it.each(['../users/me', '1/../../me', '41?x', '', 'abc', '-1', '1e3'])(
    'sends nothing for %j as an id',
    async (id) => {
      for (const work of [
        bench.api.ticket(id),
        bench.api.organisation(id),
        can(bench.api, 'note')(id, 'a', 'b'),
      ])
        expect((await refusalOf(work)).code).toBe('psa.notFound')
      expect(bench.sent).toEqual([])
    },
  )

  it.each([
    ['a ticket without number', { id: 1, title: 'a' }],
    ['a list', []],
    ['null', null],
  ])('refuses to guess at %s', async (_what, answer) => {
    bench.instead(() => Response.json(answer))
    expect((await refusalOf(bench.api.ticket('1'))).code).toBe('psa.malformed')
    if (Array.isArray(answer)) return
    expect((await refusalOf(bench.api.organisations('', null))).code).toBe('psa.malformed')
  })
})

describe('a note in Zammad', () => {
  it('is an internal article in plain text', async () => {
    await can(bench.api, 'note')(ticketId, 'Sidelight', 'Password <b>reset</b>')
    const article = {
      ticket_id: 41,
      subject: 'Sidelight',
      body: 'Password <b>reset</b>',
      content_type: 'text/plain',
      type: 'note',
      internal: true,
    }
    expect(bench.sent.map(({ method, address, body }) => [method, address, body])).toEqual([
      ['POST', `${base}/ticket_articles`, article],
    ])
    expect(fixture.seenByCustomer(bench.psa, ticketId)).toEqual(['Outlook says no\nSince this morning.'])
    expect(fixture.notes(bench.psa, ticketId)).toContain('Sidelight\nPassword <b>reset</b>')
  })

  it('that Zammad shows to the customer all the same is no success', async () => {
    bench.instead(() => Response.json({ id: 1, internal: false }, { status: 201 }))
    expect(await refused(can(bench.api, 'note')(ticketId, 'a', 'b'))).toEqual([
      'psa.rejected',
      'Zammad made the note visible to the customer.',
    ])
  })

  it('whose answer cannot be read has an unknown outcome', async () => {
    bench.instead(() => Response.json({ made: true }))
    expect((await refusalOf(can(bench.api, 'note')(ticketId, 'a', 'b'))).code).toBe('psa.unknownOutcome')
  })
})

describe('refusals of Zammad', () => {
  it('name the permission, also for a customer’s token, which could list its own organisation', async () => {
    bench.psa.account.permissions.clear()
    for (const work of [
      () => bench.api.check(),
      () => bench.api.organisations('', null),
      () => bench.api.ticket(ticketId),
      () => can(bench.api, 'note')(ticketId, 'a', 'b'),
    ])
      expect(await refused(work())).toEqual(['psa.permission', 'Zammad asks for “ticket.agent”.'])
    expect(zammad.keyPermissions).toEqual(['ticket.agent'])
  })

  it('tell a wrong token, another site, and what Zammad says', async () => {
    expect((await refusalOf(bench.with(fixture.wrongKey).check())).code).toBe('psa.keyRefused')
    expect(await refused(can(bench.api, 'note')(ticketId, 'a', ''))).toEqual([
      'psa.rejected',
      'It said: Need at least an article body.',
    ])
    for (const status of [200, 404]) {
      bench.instead(() => new Response('<html>', { status, headers: { 'content-type': 'text/html' } }))
      expect(await refused(bench.api.check())).toEqual(['psa.address', 'There is no Zammad at this address.'])
    }
  })

  it('tell throttling and maintenance', async () => {
    bench.psa.throttle(1, '12')
    expect((await refusalOf(bench.api.check())).retryAfterSeconds).toBe(12)
    bench.psa.down = true
    expect((await refusalOf(bench.api.check())).code).toBe('psa.unavailable')
  })
})
