import { beforeEach, describe, expect, it } from 'vitest'
import { errorText } from '../../../shared/errors.ts'
import { watchPartner } from '../../../worker/partner/check.ts'
import { unseal } from '../../../worker/store/secrets.ts'
import { followSignIn } from '../../world/microsoft/partner/follow-sign-in.ts'
import { partnerGroups } from '../../world/microsoft/partner/partner.ts'
import { apps, msp, partnerAccount } from '../../world/people.ts'
import { codeOf, type PartnerBench, startPartner } from './bench.ts'

let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
})

const stored = () => bench.db.prepare('SELECT sealed FROM partner').first<{ sealed: string }>()
const opened = async () =>
  unseal(bench.env, { table: 'partner', rowId: 'partner', field: 'sealed' }, (await stored())?.sealed ?? '')
const ruben = msp.technicians[0].id

describe('the sign-in link', () => {
  it('asks the own tenant for a code, with PKCE, state, nonce and exactly the scopes that are told before', async () => {
    const { url, state } = await bench.call('partner.begin', {})
    const { origin, pathname, searchParams } = new URL(url)
    expect(origin + pathname).toBe(`https://login.microsoftonline.com/${msp.id}/oauth2/v2.0/authorize`)
    const { state: secret, nonce, code_challenge, scope, ...rest } = Object.fromEntries(searchParams)
    expect(rest).toEqual({
      client_id: apps.partner.id,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: 'https://sidelight.example/partner/callback',
      code_challenge_method: 'S256',
      prompt: 'select_account',
    })
    for (const value of [secret, nonce, code_challenge]) expect(value).toMatch(/^[\w-]{43}$/)
    const asked = scope?.split(' ').map((name) => name.split('/').at(-1))
    const told = state.permissions.map(({ name }) => name)
    expect(asked?.filter((name) => !['openid', 'profile'].includes(name ?? ''))).toEqual([
      'DelegatedAdminRelationship.Read.All',
      'Directory.Read.All',
      'offline_access',
      'user_impersonation',
    ])
    expect(told).toEqual(
      expect.arrayContaining(['DelegatedAdminRelationship.Read.All', 'user_impersonation']),
    )
    expect(state.attempt).toMatchObject({ state: 'waiting' })
  })

  it('carries secrets that the database does not hold', async () => {
    const { url } = await bench.call('partner.begin', {})
    const { results } = await bench.db.prepare('SELECT * FROM partner_attempt').all()
    for (const name of ['state', 'nonce']) {
      expect(JSON.stringify(results)).not.toContain(new URL(url).searchParams.get(name))
    }
  })

  it('is not given where the server has no application for it, which is said before', async () => {
    bench = await startPartner({ PARTNER_CLIENT_SECRET: '' })
    expect((await bench.state()).setUp).toMatchObject({ code: 'config.missing' })
    expect(await codeOf(await bench.post('partner.begin', {}))).toBe('config.missing')
  })

  it('is for the public cloud alone', async () => {
    bench = await startPartner({ CLOUD: 'usgov' }).catch(() => bench)
    expect((await bench.state()).setUp?.text ?? '').toContain('public cloud')
  })
})

describe('a sign-in in which everything is as it must be', () => {
  it('connects the account, with its token sealed, and reads its customers', async () => {
    const page = await bench.signIn()
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('The partner is connected'),
    ])
    expect(await bench.state()).toMatchObject({
      state: 'connected',
      account: partnerAccount.upn,
      problem: null,
      attempt: { state: 'connected' },
    })
    expect((await stored())?.sealed).toMatch(/^\{"v":1,"kid":/)
    expect(bench.partner.refreshTokens.has(await opened())).toBe(true)
    await bench.drain()
    expect((await bench.call('partner.customers', {})).counts.all).toBe(12)
  })

  it('works with a state once', async () => {
    const { url } = await bench.call('partner.begin', {})
    const location = await followSignIn(bench.world.fetch, url)
    expect((await bench.request(location)).status).toBe(200)
    const again = await bench.request(location)
    expect([again.status, await again.text()]).toEqual([
      400,
      expect.stringContaining(errorText('partner.expired')),
    ])
  })

  it('works for half an hour', async () => {
    const { url } = await bench.call('partner.begin', {})
    const location = await followSignIn(bench.world.fetch, url)
    bench.world.clock.advance(30 * 60_000)
    expect((await bench.request(location)).status).toBe(400)
    expect(await bench.state()).toMatchObject({ state: 'none', attempt: { state: 'expired' } })
  })
})

