import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientInput } from '../../../shared/contract.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { connectTenant, contoso, fabrikam, northwind, openDesk, seen } from '../act/desk.ts'
import type { As, Bench } from '../harness.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openDesk()
})

const search = (text: string, more: Partial<ClientInput<'persons.search'>> = {}, as: As = 'viewer') =>
  bench.call('persons.search', { text, ...more }, as)
const names = async (text: string, more: Partial<ClientInput<'persons.search'>> = {}, as: As = 'viewer') =>
  (await search(text, more, as)).persons.map(({ displayName }) => displayName)
const directory = (tenant: typeof contoso) => bench.world.microsoft.tenant(tenant.id)
async function remirror(...tenants: (typeof contoso)[]) {
  for (const { id } of tenants) await bench.call('tenants.sync', { tenantId: id })
  await bench.drain()
}
async function limitTo(...tenants: (typeof contoso)[]) {
  const { id, name } = technicianOf('technician')
  const tenantIds = tenants.map((tenant) => tenant.id)
  await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds })
}

describe('a search for persons', () => {
  it.each([
    ['a whole name', 'Mara Ellingsworth'],
    ['the beginning of a name', 'mara el'],
    ['the beginning of a last name', 'elling'],
    ['both in the other order', 'ellingsw mar'],
    ['the middle of a word', 'ingswor'],
    ['an address', 'Mara.Ellingsworth@contoso.example'],
    ['a second address', 'mara.ellingsworth@contoso.onmicrosoft.com'],
    ['the middle of an address', 'ellingsworth@contoso.ex'],
    ['a phone number with other punctuation', '(555) 0100-142'],
    ['a phone number in one piece', '15550100142'],
    ['a phone number as dialled from abroad', '0015550100977'],
    ['the end of a phone number', '100 977'],
    ['blanks around it', '  Mara \n Ellingsworth\t'],
  ])('finds by %s', async (_, text) => {
    expect(await names(text)).toEqual(['Mara Ellingsworth'])
  })

  it('says of whom it is about, and where', async () => {
    const { persons, more } = await search('mara.ellingsworth@contoso.example')
    expect(persons).toEqual([
      {
        tenantId: contoso.id,
        tenantName: 'Contoso Dental',
        personId: seen(contoso, 'Ellingsworth').personId,
        displayName: 'Mara Ellingsworth',
        userPrincipalName: 'mara.ellingsworth@contoso.example',
        mail: 'mara.ellingsworth@contoso.example',
        jobTitle: 'Practice manager',
        department: 'Management',
        mobilePhone: '+1 555 0100 977',
        businessPhone: '+1 555 0100 142',
        userType: 'Member',
        account: 'enabled',
      },
    ])
    expect(more).toBe(false)
  })

  it('takes accents as they come, and words after hyphens and apostrophes', async () => {
    expect(await names('angstr')).toEqual(['Zoë Ångström'])
    expect(await names('zoe')).toEqual(['Zoë Ångström'])
    expect(await names('whitc')).toEqual(['Anneliese Thornbury-Whitcombe'])
    expect(await names('dell')).toEqual(["Conor O'Dell"])
  })

  it('needs three characters, or two that begin a word of a name', async () => {
    expect(await names('bo')).toEqual(['Bo Quarrie'])
    expect(await names('ng')).toEqual([])
    for (const text of ['', ' ', 'b', '"', '👩']) expect([text, await names(text)]).toEqual([text, []])
  })

  it('is of all tenants, the exact address first, then beginnings, then the rest, the deleted last', async () => {
    directory(northwind).addUser({ displayName: 'Norah', mail: 'elling@northwind.example' })
    directory(fabrikam).addUser({ displayName: 'Ellinger, Aaron' })
    directory(fabrikam).addUser({ displayName: 'Anna Snellinger' })
    const gone = directory(northwind).addUser({ displayName: 'Elling Gone' })
    await remirror(northwind, fabrikam)
    directory(northwind).softDelete(gone.id)
    await remirror(northwind)
    const rest = ['Ellinger, Aaron', 'Mara Ellingsworth', 'Anna Snellinger', 'Elling Gone']
    expect(await names('elling')).toEqual(['Ellinger, Aaron', 'Mara Ellingsworth', 'Norah', ...rest.slice(2)])
    expect(await names('elling@northwind.example')).toEqual(['Norah'])
    const { persons } = await search('elling gone')
    expect(persons.map(({ account }) => account)).toEqual(['deleted'])
  })

  it('shows persons of an organisation or a tenant before all others, and the others all the same', async () => {
    directory(northwind).addUser({ displayName: 'Marabel First' })
    directory(northwind).addUser({ displayName: 'Amarant Middle' })
    await remirror(northwind)
    const { connections } = await bench.call('psas.list', {})
    const connectionId = connections[0]?.id ?? ''
    expect(await names('mara')).toEqual(['Mara Ellingsworth', 'Marabel First', 'Amarant Middle'])
    const ofNorthwind = ['Marabel First', 'Amarant Middle', 'Mara Ellingsworth']
    expect(await names('mara', { tenantId: northwind.id })).toEqual(ofNorthwind)
    const organisation = { connectionId, organisationId: String(contoso.organisationId) }
    expect(await names('mara', organisation)).toEqual([
      'Mara Ellingsworth',
      'Marabel First',
      'Amarant Middle',
    ])
  })

  it('says that there are more', async () => {
    directory(northwind).addMany(20, (index) => ({ displayName: `Twin ${index}` }))
    await remirror(northwind)
    const { persons, more } = await search('twin')
    expect([persons.length, more]).toEqual([15, true])
  })
})

