import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ActionOutcome, ClientInput } from '../../../shared/contract.ts'
import { resumeAction } from '../../../worker/act/resume.ts'
import { runAction } from '../../../worker/act/run.ts'
import { settleStarted } from '../../../worker/act/settle.ts'
import { purgeReports } from '../../../worker/store/steps.ts'
import type { Bench } from '../harness.ts'
import {
  callOf,
  contoso,
  doneIn,
  dump,
  host,
  openDesk,
  record,
  refusalOf,
  request,
  seen,
  ticketIds,
} from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const typed = mara.seen.userPrincipalName
const ticket = { host, ticketId: String(ticketIds.mara) }
const minute = 60_000
const isRevoke = ({ url }: { url: URL }) => url.pathname.endsWith('/revokeSignInSessions')
const isLicence = ({ url }: { url: URL }) => url.pathname.endsWith('/assignLicense')
const lose = () => {
  throw new Error('connection reset')
}
const busy = () => Response.json({ error: { code: 'TooManyRequests', message: 'No.' } }, { status: 429 })

beforeEach(async () => {
  bench = await openDesk()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

const offboard = (more: Partial<ClientInput<'actions.run'>> = {}) =>
  request('offboard', mara, { typed, ...more })
const run = (input: ClientInput<'actions.run'>) => bench.call('actions.run', input, 'technician')
const resume = (actionId: string, more: Partial<ClientInput<'actions.resume'>> = {}) =>
  bench.call(
    'actions.resume',
    { key: crypto.randomUUID(), actionId, seen: mara.seen, typed, ...more },
    'technician',
  )
const get = (actionId: string) => bench.call('actions.get', { actionId }, 'technician')
const states = ({ steps }: { steps: { id: string | null; state: string }[] }) =>
  Object.fromEntries(steps.map(({ id, state }) => [id, state]))
const handwork = { convert: 'skipped', forward: 'skipped', delegate: 'skipped' }

describe('an action in steps', () => {
  it('does them in order, each on record, and leaves the licence that carries the mailbox', async () => {
    const answer = await run(offboard({ ticket }))
    expect(answer).toMatchObject({ outcome: 'done', note: 'written', resumable: true, secret: null })
    expect(states(answer)).toEqual({
      ...{ revoke: 'done', reset: 'done', block: 'done', groups: 'done', licences: 'skipped' },
      ...handwork,
    })
    expect(doneIn(bench, contoso.id)).toEqual([
      'Revoke sessions',
      'Reset user password',
      'Disable account',
      'Remove member from group',
      'Change user license',
    ])
    const state = await get(answer.auditId)
    expect(state).toMatchObject({ state: 'ended', outcome: 'done', steps: answer.steps, resumable: true })
    expect(held()).toEqual(['SPB'])
    const note = bench.world.syncro.account().tickets.get(ticketIds.mara)?.comments.at(-1)?.body ?? ''
    expect(note).toContain('- Remove from groups: done (1 left.)')
    expect(note).toMatch(/- To do by hand: Convert the mailbox .*https:\/\/admin\.exchange\.microsoft\.com/)
    expect(note).not.toContain('Front office')
  })

  it('takes the mailbox’s licence too once a technician has said what becomes of the mailbox', async () => {
    const { auditId } = await run(offboard())
    const again = await resume(auditId, { values: { mailbox: 'converted' } })
    expect(again).toMatchObject({ outcome: 'done', resumable: false })
    expect(states(again)).toMatchObject({ revoke: 'done', licences: 'done' })
    expect(held()).toEqual([])
    expect(doneIn(bench, contoso.id).filter((what) => what === 'Revoke sessions')).toHaveLength(1)
  })

  it('leaves out what was not asked for', async () => {
    const values = { revoke: false, reset: false, groups: false, licences: false }
    const answer = await run(offboard({ values }))
    expect(states(answer)).toMatchObject({ revoke: 'skipped', block: 'done', licences: 'skipped' })
    expect(answer.resumable).toBe(false)
    expect(doneIn(bench, contoso.id)).toEqual(['Disable account'])
  })

  it('goes on after one that fails, and does that one alone when it is resumed', async () => {
    bench.world.microsoft.tenant(contoso.id).revoke('operator', 'User.EnableDisableAccount.All')
    const first = await run(offboard({ ticket, reason: 'Leaves', values: { mailbox: 'notNeeded' } }))
    expect(first).toMatchObject({ outcome: 'failed', resumable: true })
    expect(first.text).toMatch(/4 of 5 steps are done/)
    expect(states(first)).toMatchObject({ block: 'failed', groups: 'done', licences: 'done' })

    bench.world.microsoft.tenant(contoso.id).grant('operator', 'User.EnableDisableAccount.All')
    bench.world.clock.advance(2 * 60 * minute)
    const before = doneIn(bench, contoso.id).length
    const second = await resume(first.auditId)
    expect(second).toMatchObject({ outcome: 'done', resumable: false, note: 'written' })
    expect(doneIn(bench, contoso.id).slice(before)).toEqual(['Disable account'])
    expect(await record(bench)).toMatchObject([
      { outcome: 'started', action: 'offboard', reason: 'Leaves' },
      { outcome: 'failed', ticket_id: ticket.ticketId },
      {
        outcome: 'started',
        action: 'offboard',
        reason: 'Leaves',
        text: expect.stringMatching(/gone on with/),
      },
      { outcome: 'done', ticket_id: ticket.ticketId },
    ])
  })

  it('finds out by reading what became of a lost answer, and is unknown where that cannot tell', async () => {
    bench.world.faults.add({ match: isLicence, after: lose })
    bench.world.faults.add({ match: isRevoke, after: lose })
    const answer = await run(offboard({ values: { mailbox: 'converted' } }))
    expect(answer.outcome).toBe('unknown')
    expect(states(answer)).toMatchObject({ revoke: 'unknown', licences: 'done' })
    expect(states(await resume(answer.auditId))).toMatchObject({ revoke: 'done' })
  })

  it('is one action under one key, resumed or not', async () => {
    bench.world.faults.add({ match: isRevoke, respond: busy, times: 5 })
    const input = offboard()
    const first = await run(input)
    expect(await run(input)).toMatchObject({ repeated: true, steps: first.steps })
    const key = crypto.randomUUID()
    bench.world.faults.clear()
    const resumed = await resume(first.auditId, { key })
    expect(resumed.repeated).toBe(false)
    expect(await resume(first.auditId, { key })).toMatchObject({ repeated: true, auditId: resumed.auditId })
    expect(doneIn(bench, contoso.id).filter((what) => what === 'Revoke sessions')).toHaveLength(1)
  })

  it('asks everything again before it is resumed', async () => {
    bench.world.faults.add({ match: isRevoke, respond: busy, times: 5 })
    const { auditId } = await run(offboard())
    const refused = async (more: object) =>
      (
        await refusalOf(
          await bench.post(
            'actions.resume',
            { key: crypto.randomUUID(), actionId: auditId, seen: mara.seen, typed, ...more },
            'technician',
          ),
        )
      ).code
    expect(await refused({ typed: 'mara' })).toBe('action.notTyped')
    expect(await refused({ seen: { ...mara.seen, displayName: 'Somebody' } })).toBe('action.personChanged')
    expect(await refused({ values: { forged: true } })).toBe('action.values')
    bench.world.microsoft.tenant(contoso.id).assignRole(mara.personId, 'Global Administrator')
    expect(await refused({})).toBe('action.privileged')
    bench.world.clock.advance(24 * 60 * minute)
    expect(await refused({})).toBe('action.notResumable')
  })

  it('cannot be resumed where it is not in steps', async () => {
    const { auditId } = await run(request('revoke-sessions', mara))
    await expect(resume(auditId)).rejects.toThrow(/action.notResumable/)
  })

  it('keeps what it found for 30 days', async () => {
    const { auditId } = await run(offboard())
    expect((await get(auditId)).steps.find(({ id }) => id === 'groups')?.report?.rows).toEqual([
      ['Front office', 'done', null],
    ])
    bench.world.clock.advance(31 * 24 * 60 * minute)
    await purgeReports(callOf(bench))
    expect((await get(auditId)).steps.find(({ id }) => id === 'groups')).toMatchObject({
      report: null,
      state: 'done',
    })
    expect(await dump(bench)).not.toContain('"Front office","done"')
  })
})

function held(): string[] {
  const { subscriptions, user } = (() => {
    const tenant = bench.world.microsoft.tenant(contoso.id)
    return { subscriptions: tenant.subscriptions, user: tenant.user(mara.personId) }
  })()
  const names = new Map(subscriptions.map(({ product }) => [product.skuId, product.skuPartNumber]))
  return (user.assignedLicenses ?? []).map(({ skuId }) => names.get(skuId) ?? skuId)
}

describe('two at once on one person', () => {
  it('do not mix: the second is told who is at it, and may begin afterwards', async () => {
    let told = { code: '', text: '' }
    const input = offboard()
    bench.world.faults.add({
      match: isRevoke,
      async respond() {
        const running = await bench.db
          .prepare('SELECT action_id AS id FROM person_lease')
          .first<{ id: string }>()
        expect(await get(running?.id ?? '')).toMatchObject({
          ...{ state: 'running', outcome: null, resumable: false },
          steps: expect.arrayContaining([expect.objectContaining({ id: 'revoke', state: 'started' })]),
        })
        const byKey = await bench.call('actions.get', { key: input.key }, 'technician')
        expect(byKey).toMatchObject({ actionId: running?.id, state: 'running' })
        expect((await refusalOf(await bench.post('actions.get', { key: input.key }, 'admin'))).status).toBe(
          404,
        )
        told = await refusalOf(await bench.post('actions.run', offboard(), 'admin'))
        return Response.json({ value: true })
      },
    })
    expect((await run(input)).outcome).toBe('done')
    expect(told).toMatchObject({ code: 'action.busy', text: expect.stringMatching(/Tilda Harrow/) })
    expect(await bench.call('actions.run', request('revoke-sessions', mara))).toMatchObject({
      outcome: 'done',
    })
  })

  it('leaves others alone', async () => {
    const sela = seen(contoso, 'Brightmoor')
    let other: ActionOutcome | null = null
    bench.world.faults.add({
      match: isRevoke,
      async respond() {
        other = await bench.call('actions.run', request('revoke-sessions', sela))
        return Response.json({ value: true })
      },
    })
    await run(offboard())
    expect(other).toMatchObject({ outcome: 'done' })
  })

  it('stops before its next step when it was too slow and somebody else has the person', async () => {
    bench.world.faults.add({
      match: isRevoke,
      async respond() {
        bench.world.clock.advance(2 * minute)
        await bench.call('actions.run', request('revoke-sessions', mara))
        return Response.json({ value: true })
      },
    })
    const answer = await run(offboard())
    expect(states(answer)).toMatchObject({ revoke: 'done', reset: 'skipped', block: 'skipped' })
    expect(answer.resumable).toBe(true)
    expect(doneIn(bench, contoso.id)).toEqual(['Revoke sessions'])
  })
})

describe('an action in steps that was interrupted', () => {
  /** Runs until the worker dies in the request that matches, after Microsoft has done it or before. */
  async function interrupt(match: (request: { method: string; url: URL }) => boolean, isDone: boolean) {
    let reached = () => {}
    const reaching = new Promise<void>((resolve) => {
      reached = resolve
    })
    const hang = () => {
      reached()
      return new Promise<Response>(() => {})
    }
    bench.world.faults.add(isDone ? { match, after: hang } : { match, respond: hang })
    void runAction(callOf(bench), { ...offboard({ ticket }), values: {} }, { writeMs: 3_600_000, readMs: 1 })
    await reaching
    const row = await bench.db.prepare('SELECT action_id AS id FROM person_lease').first<{ id: string }>()
    return row?.id ?? ''
  }
  const isBlock = ({ method, url }: { method: string; url: URL }) =>
    method === 'PATCH' && url.pathname.startsWith('/v1.0/users/') && doneIn(bench, contoso.id).length === 2

  it.each([
    ['done', true],
    ['failed', false],
  ])('is closed by what Microsoft shows of the step that was begun: %s', async (state, isDone) => {
    const actionId = await interrupt(isBlock, isDone)
    bench.world.clock.advance(11 * minute)
    expect((await get(actionId)).state).toBe('interrupted')
    await bench.tick()
    const ended = await get(actionId)
    expect(ended).toMatchObject({
      state: 'ended',
      outcome: 'failed',
      resumable: true,
      note: { state: 'written' },
    })
    expect(states(ended)).toMatchObject({ revoke: 'done', reset: 'done', block: state, groups: 'skipped' })
    expect(await record(bench)).toMatchObject([{ outcome: 'started' }, { outcome: 'failed' }])
  })

  it('is settled and gone on with in one, as soon as nobody works on it', async () => {
    const actionId = await interrupt(isRevoke, true)
    await expect(resume(actionId)).rejects.toThrow(/action.busy/)
    bench.world.clock.advance(2 * minute)
    const answer = await resume(actionId)
    expect(states(answer)).toMatchObject({ revoke: 'done', block: 'done' })
    expect((await get(actionId)).steps.find(({ id }) => id === 'revoke')?.state).toBe('unknown')
    expect((await record(bench)).map(({ outcome }) => outcome)).toEqual([
      'started',
      'unknown',
      'started',
      'done',
    ])
  })

  it('is settled once by two at the same moment', async () => {
    await interrupt(isRevoke, false)
    bench.world.clock.advance(11 * minute)
    const call = callOf(bench)
    await Promise.all([settleStarted(call), settleStarted(call)])
    expect(await record(bench)).toHaveLength(2)
  })
})

it('hands a resumed run the words of its own request alone', async () => {
  bench.world.faults.add({ match: isRevoke, respond: busy, times: 5 })
  const { auditId } = await run(offboard())
  const call = callOf(bench)
  const input = { key: crypto.randomUUID(), actionId: auditId, seen: mara.seen, typed, values: {} }
  const [one, other] = await Promise.allSettled([
    resumeAction(call, input),
    resumeAction(call, { ...input, key: crypto.randomUUID() }),
  ])
  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
})
