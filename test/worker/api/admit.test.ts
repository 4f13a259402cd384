import { createExecutionContext } from 'cloudflare:test'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { describe, expect, it, vi } from 'vitest'
import { admit } from '../../../worker/api/admit.ts'
import type { Handlers } from '../../../worker/api/handlers.ts'
import { type AppEnv, refuse, serve } from '../../../worker/api/serve.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { callOf, contoso, fabrikam, openDesk, refusalOf, seen } from '../act/desk.ts'

describe('a handler that forgets whose tenant it is', () => {
  it('has its answer withheld, as if there were nothing, and the log says so', async () => {
    const bench = await openDesk()
    const { tenantId, personId } = seen(fabrikam, 'Danverleigh')
    const theirs = await bench.call('persons.get', { tenantId, personId })
    const { id, name } = technicianOf('technician')
    const app = new Hono<AppEnv>().use(requestId({ headerName: '' }))
    const handlers: Partial<Handlers> = { 'persons.get': async () => theirs }
    serve(app, { env: bench.env, now: bench.world.clock.now }, handlers as Handlers)
    app.onError((error, c) => refuse(c, error))
    const token = await bench.world.microsoft.technicianToken('technician')
    const ask = () =>
      app.request(
        '/v1/persons.get',
        {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ tenantId: contoso.id, personId }),
        },
        bench.env,
        createExecutionContext(),
      )

    expect((await ask()).status).toBe(200)
    const subject = { kind: 'person', id, name } as const
    await bench.call('access.set', { subject, tenantIds: [contoso.id] })
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    log.mockClear()
    expect(await refusalOf(await ask())).toEqual({ status: 404, code: 'access.notFound', text: 'Not found.' })
    expect(log.mock.calls.map(([line]) => JSON.parse(String(line)).endpoint)).toEqual(['persons.get'])
    await bench.call('access.set', { subject, tenantIds: [contoso.id, fabrikam.id] })
    expect((await ask()).status).toBe(200)
  })
})

describe('a contact’s id', () => {
  it('means something only beside a tenant or a mapping of the caller’s', async () => {
    const bench = await openDesk()
    const { id, name } = technicianOf('technician')
    await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [contoso.id] })
    const { results } = await bench.db
      .prepare('SELECT id, tenant_id FROM mapping')
      .all<{ id: string; tenant_id: string }>()
    const mappingOf = (tenantId: string) => results.find(({ tenant_id }) => tenant_id === tenantId)?.id
    const ask = async (beside: object) =>
      (await bench.post('history.list', { contactId: '1', ...beside }, 'technician')).status
    expect(await ask({})).toBe(404)
    expect([await ask({ tenantId: contoso.id }), await ask({ tenantId: fabrikam.id })]).toEqual([200, 404])
    const [mine, theirs] = [mappingOf(contoso.id), mappingOf(fabrikam.id)]
    expect([await ask({ mappingId: mine }), await ask({ mappingId: theirs })]).toEqual([200, 404])
  })
})

describe('ids that lead to a tenant', () => {
  it('are found in lists and in what is nested, each of them', async () => {
    const bench = await openDesk()
    const call = { ...callOf(bench), reach: new Set([contoso.id]) }
    const pair = ({ id: tenantId }: { id: string }) => ({ tenantId, organisationId: '1' })
    const accept = (...pairs: object[]) => admit(call, 'mappings.accept', { connectionId: 'none', pairs })
    await expect(accept(pair(contoso), pair(contoso))).resolves.toBeUndefined()
    const refused = { code: 'access.notFound' }
    await expect(accept(pair(contoso), pair(fabrikam))).rejects.toMatchObject(refused)
    await expect(accept(pair(contoso), { pair: [[pair(fabrikam)]] })).rejects.toMatchObject(refused)
    const both = { subject: { id: fabrikam.id }, tenantIds: [contoso.id, fabrikam.id] }
    await expect(admit(call, 'access.set', both)).rejects.toMatchObject(refused)
  })
})
