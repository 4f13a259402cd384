import { beforeEach, describe, expect, it } from 'vitest'
import { definitionOf } from '../../../worker/psa/apis.ts'
import { storeConnection } from '../../../worker/store/connections.ts'
import { insertMapping } from '../../../worker/store/map-tenant.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { contoso, fabrikam, northwind, type Surveying, startSurveying } from '../surveying.ts'

let bench: Surveying
beforeEach(async () => {
  bench = await startSurveying()
})

const nowhere = '99999999-9999-4999-8999-999999999999'
const pairOf = ({ id, organisationId }: typeof contoso) => ({
  tenantId: id,
  organisationId: String(organisationId),
})
const acceptInput = (...pairs: { tenantId: string; organisationId: string }[]) => ({
  connectionId: bench.connectionId,
  pairs,
})
const accept = (...pairs: { tenantId: string; organisationId: string }[]) =>
  bench.call('mappings.accept', acceptInput(...pairs))
const createInput = (tenantId: string, name?: string) => ({
  connectionId: bench.connectionId,
  tenantId,
  ...(name === undefined ? {} : { name }),
})
const create = (tenantId: string, name?: string) =>
  bench.call('organisations.create', createInput(tenantId, name))
const refusalOfCreate = (tenantId: string, name?: string) =>
  bench.refusal('organisations.create', createInput(tenantId, name))
const rows = async () =>
  (await bench.db.prepare('SELECT * FROM mapping ORDER BY created_at, id').all()).results
const sent = () => bench.queue.sent.map(({ body }) => body.kind)
/** Somebody maps by hand, to an organisation of their own choice. */
const mapByHand = (tenantId: string, organisationId: string) =>
  insertMapping(
    bench.deps,
    {
      tenantId,
      connectionId: bench.connectionId,
      organisationId,
      organisationName: 'By hand',
      rule: {
        userType: { include: [], exclude: [] },
        department: { include: ['Sales'], exclude: [] },
        enabled: 'all',
      },
    },
    'somebody',
  )
const customersCalled = (name: string) =>
  [...bench.account.customers.values()].filter(({ businessName }) => businessName === name)
const isCreate = ({ method, url }: { method: string; url: URL }) =>
  method === 'POST' && url.pathname.endsWith('/customers')
const lost = () => Promise.reject(new Error('connection reset'))

