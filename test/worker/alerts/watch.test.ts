import { beforeEach, describe, expect, it } from 'vitest'
import { type AlertBench, startAlerts } from './bench.ts'

let bench: AlertBench
beforeEach(async () => {
  bench = await startAlerts()
  await bench.setWebhook()
  await bench.tenant('t')
  await bench.mapping('m', 't')
})

const sql = {
  tenant: (set: string) => bench.run(`UPDATE tenant SET ${set} WHERE id = 't'`),
  mapping: (set: string) => bench.run(`UPDATE mapping SET ${set} WHERE id = 'm'`),
}
const consentAgain = (code: string | null) =>
  bench.run(
    `INSERT OR REPLACE INTO cursor (tenant_id, resource, select_hash, problem_code) VALUES ('t', 'groups', '', ?1)`,
    code,
  )

interface Case {
  topic: string
  begin(): Promise<unknown>
  cease(): Promise<unknown>
  says: RegExp
}
const cases: Record<string, Case> = {
  'a second failure in a row of a tenant': {
    topic: 'failing tenant:t',
    begin: () => sql.tenant("failures = 2, problem_code = 'graph.unavailable'"),
    cease: () => sql.tenant('failures = 0, problem_code = NULL'),
    says: /^The sync of Tenant t failed twice or more in a row\. Microsoft did not answer\.$/,
  },
  'a second failure in a row of a mapping': {
    topic: 'failing mapping:m',
    begin: () => sql.mapping("failures = 2, problem_code = 'psa.unavailable'"),
    cease: () => sql.mapping('failures = 0'),
    says: /^The contacts of Org m \(Tenant t\) .* The ticket system did not answer\.$/,
  },
  'a run that would make too many inactive': {
    topic: 'stopped mapping:m',
    begin: () => bench.plan('p', 'm', 'waiting', 'stopped'),
    cease: () => bench.run("UPDATE plan SET state = 'running'"),
    says: /^Org m \(Tenant t\): The run was stopped/,
  },
  'persons to decide about': {
    topic: 'review mapping:m',
    async begin() {
      await bench.plan('p', 'm', 'done', null)
      await bench.change('p', '1', 'm', 'review')
      await bench.change('p', '2', 'm', 'review')
      await bench.change('p', '3', 'm', 'create')
      await bench.change('p', '4', 'm', 'review', 'skipped')
    },
    cease: () => bench.run("UPDATE change SET state = 'skipped' WHERE kind = 'review'"),
    says: /^2 persons wait for a decision in Org m \(Tenant t\)\.$/,
  },
  'a consent that was withdrawn': {
    topic: 'consent tenant:t',
    begin: () => sql.tenant("state = 'stopped', failures = 5, problem_code = 'tenant.consentMissing'"),
    cease: () => sql.tenant("state = 'connected', failures = 0, problem_code = NULL"),
    says: /^The sync of Tenant t has stopped\. Consent for this tenant is missing or was withdrawn\.$/,
  },
  'a sign-in that has ended': {
    topic: 'consent tenant:t',
    begin: () => sql.tenant("state = 'stopped', failures = 1, problem_code = 'tenant.signInEnded'"),
    cease: () => sql.tenant("state = 'connected', failures = 0, problem_code = NULL"),
    says: /has ended/,
  },
  'a permission that a new version needs': {
    topic: 'consent again:t',
    begin: () => consentAgain('tenant.consentAgain'),
    cease: () => consentAgain(null),
    says: /^Something of Tenant t cannot be read\. This version needs a permission/,
  },
}

describe.each(Object.entries(cases))('%s', (_name, { topic, begin, cease, says }) => {
  it('opens one alert, and one only while it holds', async () => {
    await begin()
    expect(await bench.watch()).toBe(true)
    expect(await bench.open()).toEqual([topic])
    const [alert] = await bench.alerts()
    expect(alert).toMatchObject({ tenant_id: 't', ended_at: null, text: expect.stringMatching(says) })
    await bench.watch()
    await bench.watch('t')
    expect(await bench.alerts()).toEqual([alert])
    expect((await bench.deliveries()).map(({ id }) => id)).toEqual([`${alert?.id}-raised`])
  })

  it('ends it once, and opens another one should it come back', async () => {
    await begin()
    await bench.watch('t')
    await cease()
    expect(await bench.watch('t')).toBe(true)
    await bench.watch()
    expect(await bench.open()).toEqual([])
    expect((await bench.alerts()).map(({ ended_at }) => ended_at)).toEqual([bench.clock.now()])
    expect((await bench.deliveries()).map(({ body }) => JSON.parse(body).type)).toEqual([
      'alert.raised',
      'alert.ended',
    ])
    await bench.run('DELETE FROM change')
    await bench.run('DELETE FROM plan')
    await begin()
    await bench.watch()
    expect([await bench.open(), (await bench.alerts()).length]).toEqual([[topic], 2])
  })

  it('writes nothing at a tick that finds it as it was, open or not', async () => {
    await bench.watch()
    bench.take()
    expect(await bench.watch()).toBe(false)
    expect(bench.take().rowsWritten).toBe(0)
    await begin()
    await bench.watch()
    expect(bench.take().rowsWritten).toBeGreaterThan(0)
    expect(await bench.watch()).toBe(false)
    expect(bench.take().rowsWritten).toBe(0)
  })

  it('is no alert of a tenant that was disconnected', async () => {
    await begin()
    await bench.watch()
    await sql.tenant('disconnected_at = 1')
    await bench.watch('t')
    expect(await bench.open()).toEqual([])
  })
})

