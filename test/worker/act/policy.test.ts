import { beforeEach, describe, expect, it } from 'vitest'
import { type ActionPolicy, freePolicy } from '../../../shared/action-policy.ts'
import type { ClientInput } from '../../../shared/contract.ts'
import type { Bench } from '../harness.ts'
import { contoso, doneIn, host, openDesk, record, refusalOf, request, seen, ticketIds } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const sela = seen(contoso, 'Brightmoor')
const ticket = { host, ticketId: String(ticketIds.mara) }
type Run = ClientInput<'actions.run'>

beforeEach(async () => {
  bench = await openDesk()
})

const ask = (policy: Partial<ActionPolicy>) =>
  bench.call('actions.setPolicy', { policy: { ...freePolicy, ...policy } })
const run = (input: Run) => bench.call('actions.run', input, 'technician')
const refusal = async (input: Run) => refusalOf(await bench.post('actions.run', input, 'technician'))

describe('the policy', () => {
  it('asks for nothing until an administrator says so, and every change of it stays on record', async () => {
    expect((await bench.call('actions.policy', {}, 'viewer')).policy).toEqual(freePolicy)
    await ask({ needsReason: true })
    await ask({ needsTicket: true })
    const { policy, changes } = await bench.call('actions.policy', {})
    expect(policy).toEqual({ ...freePolicy, needsTicket: true })
    expect(changes.map((change) => [change.actorName, change.policy.needsReason])).toEqual([
      ['Ruben Deskwright', false],
      ['Ruben Deskwright', true],
    ])
    expect((await bench.call('actions.policy', {}, 'technician')).changes).toEqual([])
    await expect(bench.db.prepare('DELETE FROM policy_change').run()).rejects.toThrow(/append-only/)
    await expect(bench.db.prepare("UPDATE policy_change SET policy = '{}'").run()).rejects.toThrow(
      /append-only/,
    )
  })

  it('is an administrator’s to set', async () => {
    for (const role of ['viewer', 'technician'] as const) {
      const response = await bench.post('actions.setPolicy', { policy: freePolicy }, role)
      expect((await refusalOf(response)).code).toBe('access.role')
    }
  })

  it('makes the verification of the caller mandatory for credential actions alone', async () => {
    await ask({ verifyCaller: true })
    expect((await refusal(request('reset-password', mara))).code).toBe('action.notVerified')
    expect((await refusal(request('temporary-access-pass', mara))).code).toBe('action.notVerified')
    expect(doneIn(bench, contoso.id)).toEqual([])
    expect(await run(request('revoke-sessions', mara))).toMatchObject({ outcome: 'done' })
    const verified = { how: 'callBack' as const, detail: 'ends in 0318' }
    expect(await run(request('reset-password', mara, { verified }))).toMatchObject({ outcome: 'done' })
  })

  it.each([
    ['a ticket', { needsTicket: true }, 'action.noTicket', { ticket }],
    ['a reason', { needsReason: true }, 'action.noReason', { reason: 'Phone lost' }],
  ] as const)('makes %s mandatory', async (_, policy, code, more) => {
    await ask(policy)
    expect((await refusal(request('revoke-sessions', mara))).code).toBe(code)
    expect((await refusal(request('revoke-sessions', mara, { reason: ' ' }))).code).toBe(code)
    expect(await record(bench)).toEqual([])
    expect(await run(request('revoke-sessions', mara, more))).toMatchObject({ outcome: 'done' })
  })
})

describe('what is said of the caller and the reason', () => {
  it('stands in the record before and after, and in the note', async () => {
    const verified = { how: 'manager' as const, detail: 'Sela\nRecord: 0' }
    const answer = await run(request('reset-password', mara, { ticket, verified, reason: 'Forgotten' }))
    const { entries } = await bench.call('audit.list', { ticket }, 'technician')
    expect(entries).toHaveLength(2)
    for (const entry of entries) {
      expect(entry).toMatchObject({ verified, reason: 'Forgotten', actionId: answer.auditId })
    }
    const notes = bench.world.syncro.account().tickets.get(ticketIds.mara)?.comments ?? []
    const body = notes.find(({ subject }) => subject.startsWith('Microsoft 365'))?.body ?? ''
    expect(body).toContain('Caller verified: confirmed by the manager (Sela Record: 0)')
    expect(body.split('\n')).toContain('Reason: Forgotten')
  })
})

describe('quotas', () => {
  const hour = 3_600_000

  it('count what a technician has begun within the hour, each kind by itself', async () => {
    await ask({ quotas: { any: 3, credential: 1, destructive: null } })
    await run(request('reset-password', mara))
    const second = await refusal(request('reset-password', sela))
    expect(second).toMatchObject({ status: 429, code: 'action.quota' })
    expect(second.text).toMatch(/1 actions on passwords/)
    await run(request('revoke-sessions', sela))
    await run(request('revoke-sessions', mara))
    expect((await refusal(request('revoke-sessions', mara))).code).toBe('action.quota')
    expect(await bench.call('actions.run', request('revoke-sessions', mara))).toMatchObject({
      outcome: 'done',
    })
    bench.world.clock.advance(hour + 1)
    expect(await run(request('reset-password', sela))).toMatchObject({ outcome: 'done' })
  })

  it('put what they refuse on record, and say when there is room again', async () => {
    await ask({ quotas: { ...freePolicy.quotas, any: 0 } })
    const response = await bench.post('actions.run', request('revoke-sessions', mara), 'technician')
    expect(response.headers.get('retry-after')).toBe('3600')
    expect(await record(bench)).toMatchObject([{ outcome: 'refused', code: 'action.quota' }])
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('give the last place to one of those who ask at the same moment', async () => {
    await ask({ quotas: { ...freePolicy.quotas, any: 2 } })
    const people = ['Ellingsworth', 'Brightmoor', 'Ellingsworth', 'Brightmoor']
    const responses = await Promise.all(
      people.map((last) =>
        bench.post('actions.run', request('revoke-sessions', seen(contoso, last)), 'technician'),
      ),
    )
    expect(responses.filter(({ ok }) => ok)).toHaveLength(2)
    expect(doneIn(bench, contoso.id)).toHaveLength(2)
    expect((await record(bench)).filter(({ outcome }) => outcome === 'started')).toHaveLength(2)
  })

  it('do not count a key that is sent again', async () => {
    await ask({ quotas: { ...freePolicy.quotas, any: 1 } })
    const input = request('revoke-sessions', mara)
    await run(input)
    expect(await run(input)).toMatchObject({ outcome: 'done', repeated: true })
  })
})

describe('what cannot be taken back', () => {
  it.each([
    ['nothing', undefined],
    ['another name', 'wim.castelaar@contoso.example'],
    ['half of it', 'mara.ellingsworth'],
  ])('needs the sign-in name typed, and is refused with %s', async (_, typed) => {
    expect((await refusal(request('offboard', mara, { typed }))).code).toBe('action.notTyped')
    expect(await record(bench)).toEqual([])
  })
})