describe('accepting suggestions', () => {
  it('maps by the default rule, as made by a suggestion, and has the first plan computed', async () => {
    const { mapped, skipped } = await accept(pairOf(contoso), pairOf(northwind))
    expect(skipped).toEqual([])
    expect(mapped.map(({ tenantId, organisationName }) => [tenantId, organisationName]).sort()).toEqual([
      [contoso.id, contoso.name],
      [northwind.id, northwind.name],
    ])
    for (const row of await rows()) {
      expect(row).toMatchObject({
        made_by: 'suggestion',
        position: 0,
        approved_at: null,
        created_by: technicianOf('admin').id,
      })
      expect(JSON.parse(String(row.rule))).toEqual({
        userType: { include: ['Member'], exclude: [] },
        department: { include: [], exclude: [] },
        enabled: 'enabledOnly',
      })
    }
    expect(sent()).toEqual(['reconcile', 'reconcile'])
  })

  it('is suggested no more afterwards', async () => {
    const { suggestions } = await bench.survey()
    const certain = suggestions.filter(({ confidence }) => confidence === 'certain')
    await accept(...certain.map(({ tenantId, organisationId }) => ({ tenantId, organisationId })))
    const after = await bench.suggestions()
    expect(after.suggestions.map(({ tenantId }) => tenantId)).toEqual([fabrikam.id, fabrikam.id])
    expect(after.without).toEqual([])
  })

  it('touches nothing that is mapped already, and says why for each', async () => {
    await mapByHand(contoso.id, '104')
    await mapByHand(fabrikam.id, String(northwind.organisationId))
    const before = await rows()
    const { mapped, skipped } = await accept(pairOf(contoso), pairOf(northwind))
    expect(mapped).toEqual([])
    expect(skipped).toEqual([
      { ...pairOf(contoso), why: 'This tenant is already mapped.' },
      { ...pairOf(northwind), why: 'This organisation is already mapped.' },
    ])
    expect(await rows()).toEqual(before)
    expect(bench.account.log).toEqual([])
  })

  it('maps a tenant and an organisation once when they are named twice', async () => {
    const { mapped, skipped } = await accept(
      pairOf(contoso),
      { ...pairOf(contoso), organisationId: '104' },
      { ...pairOf(northwind), organisationId: String(contoso.organisationId) },
    )
    expect(mapped).toHaveLength(1)
    expect(skipped.map(({ why }) => why)).toEqual([
      expect.stringContaining('meanwhile'),
      expect.stringContaining('meanwhile'),
    ])
    expect(await rows()).toHaveLength(1)
  })

  it('maps each tenant once when two administrators accept at the same time', async () => {
    const other = { ...pairOf(contoso), organisationId: '104' }
    await Promise.all([accept(pairOf(contoso)), accept(other), accept(pairOf(contoso))])
    expect(await rows()).toHaveLength(1)
  })

  it('skips what is gone or disabled at the PSA, and tenants that are not there', async () => {
    await bench.survey()
    bench.account.customers.delete(contoso.organisationId)
    await bench.db.prepare(`UPDATE tenant SET disconnected_at = 1 WHERE id = ?`).bind(fabrikam.id).run()
    const { mapped, skipped } = await accept(
      pairOf(contoso),
      { ...pairOf(northwind), organisationId: '108' },
      { ...pairOf(contoso), tenantId: nowhere },
      pairOf(fabrikam),
    )
    expect(mapped).toEqual([])
    expect(skipped.map(({ why }) => why)).toEqual([
      'The ticket system does not have this organisation any more.',
      'This organisation is disabled in the ticket system.',
      'There is no such tenant.',
      'This tenant was disconnected.',
    ])
  })

  it('fails as a whole when the PSA does before anything is mapped', async () => {
    bench.account.down = true
    expect(await bench.refusal('mappings.accept', acceptInput(pairOf(contoso)))).toBe('psa.unavailable')
    expect(await rows()).toEqual([])
  })

  it('keeps what it has mapped when the PSA fails later, and says what was not done', async () => {
    const more = Array.from({ length: 5 }, (_, index) => ({ tenantId: nowhere, organisationId: `9${index}` }))
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith(`/customers/${northwind.organisationId}`),
      respond: () => new Response('{}', { status: 429, headers: { 'content-type': 'application/json' } }),
    })
    const { mapped, skipped } = await accept(pairOf(contoso), ...more, pairOf(northwind))
    expect(mapped.map(({ tenantId }) => tenantId)).toEqual([contoso.id])
    expect(skipped.at(-1)).toEqual({
      ...pairOf(northwind),
      why: 'The ticket system is busy and asked us to wait.',
    })
  })
})

