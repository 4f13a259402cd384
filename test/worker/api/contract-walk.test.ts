import { beforeAll, describe, expect, it } from 'vitest'
import { access, isAtLeast, type Role, roles } from '../../../shared/access.ts'
import { contract, type EndpointName, type ErrorBody } from '../../../shared/contract.ts'
import { admit } from '../../../worker/api/admit.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { apps } from '../../world/people.ts'
import { callOf, openDesk } from '../act/desk.ts'
import { type Bench, start } from '../harness.ts'
import { actionStatements, connectedTenants, type Place, places, samples } from './samples.ts'
import { wrongTokens } from './tokens.ts'

const names = Object.keys(contract) as EndpointName[]
const send = (bench: Bench, name: EndpointName, as: Parameters<Bench['post']>[2]) =>
  bench.post(name, samples[name].input, as)
const codeOf = async (response: Response) => ((await response.json()) as ErrorBody).error.code

describe.each(names)('%s', (name) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await start()
  })

  it('refuses whoever shows no token, before it looks at anything else', async () => {
    for (const authorization of [undefined, '', 'Bearer', 'Bearer ', 'Basic dGlsZGE6cGFzcw==']) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
      const response = await bench.request(`/v1/${name}`, { method: 'POST', headers, body: 'not even JSON' })
      expect([authorization, response.status, await codeOf(response)]).toEqual([
        authorization,
        401,
        'auth.missing',
      ])
    }
  })

  it('refuses every wrong token', async () => {
    for (const [kind, [token, code]] of Object.entries(await wrongTokens(bench.world))) {
      const response = await send(bench, name, { token })
      expect([kind, await codeOf(response)]).toEqual([kind, code])
      expect(response.status).toBe(code === 'access.role' ? 403 : 401)
    }
  })

  it('refuses roles below its own and lets the others in', async () => {
    for (const role of roles) {
      const response = await send(bench, name, role)
      if (isAtLeast(role, access[name])) expect([401, 403]).not.toContain(response.status)
      else expect([response.status, await codeOf(response)]).toEqual([403, 'access.role'])
    }
  })
})

describe('what is not there', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await start()
    for (const tenantId of connectedTenants) await connect(bench, tenantId)
    await bench.drain()
  })

  const cases = names.flatMap((name) =>
    samples[name].strangers.map((input, index) => ({ name, index, input })),
  )
  it.each(cases)('is the same 404 as what is not yours: $name ($index)', async ({ name, input }) => {
    const role: Role = access[name]
    const response = await bench.post(name, input, role)
    const { error } = (await response.json()) as ErrorBody
    const code = samples[name].unknown ?? 'access.notFound'
    expect([response.status, error.code]).toEqual([404, code])
    if (code === 'access.notFound') expect(error.text).toBe('Not found.')
  })

  it('differs from what is there', async () => {
    for (const name of ['tenants.get', 'rules.preview', 'persons.get'] as const) {
      expect([name, (await send(bench, name, 'viewer')).status]).toEqual([name, 200])
    }
  })
})

describe('a technician limited to one tenant', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openDesk()
    const { mine, theirs } = places
    for (const place of [mine, theirs]) {
      const { tenantId, mappingId, planId } = place
      await bench.db.batch([
        ...actionStatements(bench.db, place, 'Somebody'),
        bench.db.prepare('UPDATE mapping SET id = ?1 WHERE tenant_id = ?2').bind(mappingId, tenantId),
        bench.db
          .prepare(
            `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at) VALUES (?1, ?2, ?3, 'waiting', 0)`,
          )
          .bind(planId, tenantId, mappingId),
      ])
    }
    const { id, name } = technicianOf('technician')
    await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [mine.tenantId] })
  })

  /** Everything that tells one answer from another; the request id differs always. */
  async function answerTo(name: EndpointName, input: unknown) {
    const response = await bench.post(name, input, 'technician')
    const text = (await response.text()).replace(/"requestId":"[^"]*"/, '')
    return { status: response.status, headers: [...response.headers], text }
  }
  const inputAt = (name: EndpointName, place: Place) => {
    const sample = samples[name]
    return 'at' in sample ? sample.at(place) : null
  }

  const leading = names.filter((name) => 'at' in samples[name])
  it.each(leading)('cannot tell what is in another tenant from what is nowhere: %s', async (name) => {
    const theirs = await answerTo(name, inputAt(name, places.theirs))
    expect(theirs).toEqual(await answerTo(name, inputAt(name, places.none)))
    const isForThem = isAtLeast('technician', access[name])
    expect(theirs.status).toBe(isForThem ? 404 : 403)
    expect(theirs.text).toContain(isForThem ? 'access.notFound' : 'access.role')
  })

  it.each(leading)(
    'would be refused before any handler is asked, whatever role it takes: %s',
    async (name) => {
      const call = { ...callOf(bench), reach: new Set([places.mine.tenantId]) }
      const at = (place: Place) => admit(call, name, inputAt(name, place) ?? {})
      await expect(at(places.mine)).resolves.toBeUndefined()
      for (const place of [places.theirs, places.none]) {
        await expect(at(place)).rejects.toMatchObject({ code: 'access.notFound' })
      }
    },
  )

  it.each(leading.filter((name) => isAtLeast('technician', access[name])))(
    'is let in to their own: %s',
    async (name) => {
      expect((await answerTo(name, inputAt(name, places.mine))).status).not.toBe(404)
    },
  )
})

async function connect(bench: Bench, tenantId: string) {
  bench.world.microsoft.consent(tenantId, apps.reader.id)
  const { url } = await bench.call('tenants.connect', { apps: 'reader' })
  const state = new URL(url).searchParams.get('state')
  await bench.request(`/consent/callback?admin_consent=True&tenant=${tenantId}&state=${state}`)
}
