import { beforeEach, describe, expect, it } from 'vitest'
import type { Bench } from '../harness.ts'
import { contoso, doneIn, dump, host, openDesk, request, seen, ticketIds } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const typed = mara.seen.userPrincipalName
const ticket = { host, ticketId: String(ticketIds.mara) }

beforeEach(async () => {
  bench = await openDesk()
})

const secure = (values = {}, more = {}) =>
  bench.call('actions.run', request('secure-account', mara, { typed, ticket, values, ...more }), 'technician')

describe('securing a compromised account', () => {
  it('blocks, ends sessions, resets, removes methods and rules, and reports what it found', async () => {
    const answer = await secure()
    expect(answer.steps.map(({ id, state }) => [id, state])).toEqual([
      ['block', 'done'],
      ['revoke', 'done'],
      ['reset', 'done'],
      ['methods', 'done'],
      ['rules', 'done'],
      ['sign-ins', 'done'],
      ['forwarding', 'skipped'],
    ])
    expect(answer).toMatchObject({ outcome: 'done', resumable: false, secret: { label: 'New password' } })
    expect(doneIn(bench, contoso.id)).toEqual([
      'Disable account',
      'Revoke sessions',
      'Reset user password',
      'Delete authentication method',
      'Delete authentication method',
      'Delete inbox rule',
      'Delete inbox rule',
    ])
    const user = bench.world.microsoft.tenant(contoso.id).user(mara.personId)
    expect([user.accountEnabled, user.authenticationMethods, user.inboxRules]).toEqual([false, [], []])
    expect(answer.view?.person.accountEnabled).toBe(false)

    const found = (id: string) => answer.steps.find((step) => step.id === id)?.report?.rows ?? []
    expect(found('rules')).toContainEqual([
      '.',
      'forwards to mara.e@lanternmail.example, deletes for good (on)',
      'done',
    ])
    expect(found('sign-ins')).toHaveLength(3)
    expect(JSON.stringify(found('sign-ins'))).toContain('198.51.100.7')
  })

  it('tells the ticket counts alone, and nobody the password twice', async () => {
    const { secret, auditId } = await secure()
    const note = bench.world.syncro.account().tickets.get(ticketIds.mara)?.comments.at(-1)?.body ?? ''
    expect(note).toContain('- Remove inbox rules: done (2 removed.)')
    expect(note).toContain('- Report recent sign-ins: done (3 found, 1 failed, from 2 places.)')
    expect(note).toMatch(/- To do by hand: Look for forwarding .*https:\/\/admin\.exchange/)
    expect(note).not.toMatch(/lanternmail|198\.51|Lagos/)
    const state = await bench.call('actions.get', { actionId: auditId }, 'technician')
    expect(state.steps.find(({ id }) => id === 'rules')?.report?.rows).toHaveLength(2)
    const everywhere = JSON.stringify([note, state, await dump(bench)])
    expect(secret?.value).toBeTruthy()
    expect(everywhere).not.toContain(secret?.value)
  })

  it('resets to a password that nobody sees where that is chosen, and only switches rules off', async () => {
    const answer = await secure({ password: 'hidden', rules: 'disable' })
    expect(answer.secret).toBeNull()
    expect(doneIn(bench, contoso.id)).toContain('Reset user password')
    const { inboxRules = [] } = bench.world.microsoft.tenant(contoso.id).user(mara.personId)
    expect(inboxRules.map(({ isEnabled }) => isEnabled)).toEqual([false, false])
  })

  it('hands the new password over by a link where that is asked for', async () => {
    const answer = await secure({}, { handover: { hours: 4 } })
    expect(answer).toMatchObject({ secret: null, handover: { url: expect.stringContaining('/handover/') } })
  })

  it('does the rest where a permission is missing, and that alone when it is gone on with', async () => {
    const tenant = bench.world.microsoft.tenant(contoso.id)
    tenant.revoke('operator', 'UserAuthenticationMethod.ReadWrite.All')
    const first = await secure()
    expect(first).toMatchObject({ outcome: 'failed', resumable: true, secret: { value: expect.any(String) } })
    tenant.grant('operator', 'UserAuthenticationMethod.ReadWrite.All')
    bench.world.clock.advance(2 * 3_600_000)
    const before = doneIn(bench, contoso.id).length
    const resumed = await bench.call(
      'actions.resume',
      { key: crypto.randomUUID(), actionId: first.auditId, seen: mara.seen, typed },
      'technician',
    )
    expect(resumed).toMatchObject({ outcome: 'done', secret: null })
    expect(new Set(doneIn(bench, contoso.id).slice(before))).toEqual(
      new Set(['Delete authentication method']),
    )
  })

  it('says that there is no log where the tenant has not bought it', async () => {
    const tenant = bench.world.microsoft.tenant(contoso.id)
    tenant.subscriptions = tenant.subscriptions.filter(({ product }) => product.skuPartNumber !== 'SPB')
    const answer = await secure({ methods: false, rules: 'leave' })
    const report = answer.steps.find(({ id }) => id === 'sign-ins')
    expect(report).toMatchObject({ state: 'done', text: expect.stringMatching(/no Microsoft Entra ID P1/) })
  })
})

describe('an account that Active Directory masters', () => {
  it('has done by hand what cannot be done here, and the rest done', async () => {
    bench.world.microsoft.tenant(contoso.id).updateUser(mara.personId, { onPremisesSyncEnabled: true })
    await bench.call('persons.refresh', mara)
    const answer = await secure()
    expect(answer.steps).toMatchObject([
      { id: 'block', state: 'skipped', manual: { text: expect.stringMatching(/Active Directory/) } },
      { id: 'revoke', state: 'done' },
      { id: 'reset', state: 'skipped', manual: { link: expect.stringMatching(/^https:\/\/entra/) } },
      { id: 'methods', state: 'done' },
      { id: 'rules', state: 'done' },
      { id: 'sign-ins', state: 'done' },
      { id: 'forwarding', state: 'skipped' },
    ])
    expect(answer.outcome).toBe('done')
  })
})

describe('what an action changes', () => {
  it('is seen at once: counts of licences and members of groups too', async () => {
    const used = async () => {
      const { licences } = await bench.call('tenants.get', { tenantId: contoso.id })
      return Object.fromEntries(licences.map(({ partNumber, assigned }) => [partNumber, assigned]))
    }
    const before = await used()
    const values = { mailbox: 'notNeeded' }
    const input = request('offboard', mara, { typed, values })
    const answer = await bench.call('actions.run', input, 'technician')
    expect(answer.view?.person.skuIds).toEqual([])
    const after = await used()
    expect([after.SPB, after.VISIOCLIENT]).toEqual([(before.SPB ?? 0) - 1, (before.VISIOCLIENT ?? 0) - 1])
  })
})
