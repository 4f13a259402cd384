import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../shared/contract.ts'
import { openConnection } from '../../../worker/psa/open.ts'
import { credentialsOf, getConnection, storeConnection } from '../../../worker/store/connections.ts'
import { syncroAccount, tenants } from '../../world/people.ts'
import { type Bench, start } from '../harness.ts'

const { subdomain, apiKey } = syncroAccount
const good = { psa: 'syncro', credentials: { subdomain, apiKey } }

async function refusal(bench: Bench, input: unknown): Promise<ErrorBody['error'] & { status: number }> {
  const response = await bench.post('psas.connect', input)
  const { error } = (await response.json()) as ErrorBody
  return { ...error, status: response.status }
}
async function rows(bench: Bench): Promise<Record<string, unknown>[]> {
  const { results } = await bench.db.prepare('SELECT * FROM connection').all()
  return results
}
const deps = ({ env, world }: Bench) => ({ env, now: world.clock.now })

describe('connecting a PSA', () => {
  it('checks the key, and shows whose it is and its last four characters', async () => {
    const bench = await start()
    const connection = await bench.call('psas.connect', good)
    expect(connection).toEqual({
      id: expect.any(String),
      psa: 'syncro',
      account: 'lamplight',
      hosts: ['lamplight.syncromsp.com', 'lamplight.shield.syncromsp.com'],
      keyHint: apiKey.slice(-4),
      connectedAs: 'Ruben Deskwright (ruben@lamplight.example)',
      checkedAt: new Date(Date.parse(connection.checkedAt ?? '')).toISOString(),
      problem: null,
      sealedBy: 'current',
      disconnected: false,
      fields: expect.arrayContaining([{ id: 'title', label: 'Job title', offAtFirst: false }]),
      can: {
        contacts: true,
        create: true,
        update: true,
        deactivate: true,
        move: true,
        note: true,
        createOrganisation: true,
      },
      cannot: expect.arrayContaining([expect.stringContaining('no inactive contacts')]),
      trials: [],
    })
    expect((await bench.call('psas.list', {}, 'viewer')).connections).toEqual([connection])
  })

  it('never stores or tells the key in the clear', async () => {
    const bench = await start()
    const answer = await bench.post('psas.connect', good)
    expect(await answer.text()).not.toContain(apiKey)
    expect(JSON.stringify(await rows(bench))).not.toContain(apiKey)
    expect(bench.world.visits.map(({ url }) => url).join()).not.toContain(apiKey)
  })

  it('seals all of the form, what is no secret too: it is needed later', async () => {
    const bench = await start()
    const { id } = await bench.call('psas.connect', good)
    const row = await getConnection(deps(bench), id)
    expect(await credentialsOf(deps(bench), row)).toEqual({ subdomain, apiKey })
  })

  it('refuses the server’s own address, and sends nothing to itself', async () => {
    const bench = await start({ PUBLIC_URL: 'https://lamplight.syncromsp.com' })
    const refused = await refusal(bench, good)
    expect([refused.code, refused.text]).toEqual(['psa.address', expect.stringContaining('own server')])
    expect(bench.world.visits.filter(({ url }) => url.includes('syncromsp'))).toEqual([])
    expect(await rows(bench)).toEqual([])
  })

  it('reads the address in whichever way it was typed', async () => {
    for (const typed of [
      ' Lamplight ',
      'https://lamplight.syncromsp.com/tickets',
      'lamplight.shield.syncromsp.com',
    ]) {
      const bench = await start()
      expect(
        (
          await bench.call('psas.connect', {
            psa: 'syncro',
            credentials: { subdomain: typed, apiKey: ` ${apiKey}\n` },
          })
        ).account,
      ).toBe('lamplight')
    }
  })

  it('replaces the key of an account that is connected already', async () => {
    const bench = await start()
    const first = await bench.call('psas.connect', good)
    bench.world.syncro.account().key.token = 'T-a-new-key-of-the-account-9999'
    const second = await bench.call('psas.connect', {
      psa: 'syncro',
      credentials: { subdomain, apiKey: 'T-a-new-key-of-the-account-9999' },
    })
    expect([second.id, second.keyHint]).toEqual([first.id, '9999'])
    expect(await rows(bench)).toHaveLength(1)
    const { organisations } = await bench.call('organisations.list', { connectionId: first.id })
    expect(organisations.length).toBeGreaterThan(0)
  })

  it('keeps the working key when a new one is refused', async () => {
    const bench = await start()
    const { id } = await bench.call('psas.connect', good)
    const before = await rows(bench)
    expect((await refusal(bench, { psa: 'syncro', credentials: { subdomain, apiKey: 'wrong' } })).code).toBe(
      'psa.keyRefused',
    )
    expect(await rows(bench)).toEqual(before)
    await bench.call('organisations.list', { connectionId: id })
  })

  it('leaves one row that opens when two administrators connect at once', async () => {
    const bench = await start()
    const input = {
      psa: 'syncro',
      account: 'lamplight',
      credentials: { subdomain, apiKey },
      keyHint: '',
      connectedAs: 'a',
      createdBy: 'b',
    }
    const both = await Promise.all([storeConnection(deps(bench), input), storeConnection(deps(bench), input)])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    const { api } = await openConnection(deps(bench), both[0].id)
    expect((await api.check()).connectedAs).toContain('Ruben')
  })

  it.each([
    [
      'a subdomain that is no account',
      { subdomain: 'elsewhere', apiKey },
      'psa.address',
      'no Syncro account',
    ],
    [
      'another host',
      { subdomain: 'lamplight.example.com', apiKey },
      'psa.address',
      'yourcompany.syncromsp.com',
    ],
    [
      'a host hidden in the subdomain',
      { subdomain: 'evil.example/', apiKey },
      'psa.address',
      'yourcompany.syncromsp.com',
    ],
    ['a wrong key', { subdomain, apiKey: 'wrong' }, 'psa.keyRefused', 'refused the API key'],
    ['a key with a line break', { subdomain, apiKey: 'a\nb' }, 'psa.keyRefused', 'refused the API key'],
    ['no key', { subdomain }, 'request.invalid', 'API key is missing.'],
    ['a blank key', { subdomain, apiKey: '  ' }, 'request.invalid', 'API key is missing.'],
    ['no subdomain', { subdomain: ' ', apiKey }, 'request.invalid', 'Subdomain is missing.'],
    ['a field that does not exist', { subdomain, apiKey, host: 'evil.example' }, 'request.invalid', 'host'],
    ['a key that is no text', { subdomain, apiKey: [apiKey] }, 'request.invalid', 'API key is not filled in'],
    ['a key that is too long', { subdomain, apiKey: 'k'.repeat(2000) }, 'request.invalid', 'API key is too'],
  ])('says in words what is wrong and stores nothing: %s', async (_what, credentials, code, words) => {
    const bench = await start()
    const refused = await refusal(bench, { psa: 'syncro', credentials })
    expect(refused.code).toBe(code)
    expect(refused.text).toContain(words)
    expect(refused.text).not.toContain(apiKey)
    expect(await rows(bench)).toEqual([])
    expect(bench.world.strays).toEqual([])
  })

  it.each(['Customers - List/Search', 'Customers - View Detail'] as const)(
    'names the missing permission %s',
    async (permission) => {
      const bench = await start()
      bench.world.syncro.account().key.permissions.delete(permission)
      const refused = await refusal(bench, good)
      expect([refused.code, refused.status]).toEqual(['psa.permission', 409])
      expect(refused.text).toContain(`“${permission}”`)
      expect(await rows(bench)).toEqual([])
    },
  )

  it('stores nothing while the PSA is down', async () => {
    const bench = await start()
    bench.world.syncro.account().down = true
    expect((await refusal(bench, good)).code).toBe('psa.unavailable')
    expect(await rows(bench)).toEqual([])
  })

  it('knows no other ticket system', async () => {
    const bench = await start()
    for (const psa of ['nothing', '__proto__', ''])
      expect((await refusal(bench, { psa, credentials: {} })).code).toBe('request.invalid')
  })
})

