import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientInput, ErrorBody } from '../../../shared/contract.ts'
import { refreshPerson } from '../../../worker/sync/refresh.ts'
import { schedule } from '../../../worker/sync/schedule.ts'
import { followConsent } from '../../world/microsoft/login/follow-consent.ts'
import { mailOf, personId } from '../../world/people.ts'
import { contoso, fabrikam, type Mapped, startMapped } from '../sync/mapped.ts'

let bench: Mapped
beforeEach(async () => {
  bench = await startMapped()
})

type Options = Omit<ClientInput<'tenants.disconnect'>, 'tenantId'>
const disconnect = (options: Options = {}) =>
  bench.call('tenants.disconnect', { tenantId: contoso.id, ...options })
const listed = async () =>
  (await bench.call('tenants.list', {})).tenants.find(({ id }) => id === contoso.id) ?? null
const codeOf = async (response: Response) => ((await response.json()) as ErrorBody).error.code
const microsoftCalls = () =>
  bench.world.visits.filter(({ url }) => /graph\.microsoft|oauth2/.test(url)).length

async function connectAgain() {
  const { url } = await bench.call('tenants.connect', { apps: 'reader', tenantId: contoso.id })
  await bench.request(await followConsent(bench.world.fetch, url, { tenantId: contoso.id, accept: true }))
}

/** Rows of the tenant in every table of the database that has any. */
async function rowsLeft(): Promise<Record<string, number>> {
  const { results } = await bench.db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%`tenant_id`%'")
    .all<{ name: string }>()
  const left: Record<string, number> = {}
  for (const { name } of [...results, { name: 'tenant' }]) {
    const column = name === 'tenant' ? 'id' : 'tenant_id'
    const row = await bench.db
      .prepare(`SELECT COUNT(*) AS n FROM ${name} WHERE ${column} = ?1`)
      .bind(contoso.id)
      .first<{ n: number }>()
    if (row?.n) left[name] = row.n
  }
  return left
}

describe('before a tenant is disconnected', () => {
  it('it is said what goes and what remains, and nothing is done', async () => {
    await bench.approve()
    await bench.drain()
    const before = await rowsLeft()
    const links = (await bench.links()).results.length
    const kept = await disconnect({ dryRun: true })
    const gone = await disconnect({ dryRun: true, removeData: true })
    expect([kept.disconnected, gone.disconnected]).toEqual([false, false])
    const contacts = `${links} contacts in the ticket system, as it is: nobody is deactivated or deleted.`
    expect(kept.remains).toContain(contacts)
    expect(gone.remains).toContain(contacts)
    expect(kept.remains.join(' ')).toMatch(/\d+ persons as last read.* 1 mapping with its rule/)
    expect(gone.goes.join(' ')).toMatch(/\d+ persons in Sidelight.* 1 mapping with its rule/)
    expect(gone.remains.join(' ')).toContain('https://entra.microsoft.com')
    expect(await rowsLeft()).toEqual(before)
    expect(await listed()).toMatchObject({ state: 'connected', problem: null })
  })
})

