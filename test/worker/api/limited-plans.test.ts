import { beforeAll, describe, expect, it } from 'vitest'
import type { EndpointName } from '../../../shared/contract.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { contoso, fabrikam, openDesk } from '../act/desk.ts'
import type { Bench } from '../harness.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openDesk()
  for (const { id: tenantId } of [contoso, fabrikam]) {
    await bench.db.batch([
      bench.db.prepare('UPDATE mapping SET id = ?1 WHERE tenant_id = ?1').bind(tenantId),
      bench.db
        .prepare(
          `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at) VALUES (?1, ?1, ?1, 'waiting', 1)`,
        )
        .bind(tenantId),
      ...['review proposed', 'review proposed', 'create done', 'update failed'].map((entry, index) => {
        const [kind = '', state = ''] = entry.split(' ')
        return bench.db
          .prepare(
            `INSERT INTO change (plan_id, id, tenant_id, mapping_id, kind, state, person_id, display_name,
               user_principal_name, contact_id, fields, reason, done_at)
             VALUES (?1, ?2, ?1, ?1, ?3, ?4, ?2, 'Somebody', 'somebody@x.example', '7', '[]', 'why', ?5)`,
          )
          .bind(tenantId, String(index), kind, state, state === 'proposed' ? null : 1)
      }),
    ])
  }
  const { id, name } = technicianOf('technician')
  await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [contoso.id] })
})

const both = [contoso.id, fabrikam.id].toSorted()
const tenantsIn = (entries: { tenantId: string }[]) =>
  [...new Set(entries.map((one) => one.tenantId))].toSorted()

describe('a technician limited to one tenant', () => {
  it('sees the waiting plans, the reviews and the history of that one, in counts too', async () => {
    const waiting = await bench.call('plans.waiting', {}, 'technician')
    expect(tenantsIn(waiting.plans)).toEqual([contoso.id])
    const { reviews, total } = await bench.call('reviews.list', {}, 'technician')
    expect([tenantsIn(reviews), reviews.length, total]).toEqual([[contoso.id], 2, 2])
    const { entries } = await bench.call('history.list', {}, 'technician')
    expect([tenantsIn(entries), entries.length]).toEqual([[contoso.id], 2])
  })

  it('reads on beyond a place in the others’ lists and still sees nothing of them', async () => {
    for (const after of ['', ' ', '~', `${fabrikam.id} 0`]) {
      const { reviews, total } = await bench.call('reviews.list', { after }, 'technician')
      expect([tenantsIn(reviews).includes(fabrikam.id), total]).toEqual([false, 2])
    }
    const { entries } = await bench.call('history.list', { after: '2100-01-01T00:00:00Z ~' }, 'technician')
    expect(tenantsIn(entries)).toEqual([contoso.id])
  })

  it('is not told whose a filter would find', async () => {
    const refused = async (name: EndpointName, input: object) =>
      (await bench.post(name, input, 'technician')).status
    for (const name of ['reviews.list', 'history.list'] as const) {
      expect(await refused(name, { tenantId: fabrikam.id })).toBe(404)
      expect(await refused(name, { mappingId: fabrikam.id })).toBe(404)
      expect(await refused(name, { tenantId: contoso.id, mappingId: fabrikam.id })).toBe(404)
    }
    expect(await refused('history.list', { contactId: '7' })).toBe(404)
  })

  it('approves, decides and undoes nothing, and nothing changes', async () => {
    const rows = async () =>
      (
        await Promise.all(
          ['plan', 'change', 'mapping', 'decision'].map((t) => bench.db.prepare(`SELECT * FROM ${t}`).all()),
        )
      ).map(({ results }) => results)
    const before = await rows()
    const person = { mappingId: fabrikam.id, tenantId: fabrikam.id, personId: contoso.id }
    for (const [name, input] of [
      ['plans.approve', { planId: `${fabrikam.id}.0` }],
      ['plans.approveTogether', { planIds: [`${fabrikam.id}.0`] }],
      ['plans.undo', { mappingId: fabrikam.id }],
      ['reviews.decide', { ...person, choice: 'leaveOut' }],
      ['mappings.settings', { mappingId: fabrikam.id, sync: 'off' }],
      ['plans.get', { mappingId: fabrikam.id, refresh: true }],
      ['plans.untouched', { mappingId: fabrikam.id }],
    ] as const) {
      expect([name, [403, 404].includes((await bench.post(name, input, 'technician')).status)]).toEqual([
        name,
        true,
      ])
    }
    expect(await rows()).toEqual(before)
  })
})

describe('someone without a limit', () => {
  it('sees the same of all tenants', async () => {
    expect(tenantsIn((await bench.call('plans.waiting', {}, 'viewer')).plans)).toEqual(both)
    const { reviews, total } = await bench.call('reviews.list', {}, 'viewer')
    expect([tenantsIn(reviews), total]).toEqual([both, 4])
    expect(tenantsIn((await bench.call('history.list', {}, 'viewer')).entries)).toEqual(both)
  })
})
