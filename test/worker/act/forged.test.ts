import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientInput, ErrorBody } from '../../../shared/contract.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { msp } from '../../world/people.ts'
import { wrongTokens } from '../api/tokens.ts'
import type { Bench } from '../harness.ts'
import { connectTenant, contoso, doneIn, fabrikam, openDesk, record, request, seen } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const osric = seen(fabrikam, 'Danverleigh')
const wim = seen(contoso, 'Castelaar')
type Run = ClientInput<'actions.run'>

beforeEach(async () => {
  bench = await openDesk()
})

async function refused(
  input: unknown,
  as: Parameters<Bench['post']>[2] = 'technician',
  name = 'actions.run',
) {
  const response = await bench.post(name, input, as)
  const { error } = (await response.json()) as ErrorBody
  return { status: response.status, ...error }
}
const changes = () => [...doneIn(bench, contoso.id), ...doneIn(bench, fabrikam.id)]

const forgeries: [what: string, input: (right: Run) => unknown, code: string][] = [
  ['another tenant’s person', (right) => ({ ...right, personId: osric.personId }), 'access.notFound'],
  ['another tenant around the person', (right) => ({ ...right, tenantId: fabrikam.id }), 'access.notFound'],
  ['a tenant instead of the person', (right) => ({ ...right, personId: contoso.id }), 'access.notFound'],
  ['a path instead of an id', (right) => ({ ...right, personId: '../me' }), 'request.invalid'],
  ['a field that the action has not', (right) => ({ ...right, values: { isAdmin: true } }), 'action.values'],
  ['a field of every object', (right) => ({ ...right, values: { toString: 'x' } }), 'action.values'],
  ['a value of another kind', (right) => ({ ...right, values: { revoke: 'yes' } }), 'action.values'],
  [
    'something nested in a value',
    (right) => ({ ...right, values: { revoke: { is: 1 } } }),
    'request.invalid',
  ],
  ['an action that is none', (right) => ({ ...right, action: '__proto__' }), 'action.unknown'],
  [
    'another name than the person’s in the confirmation',
    (right) => ({ ...right, seen: { ...right.seen, displayName: 'Sela Brightmoor' } }),
    'action.personChanged',
  ],
  [
    'another sign-in name in the confirmation',
    (right) => ({ ...right, seen: { ...right.seen, userPrincipalName: 'sela@contoso.example' } }),
    'action.personChanged',
  ],
  ['no confirmation', ({ seen: _seen, ...right }) => right, 'request.invalid'],
  ['no key', ({ key: _key, ...right }) => right, 'request.invalid'],
  ['a key that is none', (right) => ({ ...right, key: 'again' }), 'request.invalid'],
  [
    'a verification of another kind',
    (right) => ({ ...right, verified: { how: 'believed' } }),
    'request.invalid',
  ],
  [
    'a ticket with a path in it',
    (right) => ({ ...right, ticket: { host: 'x.example', ticketId: '1/../2' } }),
    'request.invalid',
  ],
  ['a link for ever', (right) => ({ ...right, handover: { hours: 100_000 } }), 'request.invalid'],
]

describe('a forged request', () => {
  it.each(forgeries)('does nothing and leaves no intent: %s', async (_, forge, code) => {
    const answer = await refused(forge(request('block-sign-in', mara)))
    expect(answer.code).toBe(code)
    expect(changes()).toEqual([])
    expect(await record(bench)).toEqual([])
  })

  it('does nothing with any kind of bad token, whatever it asks', async () => {
    const tokens = Object.entries(await wrongTokens(bench.world))
    const key = crypto.randomUUID()
    const asks = [
      ['actions.run', request('reset-password', mara)],
      ['actions.resume', { key, actionId: 'none', seen: mara.seen }],
      ['actions.get', { actionId: 'none' }],
      ['audit.export', {}],
    ] as const
    for (const [name, input] of asks) {
      expect((await refused(input, null, name)).code).toBe('auth.missing')
      for (const [what, [token, code]] of tokens)
        expect([what, (await refused(input, { token }, name)).code]).toEqual([what, code])
    }
    expect(changes()).toEqual([])
  })

  it('does nothing for a role that is too low, named in the token alone', async () => {
    expect((await refused(request('block-sign-in', mara), 'viewer')).code).toBe('access.role')
    const forged = { ...request('block-sign-in', mara), role: 'admin', caller: { role: 'admin' } }
    expect((await refused(forged, 'viewer')).code).toBe('access.role')
    expect((await refused({}, 'technician', 'audit.list')).code).toBe('access.role')
    expect((await refused({}, 'technician', 'audit.export')).code).toBe('access.role')
  })

  it('cannot use a key for another body, whatever part of it differs', async () => {
    const input = request('reset-password', mara, {
      ...{ reason: 'Forgotten', verified: { how: 'callBack' }, typed: 'x' },
      ...{ handover: { hours: 1 }, values: { mustChange: true } },
    })
    await bench.call('actions.run', input, 'technician')
    const others: Partial<Run>[] = [
      { reason: 'Other' },
      { verified: { how: 'inPerson' } },
      { typed: 'y' },
      { handover: { hours: 2 } },
      { handover: undefined },
      { values: { mustChange: false } },
    ]
    for (const other of others) expect((await refused({ ...input, ...other })).code).toBe('action.keyReused')
    expect(changes()).toEqual(['Reset user password'])
  })
})

describe('what touches how somebody signs in, or cannot be taken back', () => {
  const touching = [
    'reset-password',
    'temporary-access-pass',
    'reset-mfa',
    'secure-account',
    'offboard',
    'delete-person',
  ]

  it.each(touching)(
    'is refused on holders of privileged roles, with the way to do it: %s',
    async (action) => {
      const typed = wim.seen.userPrincipalName
      const answer = await refused(request(action, wim, { typed }))
      expect(answer).toMatchObject({ code: 'action.privileged', next: expect.stringMatching(/admin centre/) })
      expect(answer.link).toMatch(
        new RegExp(`^https://entra.microsoft.com/${contoso.id}/.*/userId/${wim.personId}$`),
      )
      expect(changes()).toEqual([])
      expect(await record(bench)).toMatchObject([{ outcome: 'refused', code: 'action.privileged', action }])
    },
  )

  it.each(touching)('is refused on holders that the mirror does not know yet: %s', async (action) => {
    bench.world.microsoft.tenant(contoso.id).assignRole(mara.personId, 'Global Administrator')
    const answer = await refused(request(action, mara, { typed: mara.seen.userPrincipalName }))
    expect(answer.code).toBe('action.privileged')
    expect(answer.link).toContain(mara.personId)
    expect(changes()).toEqual([])
  })

  it.each(touching)('is refused on oneself: %s', async (action) => {
    const self = technicianOf('technician')
    await connectTenant(bench, msp)
    const about = { tenantId: msp.id, personId: self.id }
    const name = { displayName: self.name, userPrincipalName: self.upn }
    const answer = await refused(request(action, { ...about, seen: name }, { typed: self.upn }))
    expect(answer.code).toBe('action.self')
    expect(answer.link).toContain(self.id)
    expect(doneIn(bench, msp.id)).toEqual([])
  })
})