describe('what is no alert', () => {
  it('a first failure', async () => {
    await sql.tenant("failures = 1, problem_code = 'graph.unavailable'")
    await sql.mapping("failures = 1, problem_code = 'psa.unavailable'")
    await bench.watch()
    expect(await bench.open()).toEqual([])
  })

  it('a plan that waits to be approved as it always does, or that another one has replaced', async () => {
    await bench.plan('first', 'm', 'waiting', 'first')
    await bench.plan('each', 'm', 'waiting', 'each')
    await bench.plan('old', 'm', 'replaced', 'stopped')
    await bench.watch()
    expect(await bench.open()).toEqual([])
  })

  it('anything of an organisation that somebody has paused', async () => {
    await bench.plan('p', 'm', 'waiting', 'stopped')
    await bench.change('p', '1', 'm', 'review')
    await sql.mapping('failures = 3')
    await bench.watch()
    expect(await bench.open()).toHaveLength(3)
    await sql.mapping("sync = 'paused'")
    await bench.watch()
    expect(await bench.open()).toEqual([])
  })

  it('a lack of permission that stands on a resource which this version does not read', async () => {
    await bench.run(
      `INSERT INTO cursor (tenant_id, resource, select_hash, problem_code)
       VALUES ('t', 'of-another-version', '', 'tenant.consentAgain')`,
    )
    await bench.watch()
    expect(await bench.open()).toEqual([])
  })
})

describe('an open alert', () => {
  it('takes new words without another message', async () => {
    await sql.tenant("failures = 2, problem_code = 'graph.unavailable'")
    await bench.watch()
    await sql.tenant("failures = 3, problem_code = 'tenant.blocked'")
    await bench.watch()
    const alerts = await bench.alerts()
    expect(alerts).toHaveLength(1)
    expect(alerts[0]?.text).toContain('Conditional Access')
    expect(await bench.deliveries()).toHaveLength(1)
  })

  it('is one for all tenants where the fault is this server’s, and about none of them', async () => {
    await bench.tenant('u')
    await bench.run("UPDATE tenant SET failures = 2, problem_code = 'tenant.secretExpired'")
    await bench.watch('t')
    expect(await bench.open()).toEqual([])
    await bench.watch()
    expect(await bench.open()).toEqual(['failing server:tenant.secretExpired'])
    const [alert] = await bench.alerts()
    expect(alert).toMatchObject({ tenant_id: null, text: expect.stringMatching(/^The sync of 2 tenants/) })
  })

  it('of another tenant is left alone when one tenant is watched', async () => {
    await bench.tenant('u', { failures: 2 })
    await sql.tenant('failures = 2')
    await bench.watch()
    await bench.run('UPDATE tenant SET failures = 0')
    await bench.watch('t')
    expect(await bench.open()).toEqual(['failing tenant:u'])
  })

  it('ends with its mapping', async () => {
    await sql.mapping('failures = 2')
    await bench.watch()
    await bench.run('DELETE FROM mapping')
    await bench.watch('t')
    expect(await bench.open()).toEqual([])
  })

  it('keeps a name that somebody chose to do harm on one line, short, and inside its text', async () => {
    const name = `\u202Eevil\n"}],{"type":"x ${'x'.repeat(5000)}😀`
    await bench.run("UPDATE tenant SET name = ?1, failures = 2, problem_code = 'graph.unavailable'", name)
    await bench.watch()
    const [delivery] = await bench.deliveries()
    const { type, data } = JSON.parse(delivery?.body ?? '')
    expect([type, Object.keys(data)]).toEqual([
      'alert.raised',
      ['id', 'kind', 'tenantId', 'mappingId', 'text', 'next', 'since'],
    ])
    expect(data.text).toMatch(/^The sync of evil "}\],{"type":"x x+… failed twice/)
    expect(data.text.length).toBeLessThan(250)
  })

  it('is raised once by two who see the same at the same time', async () => {
    await sql.tenant('failures = 2')
    await Promise.all([bench.watch(), bench.watch('t'), bench.watch()])
    expect(await bench.alerts()).toHaveLength(1)
    expect(await bench.deliveries()).toHaveLength(1)
  })
})

it('says when, in the message as in the row', async () => {
  await sql.tenant('failures = 2')
  await bench.watch()
  bench.clock.advance(90_001)
  await sql.tenant('failures = 0')
  await bench.watch()
  const bodies = (await bench.deliveries()).map(({ body }) => JSON.parse(body))
  expect(bodies.map(({ timestamp }) => timestamp)).toEqual([
    '2026-11-23T09:30:00.000Z',
    '2026-11-23T09:31:30.001Z',
  ])
  expect(bodies.map(({ data }) => data.since)).toEqual([
    '2026-11-23T09:30:00.000Z',
    '2026-11-23T09:30:00.000Z',
  ])
})

it('reads no plan or change that is not at issue', async () => {
  const readWith = async (from: number, to: number) => {
    for (let nth = from; nth < to; nth += 1) {
      await bench.plan(`p${nth}`, 'm', 'done', null)
      await bench.change(`p${nth}`, '1', 'm', 'create')
    }
    bench.take()
    await bench.watch()
    return bench.take().rowsRead
  }
  expect(await readWith(0, 1)).toBe(await readWith(1, 50))
})

it('raises thousands at once in a few statements', async () => {
  const many = Array.from({ length: 3000 }, (_, nth) => ({ id: `many-${nth}`, name: 'n'.repeat(150) }))
  await bench.run(
    `INSERT INTO tenant (id, name, domains, state, reached_by, connected_at, connected_by, next_due_at, failures)
     SELECT value->>'id', value->>'name', '[]', 'connected', 'consent', 0, 'test', 0, 2 FROM json_each(?1)`,
    JSON.stringify(many),
  )
  bench.take()
  await bench.watch()
  expect((await bench.open()).length).toBe(3000)
  expect(bench.take().statements).toBeLessThan(20)
})
