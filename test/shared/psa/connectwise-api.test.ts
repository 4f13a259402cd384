import { beforeEach, describe, expect, it } from 'vitest'
import connectwiseApi from '#shared/psa/connectwise/api.ts'
import { base64 } from '#shared/psa/connectwise/base64.ts'
import connectwise from '#shared/psa/connectwise/index.ts'
import fixture from '../../fixtures/psa/connectwise.ts'
import { type ConnectwiseAccount, rights } from '../../world/connectwise/account.ts'
import { connectwiseIds } from '../../world/connectwise/seed.ts'
import { allOrganisations, type Bench, can, createBench, refusalOf, refused } from './bench.ts'

const base = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0'
const ticketId = String(connectwiseIds.ticket)
let bench: Bench<ConnectwiseAccount>

beforeEach(() => {
  bench = createBench(fixture, connectwiseApi)
})

describe('reading from ConnectWise PSA', () => {
  it('sends company, both keys and the client ID with every request', async () => {
    await bench.api.check()
    expect(bench.sent).toHaveLength(3)
    const { companyId, publicKey, privateKey, clientId } = fixture.credentials
    for (const { headers } of bench.sent) {
      expect(headers.get('authorization')).toBe(`Basic ${btoa(`${companyId}+${publicKey}:${privateKey}`)}`)
      expect(headers.get('clientid')).toBe(clientId)
    }
  })

  it('says where it is connected', async () => {
    expect(await bench.api.check()).toEqual({ connectedAs: 'an API member at na.myconnectwise.net' })
  })

  it('asks for the address of who asks, which the ticket does not hold, and takes the default one', async () => {
    expect(await bench.api.ticket(ticketId)).toEqual({
      id: ticketId,
      number: ticketId,
      subject: 'Outlook says no',
      organisation: { id: '19300', name: 'Contoso Dental' },
      contact: { id: '501', name: 'Mara Ellingsworth', email: 'mara.ellingsworth@contoso.example' },
    })
    expect(bench.sent.map(({ address, query }) => [address, query])).toEqual([
      [`${base}/service/tickets/${ticketId}`, {}],
      [`${base}/company/contacts/501/communications`, { pageSize: '100' }],
    ])
  })

  it('takes the address of the ticket where there is one', async () => {
    const { contact } = await bench.api.ticket(String(connectwiseIds.byMail))
    expect(contact?.email).toBe('mara@home.example')
    expect(bench.sent).toHaveLength(1)
  })

  it('takes the first address where none is the default, and no telephone number for one', async () => {
    const { communications } = bench.psa.account
    for (const held of communications.all()) held.defaultFlag = held.communicationType === 'Phone'
    expect((await bench.api.ticket(ticketId)).contact?.email).toBe('old@contoso.example')
    for (const held of communications.all()) held.communicationType = 'Phone'
    expect((await bench.api.ticket(ticketId)).contact?.email).toBeNull()
  })

  it('knows nobody where a name was typed into a ticket without a contact', async () => {
    expect((await bench.api.ticket(String(connectwiseIds.withoutContact))).contact).toBeNull()
  })

  it('reads companies to the last page, without deleted ones', async () => {
    for (let at = 0; at < 197; at += 1)
      bench.psa.account.companies.add({
        identifier: `c${at}`,
        name: `Client ${at}`,
        website: '',
        deletedFlag: false,
      })
    expect(await allOrganisations(bench.api)).toHaveLength(200)
    expect(bench.sent.map(({ query }) => [query.page, query.pageSize, query.orderBy])).toEqual([
      ['1', '100', 'id asc'],
      ['2', '100', 'id asc'],
      ['3', '100', 'id asc'],
    ])
    expect(bench.sent[0]?.query.conditions).toBe('deletedFlag = false')
  })

  it('searches companies, and lets no quote end the text of a condition', async () => {
    expect((await bench.api.organisations('fabri', null)).items).toEqual([
      {
        id: '19301',
        name: 'Fabrikam Freight',
        email: null,
        disabled: false,
        domains: ['fabrikam.example'],
      },
    ])
    expect(await allOrganisations(bench.api, 'Conto" or deletedFlag = true or name contains "x\\')).toEqual(
      [],
    )
    expect(bench.sent.at(-1)?.query.conditions).toBe(
      'deletedFlag = false and name contains "or deletedFlag = true or name contains"',
    )
    expect(await bench.api.organisation('19303')).toMatchObject({ name: 'Adatum Books', disabled: true })
  })

  it.each(['../me', '1/../../me', '41?x', '', 'abc', '-1', '1e3'])(
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
    ['a ticket without id', { summary: 'a' }],
    ['a contact that is text', { id: 1, contact: 'Mara' }],
    ['null', null],
  ])('refuses to guess at %s', async (_what, answer) => {
    bench.instead(() => Response.json(answer))
    expect((await refusalOf(bench.api.ticket('1'))).code).toBe('psa.malformed')
    expect((await refusalOf(bench.api.organisations('', null))).code).toBe('psa.malformed')
  })
})

