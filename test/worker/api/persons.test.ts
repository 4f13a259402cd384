import { beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../../shared/actions/index.ts'
import { msp } from '../../world/people.ts'
import { connectTenant, contoso, fabrikam, openDesk, refusalOf, seen } from '../act/desk.ts'
import type { As, Bench } from '../harness.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
beforeEach(async () => {
  bench = await openDesk([])
})

const off = async (about: { tenantId: string; personId: string }, as: As = 'technician') => {
  const { actions } = await bench.call('persons.get', about, as)
  return Object.fromEntries(actions.map((action) => [action.id, action.off]))
}

describe('a person’s view', () => {
  it('names licences, freshness and roles', async () => {
    const view = await bench.call('persons.get', mara, 'viewer')
    expect(view.licences.map(({ name }) => name).toSorted()).toEqual([
      'Microsoft 365 Business Premium',
      'Visio Plan 2',
    ])
    expect(Date.parse(view.asOf)).toBeGreaterThan(0)
    expect(view).toMatchObject({ tenantName: 'Contoso Dental', roles: [], tenantProblem: null })
    expect((await bench.call('persons.get', seen(contoso, 'Castelaar'))).roles).toEqual([
      'Global Administrator',
    ])
  })

  it('says what is wrong with the tenant', async () => {
    await bench.db
      .prepare(
        "UPDATE tenant SET problem_code = 'tenant.consentMissing', problem_since = 0, state = 'stopped'",
      )
      .run()
    const view = await bench.call('persons.get', mara)
    expect(view.tenantProblem).toMatchObject({ code: 'tenant.consentMissing' })
    expect(view.actions.every((action) => action.off !== null)).toBe(true)
  })

  it('is the same 404 for a stranger as for nobody', async () => {
    const strangers = [
      { ...mara, tenantId: fabrikam.id },
      { tenantId: contoso.id, personId: '99999999-9999-4999-8999-999999999999' },
    ]
    for (const { tenantId, personId } of strangers) {
      const response = await bench.post('persons.get', { tenantId, personId })
      expect(await refusalOf(response)).toEqual({ status: 404, code: 'access.notFound', text: 'Not found.' })
    }
  })
})

describe('actions beside a person', () => {
  it('are offered where they work, each with the reason where not', async () => {
    const reasons = Object.entries(await off(mara)).filter(([, reason]) => reason !== null)
    expect(Object.fromEntries(reasons)).toEqual({
      'unblock-sign-in': 'Sign-in is not blocked.',
      'reprocess-licences': 'No group gives this person a licence.',
      'restore-person': 'This account is not deleted.',
    })
    const osric = await off(seen(fabrikam, 'Danverleigh'))
    expect(osric).toMatchObject({
      'reset-password': expect.stringMatching(/on-premises/),
      'block-sign-in': 'Sign-in is blocked already.',
      'unblock-sign-in': expect.stringMatching(/on-premises/),
      'revoke-sessions': null,
    })
  })

  it('are off for a viewer, all of them', async () => {
    for (const text of Object.values(await off(mara, 'viewer'))) expect(text).toMatch(/role/)
  })

  it('are off for a holder of a privileged role where they protect them', async () => {
    const reasons = await off(seen(contoso, 'Castelaar'), 'admin')
    for (const { id, protectsPrivileged } of actions) {
      const refusal = /privileged role.*Global Administrator/
      if (protectsPrivileged) expect(reasons[id]).toMatch(refusal)
      else expect(reasons[id] ?? '').not.toMatch(refusal)
    }
  })

  it('are off on one’s own account where they are not for it', async () => {
    await connectTenant(bench, msp)
    const [, own] = msp.technicians
    const reasons = await off({ tenantId: msp.id, personId: own.id })
    for (const { id, refusesSelf } of actions) if (refusesSelf) expect(reasons[id]).toMatch(/your own/)
  })

  it('are off without the operator', async () => {
    await bench.db.prepare('UPDATE tenant SET operator_at = NULL').run()
    for (const text of Object.values(await off(mara))) expect(text).toMatch(/operator/)
  })
})
