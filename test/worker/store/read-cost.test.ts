import { describe, expect, it } from 'vitest'
import { contactsOf } from '../../../worker/store/contacts.ts'
import { nextChanges } from '../../../worker/store/outbox.ts'
import { countD1 } from '../counted-d1.ts'
import { start } from '../harness.ts'

const many = 3_000

/** An organisation with many contacts, and as many changes that wait to be sent. */
async function startCounting() {
  const { db: inner, env, world } = await start()
  const numbers = JSON.stringify(Array.from({ length: many }, (_, at) => String(at).padStart(6, '0')))
  await inner.batch([
    inner
      .prepare(
        `INSERT INTO contact (mapping_id, contact_id, tenant_id, email_key, data)
         SELECT 'm', value, 't', value || '@contoso.example', json_object('id', value) FROM json_each(?1)`,
      )
      .bind(numbers),
    inner
      .prepare(
        `INSERT INTO change (plan_id, tenant_id, mapping_id, state, id, kind, person_id, display_name,
           user_principal_name, fields, reason)
         SELECT 'p', 't', 'm', iif(value = '000007', 'sending', 'approved'), value, 'create', value, '', '', '[]', ''
         FROM json_each(?1)`,
      )
      .bind(numbers),
  ])
  const { db, take } = countD1(inner)
  return { deps: { env: { ...env, DB: db }, now: world.clock.now }, take }
}

describe('rows read', () => {
  it('of contacts are those under the addresses asked for, however many the organisation has', async () => {
    const { deps, take } = await startCounting()
    const found = await contactsOf(deps, 'm').byKeys([
      '000001@contoso.example',
      '002999@contoso.example',
      'x',
    ])
    expect(found.map(({ id }) => id).sort()).toEqual(['000001', '002999'])
    expect(take().rowsRead).toBeLessThan(30)
  })

  it('of changes are those to be sent next, what was being sent first, however many wait', async () => {
    const { deps, take } = await startCounting()
    const next = await nextChanges(deps, 'm', 10)
    expect(next.map(({ id }) => Number(id))).toEqual([7, 0, 1, 2, 3, 4, 5, 6, 8, 9])
    expect(take().rowsRead).toBeLessThan(100)
  })
})
