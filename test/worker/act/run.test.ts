import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ActionOutcome, ErrorBody } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { runAction } from '../../../worker/act/run.ts'
import { msp } from '../../world/people.ts'
import type { Bench } from '../harness.ts'
import {
  callOf,
  connectTenant,
  contoso,
  doneIn,
  fabrikam,
  openDesk,
  record,
  refusalOf,
  request,
  seen,
} from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const wim = seen(contoso, 'Castelaar')
const osric = seen(fabrikam, 'Danverleigh')
const isPatch = ({ method, url }: { method: string; url: URL }) =>
  method === 'PATCH' && url.pathname.startsWith('/v1.0/users/')
const isRevoke = ({ url }: { url: URL }) => url.pathname.endsWith('/revokeSignInSessions')
const isRoleRead = ({ url }: { url: URL }) => url.pathname.endsWith('/roleAssignments')
const lose = () => {
  throw new Error('connection reset')
}

beforeEach(async () => {
  bench = await openDesk()
})

const run = (input: ReturnType<typeof request>) => bench.call('actions.run', input, 'technician')
const refusal = async (input: ReturnType<typeof request>) =>
  refusalOf(await bench.post('actions.run', input, 'technician'))
const outcomes = async () => (await record(bench)).map(({ outcome }) => outcome)

describe('an action', () => {
  it('is done, on record before and after, and seen at once', async () => {
    const answer = await run(request('block-sign-in', mara))
    expect(answer).toMatchObject({ outcome: 'done', note: 'none', repeated: false, secret: null })
    expect(answer.view?.person.accountEnabled).toBe(false)
    expect(bench.world.microsoft.tenant(contoso.id).user(mara.personId).accountEnabled).toBe(false)
    const rows = await record(bench)
    expect(rows.map(({ outcome, action_id }) => [outcome, action_id])).toEqual([
      ['started', answer.auditId],
      ['done', answer.auditId],
    ])
    expect(rows[1]?.text).toBe(`Blocked sign-in for ${mara.seen.userPrincipalName}.`)
  })

  it('puts the intent on record before Microsoft is asked', async () => {
    const before: string[][] = []
    bench.world.faults.add({
      match: isPatch,
      async respond() {
        before.push(await outcomes())
        return new Response(null, { status: 204 })
      },
    })
    await run(request('block-sign-in', mara, { values: { revoke: false } }))
    expect(before).toEqual([['started']])
  })

  it('shows a generated password once', async () => {
    const input = request('reset-password', mara)
    const answer = await run(input)
    expect(answer.secret?.value).toMatch(/^[A-Z][a-z]+(-[a-z]+){3}-\d{4}$/)
    const again = await run(input)
    expect(again).toMatchObject({ repeated: true, secret: null, outcome: 'done', auditId: answer.auditId })
    expect(doneIn(bench, contoso.id)).toEqual(['Reset user password'])
  })

  it('asks Graph only for what it declares', async () => {
    const before = bench.world.visits.length
    await run(request('reset-password', mara, { values: { revoke: true } }))
    const paths = bench.world.visits.slice(before).filter(({ url }) => url.includes('graph.microsoft.com'))
    expect(paths.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      `GET /v1.0/users/${mara.personId}/transitiveMemberOf`,
      'GET /v1.0/roleManagement/directory/roleAssignments',
      `PATCH /v1.0/users/${mara.personId}`,
      `POST /v1.0/users/${mara.personId}/revokeSignInSessions`,
      `GET /v1.0/users/${mara.personId}`,
    ])
  })
})

