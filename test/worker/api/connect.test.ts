import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientInput, ConnectAttempt } from '../../../shared/contract.ts'
import { followConsent } from '../../world/microsoft/login/follow-consent.ts'
import { apps, msp, tenants } from '../../world/people.ts'
import { type Bench, start } from '../harness.ts'

const [contoso, fabrikam] = tenants
if (!contoso || !fabrikam) throw new Error('The embedded world has at least two tenants.')

let bench: Bench
beforeEach(async () => {
  bench = await start()
})

const connect = (input: ClientInput<'tenants.connect'>) => bench.call('tenants.connect', input)
const decide = (url: string, tenantId: string, accept = true) =>
  followConsent(bench.world.fetch, url, { tenantId, accept })
const visit = (url: string) => bench.request(url, { redirect: 'manual' })
/** Consents as that tenant's administrator, down to the page that Sidelight shows at the end. */
async function consent(url: string, tenantId: string): Promise<Response> {
  const answer = await visit(await decide(url, tenantId))
  return answer.status === 302 ? consent(answer.headers.get('location') ?? '', tenantId) : answer
}
async function latest(): Promise<ConnectAttempt> {
  const [attempt] = (await bench.call('tenants.attempts', {})).attempts
  if (!attempt) throw new Error('There is no attempt.')
  return attempt
}
const listed = async () => (await bench.call('tenants.list', {})).tenants
const graphCalls = () =>
  bench.world.visits.filter(({ url }) => url.startsWith('https://graph.microsoft.com/'))
const stateOf = (url: string) => new URL(url).searchParams.get('state') ?? ''
const callback = (query: Record<string, string>) => visit(`/consent/callback?${new URLSearchParams(query)}`)

describe('the link', () => {
  it('asks for the application permissions of the reader, wherever the administrator is at home', async () => {
    const url = new URL((await connect({ apps: 'reader' })).url)
    expect(url.origin + url.pathname).toBe(
      'https://login.microsoftonline.com/organizations/v2.0/adminconsent',
    )
    const { state, ...rest } = Object.fromEntries(url.searchParams)
    expect(rest).toEqual({
      client_id: apps.reader.id,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: 'https://sidelight.example/consent/callback',
    })
    expect(state).toMatch(/^[\w-]{43}$/)
  })

  it('goes to the tenant itself where it is known', async () => {
    const { url } = await connect({ apps: 'reader', tenantId: contoso.id.toUpperCase() })
    expect(new URL(url).pathname).toBe(`/${contoso.id}/v2.0/adminconsent`)
  })

  it('carries a state that the database does not hold', async () => {
    const { url } = await connect({ apps: 'reader' })
    const { results } = await bench.db.prepare('SELECT * FROM consent').all()
    expect(results).toHaveLength(1)
    expect(JSON.stringify(results)).not.toContain(stateOf(url))
  })

  it('is not given for an operator that the server does not have', async () => {
    bench = await start({ OPERATOR_CLIENT_ID: '' })
    const response = await bench.post('tenants.connect', { apps: 'both' })
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { error: { code: 'config.missing' } },
    ])
  })
})

describe('a consent to the reader', () => {
  it('connects the tenant that Microsoft proves, with its name and domains, and starts the sync at once', async () => {
    const { url, attempt } = await connect({ apps: 'reader' })
    expect(attempt).toMatchObject({ state: 'waiting', asks: ['reader'], tenantId: null })
    const page = await consent(url, contoso.id)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Contoso Dental is connected')
    expect(await latest()).toMatchObject({
      id: attempt.id,
      state: 'connected',
      tenantName: 'Contoso Dental',
      problem: null,
    })
    const [tenant, ...others] = await listed()
    expect(others).toEqual([])
    expect(tenant).toMatchObject({
      id: contoso.id,
      name: 'Contoso Dental',
      domain: contoso.domain,
      state: 'connected',
      reachedBy: 'consent',
      operator: false,
      syncing: true,
    })
    expect(bench.queue.sent.map(({ body }) => body)).toMatchObject([{ kind: 'pull', tenantId: contoso.id }])
  })

  it('records the administrator who began it', async () => {
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    const row = await bench.db.prepare('SELECT connected_by FROM tenant').first()
    expect(row?.connected_by).toBe(msp.technicians[0].id)
  })

  it('is shown on a page without scripts, in which foreign text stays text', async () => {
    bench.world.microsoft.addTenant({
      id: hostile,
      name: '<script>alert(1)</script>',
      domain: 'hostile.example',
    })
    const page = await consent((await connect({ apps: 'reader' })).url, hostile)
    const [html, policy] = [await page.text(), page.headers.get('content-security-policy') ?? '']
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; is connected')
    expect(html).not.toContain('<script')
    expect(policy).toMatch(/^default-src 'none'; style-src 'nonce-[^']+'/)
    expect(html).toContain(`nonce="${/nonce-([^']+)/.exec(policy)?.[1]}"`)
  })

  it('may be that of the MSP’s own tenant', async () => {
    await consent((await connect({ apps: 'reader' })).url, msp.id)
    expect(await listed()).toMatchObject([{ id: msp.id, state: 'connected' }])
  })
})
const hostile = 'c0000000-0000-4000-8000-00000000c0de'

