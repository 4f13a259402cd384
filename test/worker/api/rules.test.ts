import { describe, expect, it } from 'vitest'
import type { ClientInput } from '../../../shared/contract.ts'
import { contoso, idOf, type Mapped, startMapped } from '../sync/mapped.ts'

type Input = ClientInput<'rules.preview'>
const preview = (desk: Mapped, rule: Input['rule'], over: Partial<Input> = {}) =>
  desk.call(
    'rules.preview',
    {
      tenantId: contoso.id,
      connectionId: desk.connection.id,
      organisationId: desk.mapping.organisationId,
      rule,
      ...over,
    },
    'viewer',
  )
const eastside = { office: { include: ['Eastside clinic'] } }

/** Person rows as the sync writes them, without a sync. */
async function addPersons(desk: Mapped, count: number): Promise<void> {
  await desk.db
    .prepare(
      `INSERT INTO person (tenant_id, id, display_name, user_principal_name, mail, data, hash, updated_at)
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
       SELECT ?1, printf('e%07d', i), 'Extra ' || i, 'x' || i || '@contoso.example', NULL,
         json_set(p.data, '$.id', printf('e%07d', i), '$.displayName', 'Extra ' || i,
           '$.department', 'Department ' || (i % 700), '$.userPrincipalName', 'x' || i || '@contoso.example',
           '$.mail', NULL, '$.proxyAddresses', json('[]')), 'h', 0
       FROM n, (SELECT data FROM person WHERE tenant_id = ?1 AND display_name = 'Tove Lindqvale') p`,
    )
    .bind(contoso.id, count)
    .run()
}