const failures: Record<string, { code: string; arrange(): void; accountId?: string | null }> = {
  'was cancelled': { code: 'partner.declined', arrange() {}, accountId: null },
  'had no multi-factor authentication of Entra': {
    code: 'partner.noMfa',
    arrange() {
      bench.partner.hasMfa = false
    },
  },
  'is by an account outside AdminAgents': { code: 'partner.notAdminAgent', arrange() {}, accountId: ruben },
  'is by an account that Partner Center does not let in': {
    code: 'partner.noAccess',
    arrange() {
      bench.partner.isPartner = false
    },
  },
  'is blocked by Conditional Access': {
    code: 'partner.blocked',
    arrange() {
      bench.partner.refusals.set(msp.id, { number: 53003, text: 'Access has been blocked.' })
    },
  },
  'asks for more factors': {
    code: 'partner.mfaNeeded',
    arrange() {
      bench.partner.refusals.set(msp.id, { number: 50076, text: 'You must use multi-factor authentication.' })
    },
  },
}

describe.each(Object.entries(failures))('a sign-in that %s', (_name, { code, arrange, accountId }) => {
  it('is told with its words and next step, and nothing of it is stored', async () => {
    arrange()
    const page = await bench.signIn(accountId)
    expect(page.status).toBe(400)
    const { state, problem, attempt } = await bench.state()
    expect({ state, problem }).toEqual({ state: 'none', problem: null })
    expect(attempt).toMatchObject({ state: 'failed', problem: { code } })
    expect(attempt?.problem?.next).toBeTruthy()
    const shown = (await page.text()).replaceAll('&#39;', "'")
    expect(shown).toContain(attempt?.problem?.next?.slice(0, 30))
    expect(await stored()).toBeNull()
  })

  it('leaves a connection that works as it is', async () => {
    await bench.connect()
    const before = await opened()
    const { since } = await bench.state()
    bench.world.clock.advance(60_000)
    arrange()
    expect((await bench.signIn(accountId)).status).toBe(400)
    expect(await bench.state()).toMatchObject({ state: 'connected', since, attempt: { state: 'failed' } })
    expect(await opened()).toBe(before)
  })
})

it('refuses an account of another tenant', async () => {
  const { url } = await bench.call('partner.begin', {})
  const location = await followSignIn(bench.world.fetch, url)
  bench.world.faults.add({
    match: ({ url: at }) => at.pathname.endsWith('/oauth2/v2.0/token'),
    async after(response) {
      const body = (await response.json()) as Record<string, unknown>
      const id_token = await bench.world.microsoft.mint({
        iss: 'https://login.microsoftonline.com/c0000000-0000-4000-8000-00000000c001/v2.0',
        ...{ aud: apps.partner.id, tid: 'c0000000-0000-4000-8000-00000000c001', oid: partnerAccount.id },
        ...{ nonce: new URL(url).searchParams.get('nonce'), exp: 4_000_000_000 },
      })
      return Response.json({ ...body, id_token })
    },
  })
  expect((await bench.request(location)).status).toBe(400)
  expect((await bench.state()).attempt?.problem?.code).toBe('partner.otherTenant')
})

it('refuses an answer to another sign-in: the nonce is not its own', async () => {
  const first = new URL((await bench.call('partner.begin', {})).url)
  const second = new URL((await bench.call('partner.begin', {})).url)
  second.searchParams.set('nonce', first.searchParams.get('nonce') ?? '')
  const location = await followSignIn(bench.world.fetch, second.href)
  expect((await bench.request(location)).status).toBe(400)
  expect(await stored()).toBeNull()
})