describe('the state', () => {
  it('works once', async () => {
    const answer = await decide((await connect({ apps: 'reader' })).url, contoso.id)
    expect((await visit(answer)).status).toBe(200)
    const calls = graphCalls().length
    const again = await visit(answer)
    expect([again.status, await again.text()]).toEqual([
      400,
      expect.stringContaining('used already or is too old'),
    ])
    expect(graphCalls()).toHaveLength(calls)
    expect((await latest()).state).toBe('connected')
  })

  it('works once even when two answers arrive together', async () => {
    const answer = await decide((await connect({ apps: 'reader' })).url, contoso.id)
    const pages = await Promise.all([visit(answer), visit(answer)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('works for half an hour', async () => {
    const { url } = await connect({ apps: 'reader' })
    const answer = await decide(url, contoso.id)
    bench.world.clock.advance(30 * 60_000)
    expect((await visit(answer)).status).toBe(400)
    expect(await listed()).toEqual([])
    expect(await latest()).toMatchObject({ state: 'expired', problem: { code: 'consent.expired' } })
  })

  it.each(['', 'guess', 'A'.repeat(43)])('cannot be guessed: %j', async (state) => {
    await connect({ apps: 'reader' })
    const answer = await callback({ admin_consent: 'True', tenant: contoso.id, state })
    expect(answer.status).toBe(400)
    expect((await latest()).state).toBe('waiting')
  })

  it('belongs to one administrator: another one sees nothing of the attempt', async () => {
    await connect({ apps: 'reader' })
    const oid = 'a0000000-0000-4000-8000-0000000000ff'
    const token = await bench.world.microsoft.technicianToken('admin', { oid })
    expect(await (await bench.post('tenants.attempts', {}, { token })).json()).toEqual({ attempts: [] })
    expect((await bench.call('tenants.attempts', {})).attempts).toHaveLength(1)
  })

  it('of one attempt settles no other', async () => {
    const first = await connect({ apps: 'reader' })
    const second = await connect({ apps: 'reader' })
    await consent(first.url, contoso.id)
    const { attempts } = await bench.call('tenants.attempts', {})
    const states = Object.fromEntries(attempts.map(({ id, state }) => [id, state]))
    expect(states).toEqual({ [first.attempt.id]: 'connected', [second.attempt.id]: 'waiting' })
  })
})

describe('the answer in the address', () => {
  it('is a refusal when it says error, though admin_consent is True', async () => {
    const answer = await decide((await connect({ apps: 'reader' })).url, contoso.id, false)
    expect(new URL(answer).searchParams.get('admin_consent')).toBe('True')
    const page = await visit(`${answer}&tenant=${contoso.id}`)
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('Consent was declined')])
    expect(await listed()).toEqual([])
    expect(graphCalls()).toEqual([])
    expect(await latest()).toMatchObject({ state: 'failed', problem: { code: 'consent.declined' } })
  })

  it.each([
    ['AADSTS65004: User declined to consent to access the app.', 'consent.declined'],
    ['AADSTS90093: This operation can only be performed by an administrator.', 'consent.notAdmin'],
    ['AADSTS90094: The grant requires admin permission.', 'consent.notAdmin'],
    ['AADSTS50076: You must use multi-factor authentication.', 'tenant.mfaNeeded'],
    ['AADSTS50079: The user is required to use multi-factor authentication.', 'tenant.mfaNeeded'],
    ['AADSTS500121: Authentication failed during strong authentication request.', 'tenant.mfaNeeded'],
    ['AADSTS530035: Access has been blocked by security defaults.', 'tenant.blocked'],
    ['AADSTS5000224: This tenant was deleted.', 'tenant.gone'],
    ['AADSTS50020: User account does not exist in tenant.', 'consent.otherTenant'],
    ['AADSTS53003: Access has been blocked.', 'tenant.blocked'],
    ['AADSTS1234567: Something new.', 'consent.failed'],
    ['', 'consent.failed'],
  ])('keeps of %j no more than %s', async (description, code) => {
    const state = stateOf((await connect({ apps: 'reader' })).url)
    const page = await callback({
      error: 'server_error',
      error_description: `${description} <b>x</b>`,
      state,
    })
    expect(page.status).toBe(400)
    expect(await page.text()).not.toContain('<b>x')
    expect((await latest()).problem).toMatchObject({ code })
  })

  it.each([
    ['no tenant', { admin_consent: 'True' }],
    ['a name for a tenant', { admin_consent: 'True', tenant: 'contoso.example/../x' }],
    ['no consent', { tenant: contoso.id }],
  ])('with %s connects nothing', async (_, query) => {
    const state = stateOf((await connect({ apps: 'reader' })).url)
    expect((await callback({ ...query, state } as Record<string, string>)).status).toBe(400)
    expect(graphCalls()).toEqual([])
    expect(await listed()).toEqual([])
    expect((await latest()).problem).toMatchObject({ code: 'consent.failed' })
  })

  it('is no proof: a tenant that never agreed is not connected by its name', async () => {
    const state = stateOf((await connect({ apps: 'reader' })).url)
    await callback({ admin_consent: 'True', tenant: fabrikam.id, state })
    expect(await listed()).toMatchObject([{ id: fabrikam.id, state: 'pending', persons: 0 }])
    expect(graphCalls()).toEqual([])
  })

  it('with a tenant that Microsoft does not know connects nothing', async () => {
    const state = stateOf((await connect({ apps: 'reader' })).url)
    await callback({ admin_consent: 'True', tenant: '99999999-9999-4999-8999-999999999999', state })
    expect(await listed()).toEqual([])
    expect((await latest()).problem).toMatchObject({ code: 'tenant.gone' })
  })

  it('cannot be another tenant than the one that was expected', async () => {
    bench.world.microsoft.consent(fabrikam.id, apps.reader.id)
    const state = stateOf((await connect({ apps: 'reader', tenantId: contoso.id })).url)
    await callback({ admin_consent: 'True', tenant: fabrikam.id, state })
    expect(await listed()).toEqual([])
    expect((await latest()).problem).toMatchObject({ code: 'consent.otherTenant' })
  })

  it('connects nothing when Graph answers for another tenant', async () => {
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/organization'),
      respond: () =>
        Response.json({ value: [{ id: fabrikam.id, displayName: 'Fabrikam', verifiedDomains: [] }] }),
    })
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    expect(await listed()).toEqual([])
    expect((await latest()).problem).toMatchObject({ code: 'consent.otherTenant' })
  })
})

