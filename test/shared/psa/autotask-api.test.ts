import { beforeEach, describe, expect, it } from 'vitest'
import autotaskApi from '#shared/psa/autotask/api.ts'
import autotask from '#shared/psa/autotask/index.ts'
import fixture from '../../fixtures/psa/autotask.ts'
import type { AutotaskAccount } from '../../world/autotask/account.ts'
import { autotaskIds } from '../../world/autotask/seed.ts'
import { allOrganisations, type Bench, can, createBench, refusalOf, refused } from './bench.ts'

const base = 'https://webservices5.autotask.net/atservicesrest/v1.0'
const directory = 'https://webservices.autotask.net/atservicesrest/v1.0/ZoneInformation'
const ticketId = String(autotaskIds.ticket)
let bench: Bench<AutotaskAccount>

beforeEach(() => {
  bench = createBench(fixture, autotaskApi)
})

describe('connecting to Autotask', () => {
  it('asks for the zone without a key, then reads one record of each kind with it', async () => {
    expect(await bench.api.check()).toEqual({ connectedAs: 'an API user of ww5.autotask.net' })
    const [zone, ...reads] = bench.sent
    expect([zone?.method, zone?.address, zone?.query]).toEqual([
      'GET',
      directory,
      { user: fixture.credentials.userName },
    ])
    expect(zone?.headers.get('secret')).toBeNull()
    expect(zone?.headers.get('apiintegrationcode')).toBeNull()
    const entities = ['Companies', 'Contacts', 'Tickets']
    expect(reads.map(({ address }) => address)).toEqual(entities.map((name) => `${base}/${name}/query`))
    for (const { headers } of reads) {
      expect(headers.get('username')).toBe(fixture.credentials.userName)
      expect(headers.get('secret')).toBe(fixture.credentials.secret)
      expect(headers.get('apiintegrationcode')).toBe(fixture.credentials.integrationCode)
    }
  })

  it('says which zone the user belongs to when the address names another, and sends no key there', async () => {
    expect(await refused(bench.with(fixture.credentials, 'ww6').check())).toEqual([
      'psa.address',
      'This API user belongs to https://ww5.autotask.net, not to https://ww6.autotask.net.',
    ])
    expect(bench.sent.map(({ address }) => address)).toEqual([directory])
  })

  it.each([
    ['an address elsewhere', { url: 'https://webservices5.autotask.net.evil.example/' }],
    ['no address', { url: null }],
  ])('points at the user name when the zone is %s', async (_what, answer) => {
    bench.instead(() => Response.json(answer))
    const [code, words] = await refused(bench.api.check())
    expect([code, words]).toEqual(['psa.keyRefused', expect.stringContaining('check the user name')])
  })

  it('points at the user name when Autotask refuses to name a zone', async () => {
    const api = bench.with({ ...fixture.credentials, userName: 'nobody@lamplight.example' })
    expect(await refused(api.check())).toEqual([
      'psa.unavailable',
      expect.stringContaining('check the user name'),
    ])
  })

  it.each(['secret', 'integrationCode'])('tells a wrong %s', async (name) => {
    const api = bench.with({ ...fixture.credentials, [name]: 'another' })
    expect((await refusalOf(api.check())).code).toBe('psa.keyRefused')
  })
})