describe('the health of the connection', () => {
  beforeEach(() => bench.connect())

  it('is kept by a new token at least daily, stored before it is used', async () => {
    const first = await opened()
    let seenAtUse: string | null = null
    await bench.hours(19)
    expect(await opened()).not.toBe(first)
    const before = await opened()
    bench.world.faults.add({
      match: ({ url }) => url.pathname === '/v1/customers',
      async after(response) {
        seenAtUse = await opened()
        return response
      },
    })
    await bench.hours(5)
    expect(seenAtUse).not.toBeNull()
    expect(seenAtUse).not.toBe(before)
    expect(await bench.state()).toMatchObject({ state: 'connected', problem: null })
  })

  it('outlives half a year in which nobody does anything', async () => {
    for (let day = 0; day < 180; day += 1) {
      bench.world.clock.advance(24 * 3_600_000)
      await watchPartner({ env: bench.env, now: bench.world.clock.now })
    }
    expect(await bench.state()).toMatchObject({ state: 'connected', problem: null })
  })

  it('ends where the server was away for longer than Microsoft keeps a sign-in, and says so', async () => {
    bench.world.clock.advance(91 * 24 * 3_600_000)
    await bench.hours(1)
    expect(await bench.state()).toMatchObject({ state: 'failing', problem: { code: 'partner.lapsed' } })
  })

  const troubles: Record<string, { code: string; arrange(): void; mend(): void }> = {
    'the password changes': {
      code: 'partner.revoked',
      arrange: () => bench.partner.revokeSessions(),
      mend() {},
    },
    'the account leaves AdminAgents': {
      code: 'partner.notAdminAgent',
      arrange: () => bench.partner.own.groups.removeMember(partnerGroups.adminAgents, partnerAccount.id),
      mend: () => bench.partner.own.groups.addMember(partnerGroups.adminAgents, partnerAccount.id),
    },
    'Conditional Access blocks it': {
      code: 'partner.blocked',
      arrange: () => void bench.partner.refusals.set(msp.id, { number: 53003, text: 'Blocked.' }),
      mend: () => void bench.partner.refusals.delete(msp.id),
    },
  }
  it.each(Object.entries(troubles))(
    'raises an alert within a day when %s, and ends it when mended',
    async (_name, trouble) => {
      bench.world.clock.advance(60_000)
      trouble.arrange()
      await bench.hours(21)
      expect(await bench.state()).toMatchObject({ state: 'failing', problem: { code: trouble.code } })
      const open = async () =>
        (await bench.call('alerts.list', {})).alerts.filter(
          ({ endedAt, text }) => !endedAt && /partner/i.test(text),
        )
      expect(await open()).toHaveLength(1)
      trouble.mend()
      bench.world.clock.advance(60_000)
      await bench.connect()
      await bench.hours(1)
      expect(await bench.state()).toMatchObject({ state: 'connected', problem: null })
      expect(await open()).toEqual([])
    },
  )
})

describe('disconnecting', () => {
  it('says first what goes and what remains, then forgets the sign-in alone', async () => {
    await bench.connect()
    const dry = await bench.call('partner.disconnect', { dryRun: true })
    expect(dry).toMatchObject({
      disconnected: false,
      goes: [expect.stringContaining(partnerAccount.upn), expect.anything()],
    })
    expect((await bench.state()).state).toBe('connected')
    expect((await bench.call('partner.disconnect', {})).disconnected).toBe(true)
    expect(await bench.state()).toMatchObject({ state: 'none', account: null })
    expect((await stored())?.sealed).toBe('')
    expect((await bench.call('partner.customers', {})).counts.all).toBe(12)
    expect(await codeOf(await bench.post('partner.refresh', {}))).toBe('partner.notConnected')
  })

  it('ends sign-ins that are still out', async () => {
    await bench.connect()
    const { url } = await bench.call('partner.begin', {})
    const location = await followSignIn(bench.world.fetch, url)
    await bench.call('partner.disconnect', {})
    expect((await bench.request(location)).status).toBe(400)
    expect((await bench.state()).state).toBe('none')
  })
})