describe('refusals of ConnectWise PSA', () => {
  it('name what the security role lacks, one row for each', async () => {
    const named: (string | undefined)[] = []
    for (const right of rights) {
      bench.psa.account.rights.delete(right)
      const work = right === 'notes' ? can(bench.api, 'note')(ticketId, 'a', 'b') : bench.api.check()
      const [code, words] = await refused(work)
      expect(code).toBe('psa.permission')
      named.push(words?.match(/“(.+)”/)?.[1])
      bench.psa.account.rights.add(right)
    }
    expect(named).toEqual(connectwise.keyPermissions)
  })

  it.each(['companyId', 'publicKey', 'privateKey', 'clientId'])('tell a wrong %s', async (name) => {
    const api = bench.with({ ...fixture.credentials, [name]: 'another' })
    expect((await refusalOf(api.check())).code).toBe('psa.keyRefused')
  })

  it('take a key that no header can carry as refused, without sending anything', async () => {
    for (const privateKey of ['line\nbreak', 'schlüssel→']) {
      const api = bench.with({ ...fixture.credentials, privateKey })
      expect((await refusalOf(api.check())).code).toBe('psa.keyRefused')
    }
    expect(bench.sent).toEqual([])
  })

  it('tell another site, throttling, and what ConnectWise says', async () => {
    bench.instead(() => Response.json({ code: 'NotFound', message: 'Nothing here' }, { status: 404 }))
    expect(await refused(bench.api.check())).toEqual([
      'psa.address',
      'There is no ConnectWise PSA at this address.',
    ])
    bench.instead(() => null)
    bench.psa.throttle(1, null)
    expect((await refusalOf(bench.api.check())).code).toBe('psa.throttled')
    const errors = [{ message: 'One is wrong.' }, { message: 'Two is, too.' }]
    bench.instead(() => Response.json({ message: 'ticket object is invalid', errors }, { status: 400 }))
    expect((await refused(bench.api.ticket('1')))[1]).toBe('It said: One is wrong.; Two is, too.')
    bench.instead(() => Response.json({ message: 'No.', errors: null }, { status: 400 }))
    expect((await refused(bench.api.ticket('1')))[1]).toBe('It said: No.')
  })
})

describe('the address of ConnectWise PSA’s API', () => {
  it.each([
    ['na.myconnectwise.net', base],
    ['aus.myconnectwise.net', 'https://api-aus.myconnectwise.net/v4_6_release/apis/3.0'],
    ['lamplight.connectwise.net', 'https://lamplight.connectwise.net/v4_6_release/apis/3.0'],
    ['psa.lamplight.example', 'https://psa.lamplight.example/v4_6_release/apis/3.0'],
  ])('of %s is %s', (account, address) => expect(connectwiseApi.baseUrl(account)).toBe(address))
})

describe('base64', () => {
  it('is what the platform makes of the same text, of every length', () => {
    const text = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)).join('')
    for (let length = 0; length <= text.length; length += 1) {
      const part = text.slice(text.length - length)
      expect(base64(part)).toBe(btoa(part))
    }
  })
})
