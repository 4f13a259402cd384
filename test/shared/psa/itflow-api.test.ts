import { beforeEach, describe, expect, it } from 'vitest'
import itflowPsa from '#shared/psa/itflow/index.ts'
import { clientIds, contactIds, ticketIds } from '../../world/itflow/seed.ts'
import { itflowAccount } from '../../world/people.ts'
import { refused as refusal } from './bench.ts'
import { answerOf as json, refusalOf } from './desk.ts'
import { type Opened, openItflow } from './itflow-account.ts'

const { host, apiKey } = itflowAccount
const contoso = String(clientIds.contoso)

let itflow: Opened
beforeEach(() => {
  itflow = openItflow()
})

describe('the key of ITFlow', () => {
  it('is in the query of reads, where nothing else works, and in the body of writes alone', async () => {
    await itflow.can('updateContact')(await itflow.mara(), { title: 'Manager' })
    await itflow.can('note')(String(ticketIds.mara), 'a', 'b')
    for (const { method, query } of itflow.sent)
      expect(query.api_key).toBe(method === 'GET' ? apiKey : undefined)
    expect(new Set(itflow.sent.map(({ method }) => method))).toEqual(new Set(['GET', 'POST']))
    expect(itflow.account.unread).toEqual([])
  })

  it('says in words what is wrong: key, expiry, permission, address', async () => {
    itflow.account.key.secret = 'another'
    expect(await refusal(itflow.api.check())).toEqual(['psa.keyRefused', undefined])
    itflow.instead = () => new Response(null, { status: 401 })
    expect((await refusal(itflow.api.check()))[0]).toBe('psa.keyRefused')
    itflow.instead = () => new Response('<title>404</title>', { status: 404 })
    expect(await refusal(itflow.api.check())).toEqual(['psa.address', 'There is no ITFlow at this address.'])
    for (const other of [
      () => new Response('<h1>Shop</h1>', { headers: { 'content-type': 'text/html' } }),
      () => json({ status: 'ok' }),
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } }),
    ]) {
      itflow.instead = other
      expect(await refusal(itflow.api.check())).toEqual([
        'psa.address',
        'There is no ITFlow at this address.',
      ])
    }
  })

  it.each([
    ['module_client', 0, 'module_client, level 1', () => itflow.api.check()],
    ['module_support', 0, 'module_support, level 1', () => itflow.api.check()],
    [
      'module_client',
      1,
      'module_client, level 2',
      async () => itflow.can('deactivate')(await itflow.mara(), '', ''),
    ],
    ['module_client', 1, 'module_client, level 2', () => itflow.can('createOrganisation')('A')],
    [
      'module_support',
      1,
      'module_support, level 2',
      () => itflow.can('note')(String(ticketIds.mara), 'a', 'b'),
    ],
  ] as const)('names the missing permission: %s at %i', async (module, level, named, work) => {
    itflow.account.key.levels[module] = level
    expect(await refusal(work())).toEqual(['psa.permission', `ITFlow asks for “${named}”.`])
  })

  it('works on an ITFlow that holds nothing yet', async () => {
    for (const table of [itflow.account.clients, itflow.account.contacts, itflow.account.tickets])
      table.clear()
    expect(await itflow.api.check()).toEqual({ connectedAs: `an API key of ${host}` })
  })

  it.each([
    [host, host],
    [` https://${host.toUpperCase()}/login.php `, host],
    [`https://${host}/agent/ticket.php?ticket_id=1`, host],
    [`https://${host}/itflow/`, null],
    [`https://${host}/itflow/agent/ticket.php`, null],
  ])('belongs to the host: %j is %j', (address, expected) => {
    const parse = (typed: string) => {
      const url = new URL(typed.trim().startsWith('https://') ? typed.trim() : `https://${typed}`)
      return { host: url.hostname, pathname: url.pathname }
    }
    expect(itflowPsa.accountFrom({ address }, parse)).toBe(expected)
  })
})

describe('reading from ITFlow', () => {
  it('finds a client by its id in versions that filter and in those that do not', async () => {
    itflow.account.mostRows = 2
    for (const heeds of [false, true]) {
      itflow.account.heedsClientFilter = heeds
      itflow.sent = []
      expect(await itflow.api.organisation('3')).toMatchObject({ name: 'Northwind Traders', domains: [] })
      expect(itflow.sent).toHaveLength(heeds ? 1 : 2)
      expect((await refusalOf(itflow.api.organisation('99'))).code).toBe('psa.notFound')
    }
  })

  it('knows web domains, leads and archived clients', async () => {
    const { items } = await itflow.api.organisations('', null)
    expect(items.map(({ domains, disabled }) => [domains, disabled])).toEqual([
      [['contoso.example'], false],
      [['fabrikam.example'], false],
      [[], false],
      [[], false],
      [[], false],
      [[], true],
    ])
  })

  it('reads archived contacts as inactive, and a country code with its number', async () => {
    const { items } = await itflow.can('contacts')(contoso, null)
    expect(items.map(({ id, active }) => [Number(id), active])).toEqual([
      [contactIds.office, true],
      [contactIds.mara, true],
      [contactIds.sela, true],
      [contactIds.gerrit, true],
      [contactIds.gone, false],
    ])
    expect(items[1]?.values.phone).toBe('+1 5550100142')
    expect(itflow.can('normal')('phone', '+1 (555) 0100-142')).toBe(
      itflow.can('normal')('phone', '+1 5550100142'),
    )
  })

  it('finds contacts by address in one client alone, archived ones too', async () => {
    itflow.account.addContact({ clientId: 2, name: 'Other', email: 'idris.fennimore@contoso.example' })
    const found = await itflow.can('findContacts')(contoso, ' Idris.FENNIMORE@contoso.example')
    expect(found.map(({ id, active }) => [Number(id), active])).toEqual([[contactIds.gone, false]])
    // To MySQL these are one address.
    expect(await itflow.can('findContacts')(contoso, 'ídris.fennimore@contoso.example')).toEqual([])
    expect(await itflow.can('findContacts')(contoso, ' ')).toEqual([])
  })

  it('tells a ticket’s contact as it is: of another client, of nobody, of a ticket without a client', async () => {
    const foreign = await itflow.api.ticket(String(ticketIds.foreignContact))
    expect([foreign.organisation?.id, foreign.contact?.id]).toEqual([contoso, String(contactIds.osric)])
    const nobody = await itflow.api.ticket(String(ticketIds.withoutClient))
    expect([nobody.number, nobody.organisation, nobody.contact]).toEqual(['TCK-3111', null, null])
    itflow.account.contacts.delete(contactIds.mara)
    expect((await itflow.api.ticket(String(ticketIds.mara))).contact).toBeNull()
    expect((await refusalOf(itflow.api.ticket('999'))).code).toBe('psa.notFound')
  })

  it('takes “False” as the end of a listing where ITFlow says so, and as nothing else', async () => {
    itflow.instead = () => json({ success: 'False', message: 'Something broke\nquite badly' })
    expect(await refusal(itflow.can('contacts')(contoso, null))).toEqual([
      'psa.rejected',
      'ITFlow said: Something broke quite badly',
    ])
    itflow.instead = () => json({ success: true, data: [] })
    expect((await refusalOf(itflow.can('contacts')(contoso, null))).code).toBe('psa.malformed')
    itflow.instead = () => new Response(null, { status: 500 })
    expect((await refusalOf(itflow.can('contacts')(contoso, null))).code).toBe('psa.unavailable')
  })
})