describe('a connection in use', () => {
  it('shows a refused key with the moment it began, and forgets it when the key works again', async () => {
    const bench = await start()
    const { id } = await bench.call('psas.connect', good)
    const account = bench.world.syncro.account()
    account.key.token = 'revoked'
    expect((await bench.post('organisations.list', { connectionId: id })).status).toBe(409)
    const problem = async () => (await bench.call('psas.list', {})).connections[0]?.problem
    const first = await problem()
    expect(first).toMatchObject({
      code: 'psa.keyRefused',
      text: expect.stringContaining('refused the API key'),
    })
    bench.world.clock.advance(60_000)
    await bench.post('organisations.list', { connectionId: id })
    expect((await problem())?.since).toBe(first?.since)
    account.key.token = apiKey
    await bench.call('organisations.list', { connectionId: id })
    expect(await problem()).toBeNull()
  })

  it('does not open with the sealed key of another row', async () => {
    const bench = await start()
    const { id } = await bench.call('psas.connect', good)
    await bench.db.prepare('UPDATE connection SET id = ? WHERE id = ?').bind('moved', id).run()
    expect((await bench.post('organisations.list', { connectionId: 'moved' })).status).toBe(500)
  })
})

describe('listing organisations', () => {
  it('shows which tenant each is mapped to', async () => {
    const bench = await start()
    const { id } = await bench.call('psas.connect', good)
    const [contoso] = tenants
    await bench.db
      .prepare(
        `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by)
         VALUES ('m1', ?, ?, '101', 'Contoso Dental', '{}', 0, 'x'), ('m2', 'other', 'another connection', '102', 'F', '{}', 0, 'x')`,
      )
      .bind(contoso?.id, id)
      .run()
    const { organisations, more } = await bench.call('organisations.list', { connectionId: id }, 'technician')
    expect(more).toBe(false)
    expect(organisations.find((organisation) => organisation.id === '101')).toEqual({
      id: '101',
      name: 'Contoso Dental',
      email: 'office@contoso.example',
      disabled: false,
      tenantId: contoso?.id,
    })
    expect(organisations.filter(({ tenantId }) => tenantId !== null)).toHaveLength(1)
  })

  it('reads page after page to the first hundred, and says when there are more', async () => {
    const bench = await start()
    const { id } = await bench.call('psas.connect', good)
    const account = bench.world.syncro.account()
    const add = (count: number) => {
      for (let index = 0; index < count; index += 1) account.addCustomer({ businessName: `Zeta ${index}` })
    }
    add(91)
    const hundred = await bench.call('organisations.list', { connectionId: id })
    expect([hundred.organisations.length, hundred.more]).toEqual([100, false])
    add(1)
    const cut = await bench.call('organisations.list', { connectionId: id })
    expect([cut.organisations.length, cut.more]).toEqual([100, true])
    expect(new Set(cut.organisations.map((organisation) => organisation.id)).size).toBe(100)
    const found = await bench.call('organisations.list', { connectionId: id, query: 'northwind' })
    expect(found.organisations.map(({ name }) => name)).toEqual(['Northwind Traders'])
  })

  it('is not found for a connection that does not exist', async () => {
    const bench = await start()
    expect((await bench.post('organisations.list', { connectionId: 'nowhere' })).status).toBe(404)
  })
})