describe('a consent that has not reached every server', () => {
  it('leaves the tenant pending and due, and says so', async () => {
    bench.world.microsoft.consentDelayMs = 5 * 60_000
    const page = await consent((await connect({ apps: 'reader' })).url, contoso.id)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Consent was given')])
    expect(await latest()).toMatchObject({ state: 'pending', tenantId: contoso.id, problem: null })
    expect(await listed()).toMatchObject([{ id: contoso.id, state: 'pending', problem: null }])
    const row = await bench.db.prepare('SELECT next_due_at FROM tenant').first()
    expect(Number(row?.next_due_at)).toBeLessThanOrEqual(bench.world.clock.now())
  })

  it('is connected by the sync as soon as a token works', async () => {
    bench.world.microsoft.consentDelayMs = 5 * 60_000
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    bench.world.clock.advance(10 * 60_000)
    await bench.tick()
    await bench.drain()
    expect(await listed()).toMatchObject([{ name: 'Contoso Dental', state: 'connected', problem: null }])
    expect(await latest()).toMatchObject({ state: 'connected', tenantName: 'Contoso Dental' })
  })

  it('is no reason to doubt a tenant that was proved before', async () => {
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/organization'),
      times: 9,
      respond: () => new Response('{}', { status: 503 }),
    })
    await consent((await connect({ apps: 'reader', tenantId: contoso.id })).url, contoso.id)
    expect(await listed()).toMatchObject([{ name: 'Contoso Dental', state: 'connected' }])
  })
})

describe('connecting again', () => {
  it('clears the problem, makes the tenant due and keeps what belongs to it', async () => {
    await consent((await connect({ apps: 'both' })).url, contoso.id)
    await bench.db
      .prepare(
        `UPDATE tenant SET state = 'stopped', problem_code = 'tenant.consentMissing', problem_since = 1, failures = 9,
         persons = 18, next_due_at = 9e15, lease_run = NULL, lease_until = NULL`,
      )
      .run()
    await bench.db
      .prepare(
        `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by)
         VALUES ('m', ?, 'c', '101', 'Contoso', '{}', 1, 'x')`,
      )
      .bind(contoso.id)
      .run()
    expect((await listed())[0]).toMatchObject({
      problem: { code: 'tenant.consentMissing' },
      nextSyncAt: null,
    })
    await consent((await connect({ apps: 'reader', tenantId: contoso.id })).url, contoso.id)
    const [tenant] = await listed()
    expect(tenant).toMatchObject({ state: 'connected', problem: null, persons: 18, operator: true })
    expect(tenant?.mappings).toMatchObject([{ id: 'm' }])
  })
})

