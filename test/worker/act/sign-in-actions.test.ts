import { beforeEach, describe, expect, it } from 'vitest'
import type { Bench } from '../harness.ts'
import { contoso, doneIn, dump, openDesk, request, seen } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const directory = () => bench.world.microsoft.tenant(contoso.id)
const methodsOf = (personId: string) =>
  (directory().user(personId).authenticationMethods ?? []).map(({ id }) => id)

beforeEach(async () => {
  bench = await openDesk()
})

const run = (action: string, values: Record<string, unknown> = {}, about = mara) =>
  bench.call('actions.run', request(action, about, { values }), 'technician')

describe('a Temporary Access Pass', () => {
  it('is shown once and stands nowhere', async () => {
    const answer = await run('temporary-access-pass', { lifetime: '60', once: true })
    expect(answer).toMatchObject({ outcome: 'done', secret: { label: 'Temporary Access Pass' } })
    const pass = answer.secret?.value ?? ''
    expect(pass.length).toBeGreaterThan(6)
    expect(await dump(bench)).not.toContain(pass)
    expect(answer.text).toMatch(/valid for one hour and one sign-in\.$/)
    expect(doneIn(bench, contoso.id)).toEqual(['Create Temporary Access Pass'])
  })

  it.each([
    ['forbids it', { isEnabled: false }],
    ['has a shorter most', { most: 30, least: 10 }],
    ['allows one use alone', { once: true }],
  ])('is refused in words where the policy %s', async (_, policy) => {
    Object.assign(directory().passPolicy, policy)
    const answer = await run('temporary-access-pass', { once: false })
    expect(answer).toMatchObject({
      outcome: 'refused',
      text: expect.stringMatching(/policy does not allow/),
      next: expect.stringMatching(/Authentication methods/),
    })
    expect(doneIn(bench, contoso.id)).toEqual([])
  })
})

describe('MFA methods', () => {
  const methods = (last: string) => seen(contoso, last)

  it('go one at a time, and the default one only when it is the last', async () => {
    const [phone = '', app = ''] = methodsOf(mara.personId)
    const kept = await run('remove-mfa-method', { method: `microsoftAuthenticator/${app}` })
    expect(kept).toMatchObject({ outcome: 'refused', next: expect.stringMatching(/reset MFA/) })
    const first = await run('remove-mfa-method', { method: `phone/${phone}` })
    expect(first.text).toMatch(/^Removed Mobile phone from the MFA methods of mara/)
    expect((await run('remove-mfa-method', { method: `microsoftAuthenticator/${app}` })).outcome).toBe('done')
    expect(methodsOf(mara.personId)).toEqual([])
  })

  it('are all reset, each as soon as those before it are gone', async () => {
    const id = mara.personId
    const [phone, app] = directory().user(id).authenticationMethods ?? []
    const second = { ...phone, id: 'second', phoneType: 'alternateMobile' }
    if (!phone || !app) throw new Error('Mara has a phone and an app.')
    directory().updateUser(id, { authenticationMethods: [app, phone, second] })
    const answer = await run('reset-mfa', { revoke: true })
    expect(answer).toMatchObject({ outcome: 'done', steps: Array(4).fill({ state: 'done' }) })
    expect(methodsOf(id)).toEqual([])
    expect(doneIn(bench, contoso.id).at(-1)).toBe('Revoke sessions')
  })

  it('that stay are told one by one', async () => {
    bench.world.faults.add({
      match: ({ method, url }) => method === 'DELETE' && url.pathname.includes('/phoneMethods/'),
      respond: () => Response.json({ error: { code: 'badRequest', message: 'x' } }, { status: 400 }),
      times: 2,
    })
    const answer = await run('reset-mfa', { revoke: false })
    expect(answer).toMatchObject({ outcome: 'failed', steps: [{ state: 'failed' }, { state: 'failed' }] })
    expect(answer.text).toMatch(/Mobile phone.* failed/)
  })

  it('of holders of privileged roles are not touched', async () => {
    for (const action of ['reset-mfa', 'remove-mfa-method', 'temporary-access-pass']) {
      const response = await bench.post('actions.run', request(action, methods('Castelaar')), 'technician')
      expect((await response.json()) as object).toMatchObject({ error: { code: 'action.privileged' } })
    }
  })

  it('stay when the permission is missing, with the step that mends it', async () => {
    directory().revoke('operator', 'UserAuthenticationMethod.ReadWrite.All')
    const answer = await run('reset-mfa')
    expect(answer).toMatchObject({ outcome: 'refused', next: expect.stringMatching(/permission/) })
  })
})