describe('creating the organisation of a tenant', () => {
  beforeEach(() => {
    for (const { organisationId } of [contoso, fabrikam, northwind])
      bench.account.customers.delete(organisationId)
  })

  it('creates it under the tenant’s name and maps the two', async () => {
    const mapping = await create(contoso.id)
    const [created, ...others] = customersCalled(contoso.name)
    expect(others).toEqual([])
    expect(mapping).toMatchObject({
      tenantId: contoso.id,
      organisationId: String(created?.id),
      organisationName: contoso.name,
      approved: false,
    })
    expect(sent()).toEqual(['reconcile'])
    expect(await refusalOfCreate(northwind.id, contoso.name)).toBe('mapping.exists')
    expect(customersCalled(contoso.name)).toHaveLength(1)
  })

  it('takes the name that is given', async () => {
    expect((await create(contoso.id, '  Contoso (dentists) ')).organisationName).toBe('Contoso (dentists)')
  })

  it('writes no name into the ticket system that turns a line round', async () => {
    expect((await create(contoso.id, '\u202eContoso\u2066  (dentists)')).organisationName).toBe(
      'Contoso (dentists)',
    )
    expect(customersCalled('Contoso (dentists)')).toHaveLength(1)
  })

  it('refuses where one of that name is there, in whatever case, on whatever page', async () => {
    for (let index = 0; index < 60; index += 1)
      bench.account.addCustomer({ businessName: `A Contoso Dental ${index}` })
    bench.account.addCustomer({ businessName: 'contoso DENTAL' })
    bench.account.perPage.customers = 20
    expect(await refusalOfCreate(contoso.id)).toBe('mapping.exists')
    expect(bench.account.log).toEqual([])
    expect(await rows()).toEqual([])
  })

  it('takes the one that is there when the answer was lost', async () => {
    bench.world.faults.add({ match: isCreate, after: lost })
    const { organisationId } = await create(contoso.id)
    expect(customersCalled(contoso.name).map(({ id }) => String(id))).toEqual([organisationId])
  })

  it('does not guess when the answer was lost and none is there, or two', async () => {
    bench.world.faults.add({ match: isCreate, respond: lost })
    expect(await refusalOfCreate(contoso.id)).toBe('psa.unknownOutcome')
    bench.world.clock.advance(3 * 60_000)
    bench.world.faults.add({
      match: isCreate,
      after: () => {
        bench.account.addCustomer({ businessName: contoso.name.toUpperCase() })
        return lost()
      },
    })
    expect(await refusalOfCreate(contoso.id)).toBe('psa.unknownOutcome')
    expect(await rows()).toEqual([])
  })

  it('names the permission that the key lacks', async () => {
    bench.account.key.permissions.delete('Customers - Create')
    expect(await refusalOfCreate(contoso.id)).toBe('psa.permission')
    expect(await rows()).toEqual([])
  })

  it('says so where the ticket system cannot, or where it was not tried yet', async () => {
    const zammad = {
      psa: 'zammad',
      account: 'help.lamplight.example',
      credentials: { token: 'secret-of-zammad' },
    }
    const about = { keyHint: '', connectedAs: 'Ruben', createdBy: 'test' }
    const { id: connectionId } = await storeConnection(bench.deps, { ...zammad, ...about })
    const input = { connectionId, tenantId: contoso.id }
    expect(await bench.refusal('organisations.create', input)).toBe('psa.unsupported')
    const syncro = definitionOf('syncro')
    try {
      syncro.trials = { contact: 'Nobody has confirmed how it answers.' }
      expect(await refusalOfCreate(contoso.id)).toBe('psa.untried')
    } finally {
      delete syncro.trials
    }
    expect(bench.account.log).toEqual([])
    expect(bench.world.visits).toEqual([])
  })

  it('is refused for tenants that are not there, or not any more, and those without a name yet', async () => {
    expect(await refusalOfCreate(nowhere)).toBe('access.notFound')
    await bench.db.prepare(`UPDATE tenant SET state = 'pending' WHERE id = ?`).bind(contoso.id).run()
    expect(await refusalOfCreate(contoso.id)).toBe('tenant.pending')
    await bench.db.prepare(`UPDATE tenant SET disconnected_at = 1 WHERE id = ?`).bind(contoso.id).run()
    expect(await refusalOfCreate(contoso.id, 'Contoso')).toBe('tenant.disconnected')
    expect(bench.account.log).toEqual([])
  })
})

describe('asking for suggestions', () => {
  it('is not found for an account that is not there, and refused for one that was disconnected', async () => {
    expect(await bench.refusal('mappings.suggest', { connectionId: 'none' })).toBe('access.notFound')
    await bench.db.prepare('UPDATE connection SET disconnected_at = 1').run()
    const { connectionId } = bench
    expect(await bench.refusal('mappings.suggest', { connectionId, refresh: true })).toBe('psa.disconnected')
    expect((await bench.suggestions()).state).toBe('never')
  })

  it('asks nothing of the PSA unless told to', async () => {
    await bench.survey()
    const before = bench.world.visits.length
    await bench.suggestions()
    expect(bench.world.visits).toHaveLength(before)
  })

  it('leaves out tenants whose consent still spreads and those that were disconnected', async () => {
    await bench.db.prepare(`UPDATE tenant SET state = 'pending' WHERE id = ?`).bind(contoso.id).run()
    await bench.db.prepare(`UPDATE tenant SET disconnected_at = 1 WHERE id = ?`).bind(northwind.id).run()
    const { suggestions, without } = await bench.survey()
    const named = [...suggestions, ...without].map(({ tenantId }) => tenantId)
    expect(new Set(named)).toEqual(new Set([fabrikam.id]))
  })

  it('follows a tenant id that the PSA itself names', async () => {
    await bench.survey()
    await bench.db
      .prepare(`UPDATE organisation SET known_tenant_id = ? WHERE organisation_id = '110'`)
      .bind(fabrikam.id)
      .run()
    const { suggestions } = await bench.suggestions()
    expect(suggestions.find(({ tenantId }) => tenantId === fabrikam.id)).toMatchObject({
      organisationId: '110',
      confidence: 'certain',
    })
  })
})