describe('reading from Autotask', () => {
  it('reads who asks by three records, number and id being two things', async () => {
    expect(await bench.api.ticket(ticketId)).toEqual({
      id: ticketId,
      number: 'T20261102.0001',
      subject: 'Outlook says no',
      organisation: { id: '1', name: 'Contoso Dental' },
      contact: { id: '30682001', name: 'Mara Ellingsworth', email: 'mara.ellingsworth@contoso.example' },
    })
    expect(bench.sent.map(({ method, address }) => [method, address])).toEqual([
      ['GET', `${base}/Tickets/${ticketId}`],
      ['GET', `${base}/Companies/1`],
      ['GET', `${base}/Contacts/30682001`],
    ])
  })

  it('reads tickets without a contact, and without a company', async () => {
    expect(await bench.api.ticket(String(autotaskIds.withoutContact))).toMatchObject({
      organisation: { name: 'Contoso Dental' },
      contact: null,
    })
    expect(await bench.api.ticket(String(autotaskIds.withoutCompany))).toMatchObject({
      organisation: null,
      contact: null,
    })
  })

  it('takes an empty answer for what is not there, or not for this user', async () => {
    expect((await refusalOf(bench.api.ticket('1'))).code).toBe('psa.notFound')
    expect((await refusalOf(bench.api.organisation('999'))).code).toBe('psa.notFound')
  })

  it('reads companies to the last page by their ids, the own one, number 0, with them', async () => {
    bench.psa.account.maxRecords = 2
    expect(await allOrganisations(bench.api)).toEqual([
      'Lamplight IT',
      'Contoso Dental',
      'Fabrikam Freight',
      'Northwind Traders',
      'Adatum Books',
    ])
    expect(bench.sent.map(({ method, address }) => `${method} ${address}`)).toEqual(
      Array(3).fill(`POST ${base}/Companies/query`),
    )
    expect(bench.sent.map(({ body }) => body)).toEqual(
      [0, 2, 4].map((value) => ({
        MaxRecords: 500,
        IncludeFields: ['id', 'companyName', 'webAddress', 'isActive'],
        filter: [{ op: 'gte', field: 'id', value }],
      })),
    )
  })

  it('stops when a page says that there is more and holds nothing new', async () => {
    const nextPageUrl = `${base}/Companies/query/next?paging=1`
    bench.instead(() => Response.json({ items: [{ id: 3, companyName: 'A' }], pageDetails: { nextPageUrl } }))
    expect((await bench.api.organisations('', '4')).next).toBeNull()
    bench.instead(() => Response.json({ items: [], pageDetails: { nextPageUrl } }))
    expect((await bench.api.organisations('', '0')).next).toBeNull()
  })

  it('searches companies, with their domain and state', async () => {
    expect((await bench.api.organisations('adatum', null)).items).toEqual([
      { id: '4', name: 'Adatum Books', email: null, disabled: true, domains: [] },
    ])
    expect(bench.sent[0]?.body).toMatchObject({
      filter: [{ field: 'id' }, { op: 'contains', field: 'companyName', value: 'adatum' }],
    })
    expect(await bench.api.organisation('1')).toMatchObject({ disabled: false, domains: ['contoso.example'] })
  })

  it('repeats a query whose answer was lost, for it only reads', async () => {
    let lost = 1
    bench.instead(() => {
      lost -= 1
      return lost === 0 ? new Response(null, { status: 502 }) : null
    })
    expect(await allOrganisations(bench.api)).toHaveLength(5)
    expect(bench.sent).toHaveLength(2)
  })

  it.each(['../me', '1/../../me', '41?x', '', 'abc', '-1', '1e3'])(
    'sends nothing for %j as an id',
    async (id) => {
      for (const work of [
        bench.api.ticket(id),
        bench.api.organisation(id),
        can(bench.api, 'note')(id, 'a', 'b'),
        bench.api.organisations('', id),
      ])
        expect((await refusalOf(work)).code).toBe('psa.notFound')
      expect(bench.sent).toEqual([])
    },
  )

  it.each([
    ['a ticket without id', { item: { title: 'a' } }],
    ['a page without details', { items: [] }],
    ['a list', []],
    ['null', null],
  ])('refuses to guess at %s', async (what, answer) => {
    bench.instead(() => Response.json(answer))
    const isPage = what === 'a page without details'
    const work = isPage ? bench.api.organisations('', null) : bench.api.ticket('1')
    expect((await refusalOf(work)).code).toBe('psa.malformed')
  })
})

describe('refusals of Autotask', () => {
  it('name what the security level lacks, one for each', async () => {
    const named: (string | undefined)[] = []
    for (const entity of ['Companies', 'Contacts', 'Tickets', 'TicketNotes']) {
      bench.psa.account.forbidden = new Set([entity])
      const work = entity === 'TicketNotes' ? can(bench.api, 'note')(ticketId, 'a', 'b') : bench.api.check()
      const [code, words] = await refused(work)
      expect(code).toBe('psa.permission')
      named.push(words?.match(/“(.+)”/)?.[1])
    }
    expect(named).toEqual(autotask.keyPermissions)
  })

  it('tell throttling and maintenance', async () => {
    bench.psa.throttle(1, null)
    expect((await refusalOf(bench.api.check())).code).toBe('psa.throttled')
    bench.psa.throttle(1, '90')
    expect((await refusalOf(bench.api.ticket(ticketId))).retryAfterSeconds).toBe(90)
    bench.psa.down = true
    expect((await refusalOf(bench.api.ticket(ticketId))).code).toBe('psa.unavailable')
  })
})