describe('a disconnected tenant', () => {
  it('is read no more, by the hour or by hand, and keeps what was read', async () => {
    const persons = (await listed())?.persons
    expect(await disconnect()).toMatchObject({ disconnected: true })
    const calls = microsoftCalls()
    bench.world.clock.advance(3_600_000)
    await schedule(bench.deps, bench.world.clock.now())
    await bench.drain()
    const response = await bench.post('tenants.sync', { tenantId: contoso.id })
    expect([response.status, await codeOf(response)]).toEqual([409, 'tenant.disconnected'])
    expect(microsoftCalls()).toBe(calls)
    expect(await listed()).toMatchObject({
      state: 'stopped',
      persons,
      operator: false,
      nextSyncAt: null,
      problem: { code: 'tenant.disconnected' },
    })
  })

  it('lets nobody run an action in it', async () => {
    await disconnect()
    const [mara] = contoso.people
    if (!mara) throw new Error('The tenant has people.')
    const response = await bench.post('actions.run', {
      key: crypto.randomUUID(),
      action: 'revoke-sessions',
      tenantId: contoso.id,
      personId: personId(contoso, 0),
      values: {},
      seen: { displayName: `${mara.first} ${mara.last}`, userPrincipalName: mailOf(contoso, mara) },
    })
    expect([response.status, await codeOf(response)]).toEqual([409, 'tenant.disconnected'])
  })

  it.each([true, false])(
    'is written to no more by a run that was under way (data removed: %s)',
    async (removeData) => {
      bench.directory.updateUser(personId(contoso, 2), { displayName: 'Renamed Meanwhile' })
      await bench.call('tenants.sync', { tenantId: contoso.id })
      let disconnected = false
      bench.world.faults.add({
        match: ({ url }) => /\/users(\/delta)?$/.test(url.pathname),
        async after(response) {
          disconnected = (await disconnect({ removeData })).disconnected
          return response
        },
      })
      await bench.deliver()
      await bench.drain()
      expect(disconnected).toBe(true)
      const renamed = await bench.db
        .prepare("SELECT COUNT(*) AS n FROM person WHERE display_name = 'Renamed Meanwhile'")
        .first<{ n: number }>()
      expect(renamed?.n).toBe(0)
      if (removeData) expect(Object.keys(await rowsLeft())).toEqual([])
      else expect(await listed()).toMatchObject({ state: 'stopped', syncing: false })
    },
  )

  it('gets no person back by reading one', async () => {
    await disconnect({ removeData: true })
    await bench.drain()
    await refreshPerson(bench.deps, contoso.id, personId(contoso, 2)).catch(() => undefined)
    expect((await rowsLeft()).person).toBeUndefined()
  })

  it('has nothing sent for it to the ticket system, though it was approved', async () => {
    await bench.approve()
    await disconnect()
    const before = bench.contacts().length
    await bench.send('push')
    await bench.send('reconcile')
    await schedule(bench.deps, bench.world.clock.now())
    await bench.drain()
    expect(bench.contacts()).toHaveLength(before)
  })

  it('is not connected by a link to the consent page that was out before', async () => {
    const { url } = await bench.call('tenants.connect', { apps: 'reader', tenantId: contoso.id })
    await disconnect()
    await bench.request(await followConsent(bench.world.fetch, url, { tenantId: contoso.id, accept: true }))
    expect(await listed()).toMatchObject({ state: 'stopped' })
  })

  it('goes on where it ended when it is connected again', async () => {
    await disconnect()
    await connectAgain()
    await bench.drain()
    expect(await listed()).toMatchObject({
      state: 'connected',
      problem: null,
      mappings: [{ id: bench.mapping.id }],
    })
  })
})

describe('removing a tenant’s data', () => {
  it('leaves nothing but the record of actions, and every contact as it was', async () => {
    await bench.approve()
    await bench.drain()
    await record()
    // What a mapping left behind that was removed before.
    await bench.db.exec(`UPDATE plan SET mapping_id = 'gone'`)
    const contacts = structuredClone(bench.contacts())
    await disconnect({ removeData: true })
    await bench.drain()
    expect(await rowsLeft()).toEqual({ audit: 1 })
    expect(await listed()).toBeNull()
    expect(bench.contacts()).toEqual(contacts)
  })

  it('does not touch another tenant', async () => {
    const { results } = await bench.db.prepare('SELECT * FROM person').all()
    await bench.db
      .prepare(
        'INSERT INTO person SELECT ?1, id, display_name, user_principal_name, mail, data, hash, deleted_at, updated_at, NULL FROM person',
      )
      .bind(fabrikam.id)
      .run()
    await disconnect({ removeData: true })
    await bench.drain()
    const left = await bench.db
      .prepare('SELECT COUNT(*) AS n FROM person WHERE tenant_id = ?1')
      .bind(fabrikam.id)
      .first()
    expect(left?.n).toBe(results.length)
  })

  it('goes on in new messages, and after a message was lost', async () => {
    const many = JSON.stringify([...Array(160_000).keys()])
    await bench.db
      .prepare(`INSERT INTO person_address SELECT ?1, 'a' || value || '@x.example', 'p' FROM json_each(?2)`)
      .bind(contoso.id, many)
      .run()
    await disconnect({ removeData: true })
    await bench.deliver()
    expect((await rowsLeft()).person_address).toBeGreaterThan(0)
    expect(bench.queue.sent.filter(({ body }) => body.kind === 'forget')).toHaveLength(2)
    await bench.queue.deliver(async () => undefined)
    expect(bench.queue.waiting()).toBe(0)
    await schedule(bench.deps, bench.world.clock.now())
    await bench.drain()
    expect(await rowsLeft()).toEqual({})
  })

  it('stops when the tenant is connected again in between, which then is read anew', async () => {
    const persons = (await listed())?.persons
    await disconnect({ removeData: true })
    await connectAgain()
    await bench.drain()
    expect(await listed()).toMatchObject({ state: 'connected', persons })
  })
})

async function record() {
  await bench.db
    .prepare(
      `INSERT INTO audit (id, action_id, at, outcome, actor_tenant_id, actor_id, actor_name, tenant_id, person_id,
         action, text, request_id) VALUES ('1', '1', 0, 'done', 't', 'a', 'Tilda', ?1, 'p', 'x', 'Did x.', 'r')`,
    )
    .bind(contoso.id)
    .run()
}