describe('the operator', () => {
  it('is asked for after the reader, in one flow, of that same tenant', async () => {
    const { url, attempt } = await connect({ apps: 'both' })
    const first = await visit(await decide(url, contoso.id))
    const next = new URL(first.headers.get('location') ?? '')
    expect([first.status, next.pathname]).toEqual([302, `/${contoso.id}/v2.0/adminconsent`])
    expect(next.searchParams.get('client_id')).toBe(apps.operator.id)
    expect(next.searchParams.get('state')).not.toBe(stateOf(url))
    expect(await latest()).toMatchObject({ id: attempt.id, state: 'waiting', tenantName: 'Contoso Dental' })
    const page = await visit(await decide(next.href, contoso.id))
    expect(await page.text()).toContain('Quick actions work')
    expect(await latest()).toMatchObject({ id: attempt.id, state: 'connected', asks: ['reader', 'operator'] })
    expect(await listed()).toMatchObject([{ id: contoso.id, operator: true }])
  })

  it('that is refused leaves the reader connected, and says so', async () => {
    const first = await visit(await decide((await connect({ apps: 'both' })).url, contoso.id))
    const page = await visit(await decide(first.headers.get('location') ?? '', contoso.id, false))
    const text = await page.text()
    expect(text).toContain('Contoso Dental is connected and stays so.')
    expect(text).toContain('Consent was declined')
    expect(await listed()).toMatchObject([{ id: contoso.id, state: 'connected', operator: false }])
    expect(await latest()).toMatchObject({ state: 'connected', problem: { code: 'consent.declined' } })
  })

  it('that is never answered leaves the reader connected', async () => {
    await visit(await decide((await connect({ apps: 'both' })).url, contoso.id))
    bench.world.clock.advance(31 * 60_000)
    expect(await latest()).toMatchObject({ state: 'connected', problem: { code: 'consent.expired' } })
    expect(await listed()).toMatchObject([{ state: 'connected', operator: false }])
  })

  it('can be added later', async () => {
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    const { url } = await connect({ apps: 'operator', tenantId: contoso.id })
    expect(new URL(url).pathname).toBe(`/${contoso.id}/v2.0/adminconsent`)
    await consent(url, contoso.id)
    expect(await listed()).toMatchObject([{ id: contoso.id, operator: true }])
    expect(await latest()).toMatchObject({ state: 'connected', asks: ['operator'] })
  })

  it('is not added by another tenant’s consent', async () => {
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    bench.world.microsoft.consent(fabrikam.id, apps.operator.id)
    const state = stateOf((await connect({ apps: 'operator', tenantId: contoso.id })).url)
    await callback({ admin_consent: 'True', tenant: fabrikam.id, state })
    expect((await latest()).problem).toMatchObject({ code: 'consent.otherTenant' })
    expect((await listed()).map(({ id, operator }) => [id, operator])).toEqual([[contoso.id, false]])
  })

  it('needs to be told which tenant, and one that is there', async () => {
    expect((await bench.post('tenants.connect', { apps: 'operator' })).status).toBe(400)
    expect((await bench.post('tenants.connect', { apps: 'operator', tenantId: contoso.id })).status).toBe(404)
  })

  it('whose consent has not reached every server is proved by a later tick', async () => {
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    bench.world.microsoft.consentDelayMs = 5 * 60_000
    await consent((await connect({ apps: 'operator', tenantId: contoso.id })).url, contoso.id)
    expect(await latest()).toMatchObject({ state: 'pending', problem: null })
    await bench.tick()
    expect((await latest()).state).toBe('pending')
    bench.world.clock.advance(6 * 60_000)
    await bench.tick()
    expect(await latest()).toMatchObject({ state: 'connected' })
    expect(await listed()).toMatchObject([{ operator: true }])
  })

  it('whose consent never becomes usable is given up after three days, in words', async () => {
    await consent((await connect({ apps: 'reader' })).url, contoso.id)
    bench.world.microsoft.consentDelayMs = 365 * 24 * 3_600_000
    await consent((await connect({ apps: 'operator', tenantId: contoso.id })).url, contoso.id)
    bench.world.clock.advance(3 * 24 * 3_600_000)
    await bench.tick()
    const row = await bench.db
      .prepare('SELECT outcome, pending, problem_code FROM consent WHERE asks = \'["operator"]\'')
      .first()
    expect(row).toEqual({ outcome: 'failed', pending: '[]', problem_code: 'consent.neverUsable' })
    const asked = bench.world.visits.length
    await bench.tick()
    expect(bench.world.visits).toHaveLength(asked)
  })
})