describe('refusals beforehand', () => {
  it('come in their order, and none of them starts anything', async () => {
    const operator = (at: number | null) =>
      bench.db.prepare('UPDATE tenant SET operator_at = ?1').bind(at).run()
    const other = { displayName: 'Wim Castelaar', userPrincipalName: 'somebody.else@contoso.example' }
    const badForm = { values: { nonsense: true }, ticket: { host: 'lamplight.syncromsp.com', ticketId: '1' } }
    await operator(null)
    expect((await refusal(request('block-sign-in', wim, { ...badForm, seen: other }))).code).toBe(
      'tenant.noOperator',
    )
    await operator(1)
    expect((await refusal(request('block-sign-in', wim, { ...badForm, seen: other }))).code).toBe(
      'action.personChanged',
    )
    expect((await refusal(request('block-sign-in', wim, badForm))).code).toBe('action.privileged')
    expect((await refusal(request('block-sign-in', osric, badForm))).code).toBe('action.notApplicable')
    expect((await refusal(request('block-sign-in', mara, badForm))).code).toBe('action.values')
    const goodForm = { ...badForm, values: {} }
    expect((await refusal(request('block-sign-in', mara, goodForm))).code).toBe('psa.notFound')
    expect(await outcomes()).toEqual(['refused'])
    expect([...doneIn(bench, contoso.id), ...doneIn(bench, fabrikam.id)]).toEqual([])
    expect((await bench.db.prepare('SELECT * FROM action_key').all()).results).toEqual([])
  })

  it('keep unknown actions and other tenants’ persons apart from nothing at all', async () => {
    expect(await refusal(request('toString', mara))).toMatchObject({ status: 404, code: 'action.unknown' })
    const strangers = [
      { ...mara, tenantId: fabrikam.id },
      { ...mara, tenantId: '99999999-9999-4999-8999-999999999999' },
      { ...mara, personId: '99999999-9999-4999-8999-999999999999' },
    ]
    const texts = await Promise.all(strangers.map(async (about) => refusal(request('block-sign-in', about))))
    expect(texts).toEqual(Array(3).fill({ status: 404, code: 'access.notFound', text: 'Not found.' }))
  })

  it.each(['pending', 'stopped'])('keep off a tenant that is %s', async (state) => {
    await bench.db
      .prepare("UPDATE tenant SET state = ?1, problem_code = 'tenant.consentMissing'")
      .bind(state)
      .run()
    const { code } = await refusal(request('block-sign-in', mara))
    expect(code).toBe(state === 'pending' ? 'tenant.pending' : 'tenant.consentMissing')
  })

  it('go on record when the role is too low', async () => {
    const call = callOf(bench, 'viewer')
    await expect(
      runAction(call, { ...request('block-sign-in', mara), ticket: undefined }),
    ).rejects.toMatchObject({
      code: 'access.role',
    })
    expect(await record(bench)).toMatchObject([
      { outcome: 'refused', code: 'access.role', actor_name: 'Wes Ockham' },
    ])
  })

  it('protect the technician’s own account', async () => {
    await connectTenant(bench, msp)
    const [, own] = msp.technicians
    const about = {
      tenantId: msp.id,
      personId: own.id,
      seen: { displayName: own.name, userPrincipalName: own.upn },
    }
    expect((await refusal(request('reset-password', about))).code).toBe('action.self')
    expect(await record(bench)).toMatchObject([{ outcome: 'refused', code: 'action.self' }])
    const colleague = await bench.call('actions.run', request('reset-password', about), 'admin')
    expect(colleague.outcome).toBe('done')
  })

  it('say which field is at fault and never what was typed', async () => {
    const typed = { mode: 'own', password: 'short-S1' }
    const tooShort = await refusal(
      request('reset-password', mara, { values: { ...typed, password: 'Sh0rt!' } }),
    )
    expect(tooShort).toMatchObject({
      status: 422,
      code: 'action.values',
      text: expect.stringMatching(/too short/),
    })
    const wrongKind = await refusal(
      request('reset-password', mara, { values: { ...typed, mustChange: 'Geheim-123' } }),
    )
    expect(wrongKind.text).toMatch(/Must change/)
    expect(wrongKind.text).not.toContain('Geheim')
    const undeclared = await refusal(request('block-sign-in', mara, { values: { accountEnabled: true } }))
    expect(undeclared).toMatchObject({ status: 422, text: expect.stringMatching(/does not have/) })
  })
})