describe('rules.preview', () => {
  it('shows every person once, page by page, with the same figures on every page', async () => {
    const desk = await startMapped()
    await addPersons(desk, 2345)
    const seen = new Set<string>()
    let pages = 0
    for (let after: string | undefined; ; pages += 1) {
      const page = await preview(desk, {}, { show: 'in', ...(after ? { after } : {}) })
      expect([page.total, page.belong]).toEqual([2363, 2359])
      expect(page.persons.every(({ belongs }) => belongs)).toBe(true)
      for (const { id } of page.persons) expect(seen.has(id)).toBe(false)
      for (const { id } of page.persons) seen.add(id)
      if (page.next === null) break
      after = page.next
    }
    expect([seen.size, pages]).toEqual([2359, 23])
  })

  it('finds one person among all, in or out, with the reason, and the totals stay those of everybody', async () => {
    const desk = await startMapped()
    const found = await preview(desk, eastside, { find: ' LINDQ ' })
    expect(found.persons.map(({ displayName }) => displayName)).toEqual(['Tove Lindqvale'])
    expect(found.persons[0]?.reason).not.toBe('')
    const { total, belong } = await preview(desk, eastside)
    expect([found.total, found.belong]).toEqual([total, belong])
    const byUserName = await preview(desk, eastside, { find: 'tove.lindqvale@contoso' })
    expect(byUserName.persons).toEqual(found.persons)
    expect((await preview(desk, eastside, { find: 'nobody at all' })).persons).toEqual([])
  })

  it('holds no more than one page of persons at a time, and lists no more values than fit a form', async () => {
    const desk = await startMapped()
    await addPersons(desk, 2345)
    const read: number[] = []
    const { prepare } = desk.env.DB
    desk.env.DB.prepare = (text: string) => {
      const statement = prepare.call(desk.env.DB, text)
      if (!text.startsWith('SELECT data FROM person')) return statement
      const { bind } = statement
      statement.bind = (...values: unknown[]) => {
        read.push(Number(values[2]))
        return bind.apply(statement, values)
      }
      return statement
    }
    try {
      const page = await preview(desk, { department: { exclude: ['department 1'] } })
      expect(read).toEqual([1000, 1000, 1000])
      expect(page.departments).toHaveLength(500)
      expect(page.persons).toHaveLength(100)
      expect(page.reasons).toContainEqual({
        reason: 'Department is Department 1, which the rule leaves out',
        count: 4,
      })
    } finally {
      desk.env.DB.prepare = prepare
    }
  })

  it('compares with the saved rule at its place among the organisations of the tenant', async () => {
    const desk = await startMapped(eastside)
    const other = await desk.map({ organisationId: '102', rule: {} })
    await desk.drain()
    const same = await preview(desk, eastside)
    expect([same.joining, same.leaving, same.others]).toEqual([0, 0, []])
    const harbour = await preview(desk, { office: { include: ['Harbour clinic'] } })
    expect(harbour.leaving).toBe(same.belong)
    expect(harbour.joining).toBe(harbour.belong)
    expect(harbour.others).toEqual([
      { organisationName: other.organisationName, joining: same.belong, leaving: harbour.belong },
    ])
    const second = await preview(desk, {}, { organisationId: '102', show: 'out' })
    expect([second.joining, second.leaving]).toEqual([0, 0])
    expect(second.persons.find(({ id }) => id === idOf(contoso, 'Lindqvale'))?.reason).toBe(
      'Belongs to Contoso Dental, whose rule comes first',
    )
    // An organisation not mapped yet would come last: nobody is left for it.
    expect((await preview(desk, {}, { organisationId: '103' })).belong).toBe(0)
    // Without an organisation the rule stands alone.
    const { organisationId: _, ...alone } = { organisationId: '', tenantId: contoso.id, rule: eastside }
    expect((await desk.call('rules.preview', alone)).belong).toBe(same.belong)
  })

  it('leaves out who is no person, with its signal as the reason, and moves nobody by that', async () => {
    const desk = await startMapped()
    const before = await preview(desk, {}, { show: 'out' })
    const reason = 'The name scan.service is like a service account (scan*)'
    expect(before.reasons).toContainEqual({ reason, count: 1 })
    expect([before.joining, before.leaving]).toEqual([0, 0])
    const alone = await desk.call('rules.preview', { tenantId: contoso.id, rule: {} })
    expect(alone.belong).toBe(before.belong)
    await desk.call('mappings.settings', { mappingId: desk.mapping.id, leaveOut: { namePatterns: [] } })
    const after = await preview(desk, {}, { show: 'out' })
    expect(after.belong).toBe(before.belong + 1)
    expect(after.reasons.map((entry) => entry.reason)).not.toContain(reason)
  })

  it('warns of what a rule names and nobody has', async () => {
    const desk = await startMapped()
    const gone = '99999999-0000-4000-8000-000000000001'
    const sku = '99999999-0000-4000-8000-000000000002'
    const { warnings } = await preview(desk, {
      department: { include: ['dentistry', 'Dentristry'] },
      office: { exclude: ['Nowhere'] },
      domain: { include: ['contoso.example', 'contosso.example'] },
      group: { include: [gone] },
      licence: { include: [sku] },
    })
    expect(warnings).toEqual([
      { dimension: 'department', value: 'Dentristry', text: 'Nobody has the department Dentristry.' },
      { dimension: 'office', value: 'Nowhere', text: 'Nobody has the office Nowhere.' },
      {
        dimension: 'domain',
        value: 'contosso.example',
        text: 'Nobody has an address at contosso.example.',
      },
      { dimension: 'group', value: gone, text: `The group ${gone} is gone: nobody is in it.` },
      { dimension: 'licence', value: sku, text: `Nobody holds the licence ${sku}.` },
    ])
  })

  it('offers what exists in the tenant, licences and groups by name', async () => {
    const desk = await startMapped({}, ({ directory }) => {
      directory.groups.add({ displayName: 'Clinic staff' })
    })
    const { offices, domains, groups, licences } = await preview(desk, {})
    expect(offices.map(({ value }) => value)).toContain('Harbour clinic')
    expect(domains).toContainEqual(expect.objectContaining({ value: 'contoso.example' }))
    expect(groups.map(({ name }) => name)).toContain('Clinic staff')
    expect(licences.map(({ name }) => name)).toContain('Microsoft 365 Business Premium')
  })

  it('keeps a dimension that a client of an earlier version does not send', async () => {
    const desk = await startMapped(eastside)
    const changed = await desk.map({ rule: { department: { include: ['Dentistry'] } } })
    expect(changed.rule.office).toEqual({ include: ['Eastside clinic'], exclude: [] })
    const cleared = await desk.map({ rule: { office: { include: [], exclude: [] } } })
    expect(cleared.rule.office).toBeUndefined()
  })
})