describe('a limited technician', () => {
  it('finds persons of their own tenants alone, however many others would come first', async () => {
    directory(fabrikam).addMany(60, () => ({ displayName: 'Mara Elsewhere' }))
    await remirror(fabrikam)
    await limitTo(contoso)
    expect(await names('mara', {}, 'technician')).toEqual(['Mara Ellingsworth'])
    expect(await names('mara.elsewhere', {}, 'technician')).toEqual([])
    expect((await search('fabrikam.example', {}, 'technician')).persons).toEqual([])
    await limitTo(contoso, fabrikam)
    const { persons } = await search('mara', { tenantId: contoso.id }, 'technician')
    expect(persons.map(({ tenantName }) => tenantName).slice(0, 2)).toEqual([
      'Contoso Dental',
      'Fabrikam Freight',
    ])
  })

  it('finds nobody with no tenant, and learns nothing by naming another one', async () => {
    await limitTo(contoso)
    const named = { text: 'mara', tenantId: fabrikam.id }
    expect((await bench.post('persons.search', named, 'technician')).status).toBe(404)
    const { connections } = await bench.call('psas.list', {})
    const organisation = {
      connectionId: connections[0]?.id ?? '',
      organisationId: String(fabrikam.organisationId),
    }
    expect(await names('osric', organisation, 'technician')).toEqual([])
    await limitTo()
    expect(await names('mara', {}, 'technician')).toEqual([])
  })

  it('is kept apart from a tenant whose mark in the index is the same', async () => {
    const twin = {
      id: `aaaaaaaa-0000-4000-8000-000${contoso.id.slice(-9)}`,
      name: 'Twin',
      domain: 'twin.example',
    }
    const other = bench.world.microsoft.addTenant(twin)
    other.addUser({ displayName: 'Mara Twin' })
    await connectTenant(bench, twin)
    expect(await names('mara')).toEqual(['Mara Ellingsworth', 'Mara Twin'])
    await limitTo(contoso)
    expect(await names('mara', {}, 'technician')).toEqual(['Mara Ellingsworth'])
  })
})

const hostile = [
  '"',
  '""""',
  '"mara" OR "bo"',
  'mara OR bo',
  'mara*',
  'NEAR(mara bo, 5)',
  'name : mara',
  '{name addresses} : mara',
  '^mara',
  'NOT mara',
  'mara AND',
  '(mara',
  "mara' OR 1=1 --",
  '%ara_',
  '\u202emara\u202c',
  'mara\u0000bo',
  '\ud800mara',
  '\ue000\ue001\ue002',
  'gone : "yes"',
  'مارا العربية',
  '👩🏽‍🚒👩🏽‍🚒👩🏽‍🚒',
  'a\u0301\u0301\u0301',
  '\u0301\u0302\u0303',
  'x'.repeat(10_000),
  'mara '.repeat(2_000),
]

describe('hostile text', () => {
  it('is text: it finds who has it, and nobody else', async () => {
    for (const text of hostile)
      expect([text.slice(0, 40), await names(text)]).toEqual([text.slice(0, 40), []])
  })

  it('is found where somebody is called that', async () => {
    const shown = hostile.filter(
      (text) => text.length < 300 && !/\0|\ud800|\u0301/.test(text) && text.length > 2,
    )
    directory(northwind).addMany(shown.length, (index) => ({ displayName: shown[index] ?? '' }))
    await remirror(northwind)
    for (const text of shown) expect(await names(text)).toContain(text)
  })
})