describe('holders of privileged roles', () => {
  it.each(['reset-password', 'block-sign-in', 'revoke-sessions'])('are refused: %s', async (action) => {
    expect(await refusal(request(action, wim))).toMatchObject({
      status: 409,
      code: 'action.privileged',
      text: expect.stringContaining('Global Administrator'),
    })
    expect(doneIn(bench, contoso.id)).toEqual([])
    expect(await record(bench)).toMatchObject([{ outcome: 'refused', code: 'action.privileged', action }])
  })

  it('are refused when the mirror does not know their role yet', async () => {
    bench.world.microsoft.tenant(contoso.id).assignRole(mara.personId, 'Exchange Administrator')
    expect((await refusal(request('revoke-sessions', mara))).code).toBe('action.privileged')
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('are refused when a group gives them their role, though the mirror knows neither', async () => {
    const tenant = bench.world.microsoft.tenant(contoso.id)
    const { id } = tenant.groups.add({ displayName: 'Night shift', isAssignableToRole: true })
    tenant.groups.addMember(id, mara.personId)
    expect((await run(request('revoke-sessions', mara))).outcome).toBe('done')
    tenant.assignRole(id, 'Exchange Administrator')
    expect(await refusal(request('reset-password', mara))).toMatchObject({
      code: 'action.privileged',
      text: expect.stringContaining('Exchange Administrator'),
    })
  })

  it('are suspected when Microsoft does not say which groups the person is in', async () => {
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/transitiveMemberOf'),
      respond: () => new Response('{}', { status: 403 }),
      times: 20,
    })
    expect((await refusal(request('reset-password', mara))).code).toBe('graph.denied')
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('are refused when only the mirror still knows their role', async () => {
    bench.world.microsoft.tenant(contoso.id).removeRole(wim.personId, 'Global Administrator')
    expect((await refusal(request('reset-password', wim))).code).toBe('action.privileged')
  })

  it('are not those who may merely read the directory', async () => {
    bench.world.microsoft.tenant(contoso.id).assignRole(mara.personId, 'Directory Readers')
    expect((await run(request('revoke-sessions', mara))).outcome).toBe('done')
  })

  it.each([
    ['does not answer', () => new Response('busy', { status: 503 }), 'graph.unavailable'],
    ['refuses to say', () => new Response('{}', { status: 403 }), 'graph.denied'],
    ['says something else', () => Response.json({ value: [{ id: 'x' }] }), 'graph.malformed'],
    [
      'answers about somebody else',
      () => Response.json({ value: [{ principalId: 'other', roleDefinitionId: 'r' }] }),
      'graph.malformed',
    ],
    [
      'names a role of the customer’s own making',
      () =>
        Response.json({
          value: [
            {
              principalId: mara.personId,
              roleDefinitionId: 'custom',
              roleDefinition: { displayName: 'Key keeper', isBuiltIn: false },
            },
          ],
        }),
      'action.privileged',
    ],
  ])('are suspected when Microsoft %s', async (_, respond, code) => {
    bench.world.faults.add({ match: isRoleRead, respond, times: 20 })
    const call = { ...callOf(bench), sleep: async () => {} }
    const input = { ...request('reset-password', mara), ticket: undefined }
    await expect(runAction(call, input)).rejects.toMatchObject({ code })
    expect(doneIn(bench, contoso.id)).toEqual([])
    expect(await outcomes()).toEqual(['refused'])
  })
})

describe('the same key', () => {
  it('runs once when clicked twice at the same moment', async () => {
    const input = request('reset-password', mara)
    const responses = await Promise.all([1, 2, 3].map(() => bench.post('actions.run', input, 'technician')))
    const bodies = (await Promise.all(responses.map((response) => response.json()))) as (ActionOutcome &
      ErrorBody)[]
    expect(bodies.filter(({ repeated }) => repeated === false)).toHaveLength(1)
    const others = bodies.filter(({ repeated }) => repeated !== false)
    for (const other of others) expect(other.repeated || other.error.code === 'action.running').toBe(true)
    expect(doneIn(bench, contoso.id)).toEqual(['Reset user password'])
    expect(await outcomes()).toEqual(['started', 'done'])
  })

  it('gives the first outcome again, although the action would not apply any more', async () => {
    const input = request('block-sign-in', mara)
    const first = await run(input)
    const again = await run(input)
    expect(again).toMatchObject({ ...first, repeated: true, view: expect.anything() })
    expect(await outcomes()).toEqual(['started', 'done'])
  })

  it('does not serve another request', async () => {
    const input = request('reset-password', mara, { values: { mode: 'own', password: 'Sunny-Day-7' } })
    await run(input)
    const others = [
      { ...input, values: { mode: 'own', password: 'Sunny-Day-8' } },
      { ...input, action: 'block-sign-in', values: {} },
      { ...input, ...seen(contoso, 'Brightmoor') },
      { ...input, ticket: { host: 'lamplight.syncromsp.com', ticketId: '88231' } },
    ]
    for (const other of others)
      expect(await refusal(other)).toMatchObject({ status: 422, code: 'action.keyReused' })
    expect(await run({ ...input, values: { password: 'Sunny-Day-7', mode: 'own' } })).toMatchObject({
      repeated: true,
    })
    expect(doneIn(bench, contoso.id)).toEqual(['Reset user password'])
  })

  it('belongs to one technician', async () => {
    const input = request('revoke-sessions', mara)
    await run(input)
    expect((await bench.call('actions.run', input, 'admin')).repeated).toBe(false)
  })

  it('is still running until there is an outcome', async () => {
    const input = request('revoke-sessions', mara)
    let code = ''
    bench.world.faults.add({
      match: isRevoke,
      async respond() {
        code = (await refusal(input)).code
        return Response.json({ value: true })
      },
    })
    await run(input)
    expect(code).toBe('action.running')
  })
})

describe('outcomes', () => {
  it('are found out by reading when the answer was lost', async () => {
    bench.world.faults.add({ match: isPatch, after: lose })
    const answer = await run(request('block-sign-in', mara))
    expect(answer).toMatchObject({ outcome: 'done', steps: [{ state: 'done' }, { state: 'done' }] })
  })

  it('are unknown when the answer was lost and reading cannot tell', async () => {
    bench.world.faults.add({ match: isPatch, after: lose })
    const answer = await run(request('reset-password', mara))
    expect(answer).toMatchObject({ outcome: 'unknown', secret: null, next: expect.stringMatching(/again/) })
    expect(await outcomes()).toEqual(['started', 'unknown'])
    expect(doneIn(bench, contoso.id)).toEqual(['Reset user password'])
  })

  it('are unknown when the request was lost on its way and reading shows no change', async () => {
    bench.world.faults.add({ match: isPatch, respond: lose })
    const answer = await run(request('block-sign-in', mara))
    expect(answer.outcome).toBe('unknown')
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('are unknown when Microsoft does not answer before the deadline', async () => {
    bench.world.faults.add({ match: isRevoke, respond: () => new Promise(() => {}) })
    const input = { ...request('revoke-sessions', mara), ticket: undefined }
    const answer = await runAction(callOf(bench), input, { writeMs: 50, readMs: 50 })
    expect(answer.outcome).toBe('unknown')
    expect(await outcomes()).toEqual(['started', 'unknown'])
  })

  it('keep a new password although the deadline passes in a later step', async () => {
    bench.world.faults.add({ match: isRevoke, respond: () => new Promise(() => {}) })
    const input = { ...request('reset-password', mara, { values: { revoke: true } }), ticket: undefined }
    const answer = await runAction(callOf(bench), input, { writeMs: 300, readMs: 50 })
    expect(answer).toMatchObject({ outcome: 'unknown', steps: [{ state: 'done' }, { state: 'unknown' }] })
    expect(answer.secret?.value).toBeTruthy()
  })

  it('are refused with the step that mends it when the permission is missing', async () => {
    bench.world.microsoft.tenant(contoso.id).revoke('operator', 'User.EnableDisableAccount.All')
    const answer = await run(request('block-sign-in', mara))
    expect(answer).toMatchObject({ outcome: 'refused', next: expect.stringMatching(/permission/) })
    expect(await record(bench)).toMatchObject([
      { outcome: 'started' },
      { outcome: 'refused', code: 'graph.denied' },
    ])
  })

  it('are refused when the operator was withdrawn behind our back', async () => {
    bench.world.microsoft.tenant(contoso.id).withdrawConsent('operator')
    const answer = await run(request('revoke-sessions', mara))
    expect(answer).toMatchObject({ outcome: 'refused', next: expect.stringMatching(/operator/) })
  })

  it('report a part that failed, and show the password that was set', async () => {
    for (const permission of ['User.RevokeSessions.All', 'User.ReadWrite.All'])
      bench.world.microsoft.tenant(contoso.id).revoke('operator', permission)
    const answer = await run(request('reset-password', mara, { values: { revoke: true } }))
    expect(answer).toMatchObject({ outcome: 'failed', steps: [{ state: 'done' }, { state: 'failed' }] })
    expect(answer.text).toMatch(
      /^Reset the password of .* But “End all sessions” failed: Microsoft refused access/,
    )
    expect(answer.secret?.value).toBeTruthy()
  })

  it('come without a view when the person cannot be read anew', async () => {
    const isRead = ({ method, url }: { method: string; url: URL }) =>
      method === 'GET' && url.pathname === `/v1.0/users/${mara.personId}`
    bench.world.faults.add({ match: isRead, respond: () => new Response('{}', { status: 403 }), times: 9 })
    expect(await run(request('revoke-sessions', mara))).toMatchObject({ outcome: 'done', view: null })
  })

  it('reach the technician with the password although the database fails just then', async () => {
    let batches = 0
    const failing = new Proxy(bench.env.DB, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (name !== 'batch') return value.bind(target)
        return (statements: D1PreparedStatement[]) => {
          batches += 1
          if (batches > 1) throw new AppError('internal')
          return target.batch(statements)
        }
      },
    })
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const call = callOf(bench, 'technician', { ...bench.env, DB: failing })
    const answer = await runAction(call, { ...request('reset-password', mara), ticket: undefined })
    expect(answer).toMatchObject({ outcome: 'done', secret: { value: expect.any(String) } })
    expect(await outcomes()).toEqual(['started'])
  })
})
