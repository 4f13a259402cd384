import { beforeEach, describe, expect, it } from 'vitest'
import type { PartnerJob } from '../../../shared/contract.ts'
import { usedPermissions } from '../../../worker/sync/grants.ts'
import { roleIds } from '../../world/microsoft/partner/partner.ts'
import { seededPartner } from '../../world/partner-seed.ts'
import { apps, partnerAccount, tenants } from '../../world/people.ts'
import { codeOf, connectByConsent, type PartnerBench, startPartner } from './bench.ts'

const [first, second] = seededPartner.good
const contoso = tenants[0]
if (!first || !second || !contoso) throw new Error('The seed has customers.')

const stranger = '99999999-9999-4999-8999-999999999999'
let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
  await bench.connect()
})

async function run(name: 'partner.onboard' | 'partner.offboard', tenantIds: string[], both = false) {
  await (name === 'partner.onboard'
    ? bench.call(name, { tenantIds, apps: both ? 'both' : 'reader' })
    : bench.call(name, { tenantIds }))
  await bench.drain()
  return (await bench.call('partner.jobs', { tenantIds })).jobs
}
const states = ({ steps }: PartnerJob) => steps.map(({ state }) => state)
const permissionsIn = (tenantId: string, appId: string = apps.reader.id) => [
  ...(bench.world.microsoft.tenant(tenantId).servicePrincipals.get(appId)?.permissions ?? []),
]
const tenantRow = async (tenantId: string) =>
  (await bench.call('tenants.list', {})).tenants.find(({ id }) => id === tenantId)

describe('taking in a customer', () => {
  it('consents, grants exactly what is used, proves it, and reads the tenant as any other', async () => {
    const [job] = await run('partner.onboard', [first.id])
    expect(job).toMatchObject({
      state: 'done',
      kind: 'onboard',
      apps: 'reader',
      name: first.name,
      problem: null,
    })
    expect(states(job as PartnerJob)).toEqual(['done', 'done', 'done', 'done', 'done', 'done'])
    expect(permissionsIn(first.id).sort()).toEqual(usedPermissions('reader'))
    expect(permissionsIn(first.id, apps.operator.id)).toEqual([])
    expect(await tenantRow(first.id)).toMatchObject({
      name: first.name,
      domain: first.domain,
      state: 'connected',
      reachedBy: 'partner',
      operator: false,
      persons: 3,
      problem: null,
    })
    expect((await bench.customer(first.id)).tenant).toMatchObject({
      state: 'connected',
      reachedBy: 'partner',
    })
  })

  it('takes in the operator too where that is asked', async () => {
    const [job] = await run('partner.onboard', [first.id], true)
    expect(job).toMatchObject({ state: 'done', apps: 'both' })
    expect(permissionsIn(first.id, apps.operator.id).sort()).toEqual(usedPermissions('operator'))
    expect(await tenantRow(first.id)).toMatchObject({ operator: true })
  })

  it('waits until what was granted has reached every server', async () => {
    bench.world.microsoft.consentDelayMs = 5 * 60_000
    const [job] = await run('partner.onboard', [first.id])
    expect(job?.state).toBe('done')
    expect((await tenantRow(first.id))?.persons).toBe(3)
  })

  it('gives up what never works, with words, and can be begun again', async () => {
    bench.world.microsoft.consentDelayMs = 30 * 24 * 3_600_000
    const [job] = await run('partner.onboard', [first.id])
    expect(job).toMatchObject({ state: 'failed' })
    expect(job?.problem?.next).toBeTruthy()
    bench.world.clock.advance(31 * 24 * 3_600_000)
    bench.world.microsoft.consentDelayMs = 0
    expect((await run('partner.onboard', [first.id]))[0]).toMatchObject({ state: 'done' })
  })

  it('shows its steps while it goes on', async () => {
    await bench.call('partner.onboard', { tenantIds: [first.id] })
    await bench.deliver()
    const [job] = (await bench.call('partner.jobs', {})).jobs
    expect(states(job as PartnerJob)).toEqual(['done', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting'])
    expect(job?.steps.every(({ title }) => title.length > 5)).toBe(true)
  })

  it('joins a job under way, and repeats one that is done without harm', async () => {
    const tenantIds = [first.id]
    const [one] = (await bench.call('partner.onboard', { tenantIds })).jobs
    const [two] = (await bench.call('partner.onboard', { tenantIds })).jobs
    expect(two?.id).toBe(one?.id)
    await bench.drain()
    const [again] = await run('partner.onboard', tenantIds)
    expect(again?.id).not.toBe(one?.id)
    expect(again && states(again)).toEqual(['done', 'done', 'skipped', 'skipped', 'done', 'done'])
    expect((await bench.call('tenants.list', {})).tenants).toHaveLength(1)
  })

  it('goes on by the tick when its message was lost', async () => {
    await bench.call('partner.onboard', { tenantIds: [first.id] })
    await bench.deliver()
    await bench.queue.deliver(async () => {})
    expect((await bench.call('partner.jobs', {})).jobs[0]?.state).toBe('running')
    await bench.hours(1)
    expect((await bench.call('partner.jobs', {})).jobs[0]?.state).toBe('done')
  })

  describe.each([400, 409] as const)(
    'where Partner Center has a consent already and says so by %i',
    (status) => {
      beforeEach(() => {
        bench.partner.consentTwiceStatus = status
      })
      const consent = (scopes: string[]) => {
        const knownAt = bench.world.clock.now()
        bench.partner.consents.set(first.id, new Map([[apps.partner.id, { scopes, knownAt }]]))
      }
      const withdrawals = () => bench.world.visits.filter(({ method }) => method === 'DELETE').length

      it('goes on with one that gives what is needed', async () => {
        await run('partner.onboard', [first.id])
        expect((await run('partner.onboard', [first.id]))[0]?.state).toBe('done')
        expect(withdrawals()).toBe(0)
      })

      it('gives one anew that lacks a permission', async () => {
        consent(['Directory.Read.All'])
        bench.world.microsoft.tenant(first.id).admit(apps.partner.id, 0)
        expect((await run('partner.onboard', [first.id]))[0]?.state).toBe('done')
        expect(withdrawals()).toBe(1)
      })

      it('gives one anew where the customer has removed the application', async () => {
        consent(['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'])
        expect((await run('partner.onboard', [first.id]))[0]?.state).toBe('done')
        expect(withdrawals()).toBe(1)
      })
    },
  )

  it('begins for the customers among those named, and tells who is none', async () => {
    const answer = await bench.call('partner.onboard', { tenantIds: [stranger, first.id] })
    expect(answer.strangers).toEqual([stranger])
    expect(answer.jobs.map(({ tenantId }) => tenantId)).toEqual([first.id])
    await bench.drain()
    expect((await bench.call('tenants.list', {})).tenants.map(({ id }) => id)).toEqual([first.id])
  })

  it('does not begin where nobody is a customer, or no partner is connected', async () => {
    expect((await bench.post('partner.onboard', { tenantIds: [stranger] })).status).toBe(404)
    await bench.call('partner.disconnect', {})
    expect(await codeOf(await bench.post('partner.onboard', { tenantIds: [first.id] }))).toBe(
      'partner.notConnected',
    )
  })
})

describe('a tenant that is reached both ways', () => {
  it('stays one tenant, connected by its own consent, and is told so', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.drain()
    const before = bench.world.visits.filter(({ url }) => url.includes('/users')).length
    const [job] = await run('partner.onboard', [contoso.id])
    expect(job && states(job)).toEqual(['done', 'skipped', 'skipped', 'skipped', 'skipped', 'done'])
    expect(job?.steps[0]?.text).toContain('by its own consent already')
    expect(bench.world.visits.filter(({ url }) => url.includes('/users')).length).toBe(before)
    expect(await tenantRow(contoso.id)).toMatchObject({ reachedBy: 'consent', state: 'connected' })
    expect((await bench.call('tenants.list', {})).tenants).toHaveLength(1)
    expect((await bench.customer(contoso.id)).tenant).toMatchObject({ reachedBy: 'both' })
  })

  it('belongs to its own consent when that comes later', async () => {
    await run('partner.onboard', [first.id])
    await connectByConsent(bench, first.id)
    await bench.drain()
    expect(await tenantRow(first.id)).toMatchObject({ reachedBy: 'consent', persons: 3 })
    expect((await bench.customer(first.id)).tenant).toMatchObject({ reachedBy: 'both' })
    expect((await bench.call('tenants.list', {})).tenants).toHaveLength(1)
  })

  it('keeps its own consent when the partner lets it go', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.drain()
    await run('partner.onboard', [contoso.id])
    const before = permissionsIn(contoso.id)
    const [job] = await run('partner.offboard', [contoso.id])
    expect(job?.state).toBe('done')
    expect(permissionsIn(contoso.id)).toEqual(before)
    expect(await tenantRow(contoso.id)).toMatchObject({ state: 'connected', reachedBy: 'consent' })
    expect((await bench.customer(contoso.id)).tenant).toMatchObject({ reachedBy: 'consent' })
  })
})

describe('letting a customer go', () => {
  it('takes back everything that taking it in gave, and removes no person', async () => {
    await run('partner.onboard', [first.id], true)
    const [job] = await run('partner.offboard', [first.id])
    expect(job && [job.state, ...states(job)]).toEqual(['done', 'done', 'done', 'done', 'done', 'done'])
    const directory = bench.world.microsoft.tenant(first.id)
    expect([...directory.servicePrincipals.keys()]).toEqual([])
    expect(bench.partner.consents.get(first.id)?.size).toBe(0)
    expect(await tenantRow(first.id)).toMatchObject({ state: 'stopped', persons: 3 })
    expect((await run('partner.onboard', [first.id]))[0]?.state).toBe('done')
    expect(await tenantRow(first.id)).toMatchObject({ state: 'connected', reachedBy: 'partner' })
  })

  it('leaves no step behind of a job that went with the tenant’s data, or is old', async () => {
    await run('partner.onboard', [first.id, second.id])
    const jobsWithSteps = async () => {
      const { results } = await bench.db.prepare('SELECT DISTINCT job_id FROM partner_step').all()
      return results.length
    }
    await bench.call('tenants.disconnect', { tenantId: first.id, removeData: true })
    await bench.drain()
    await bench.hours(1)
    expect(await jobsWithSteps()).toBe(1)
    bench.world.clock.advance(90 * 24 * 3_600_000)
    await bench.hours(1)
    expect(await jobsWithSteps()).toBe(0)
  })

  it('ends here where the relationship has ended, and says what stays there', async () => {
    await run('partner.onboard', [first.id])
    Object.assign(bench.partner.relationships.get('gdap-alderfinch.example') ?? {}, { status: 'terminated' })
    await bench.call('partner.refresh', {})
    await bench.drain()
    const [job] = await run('partner.offboard', [first.id])
    expect(job && [job.state, ...states(job)]).toEqual([
      'done',
      'done',
      'skipped',
      'skipped',
      'skipped',
      'done',
    ])
    expect(job?.steps[0]?.text).toContain('Enterprise applications')
  })
})

describe('many at once', () => {
  it('takes in eight, explains three, joins one', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.drain()
    const tenantIds = [
      ...seededPartner.good.map(({ id }) => id),
      ...[seededPartner.expired, seededPartner.lacksRole, seededPartner.guest, contoso.id],
    ]
    const jobs = await run('partner.onboard', tenantIds)
    const outcome = Object.fromEntries(
      jobs.map(({ tenantId, state, problem }) => [tenantId, problem?.code ?? state]),
    )
    expect(outcome).toEqual({
      ...Object.fromEntries(seededPartner.good.map(({ id }) => [id, 'done'])),
      [seededPartner.expired]: 'partner.relationshipEnded',
      [seededPartner.lacksRole]: 'partner.roleMissing',
      [seededPartner.guest]: 'partner.guest',
      [contoso.id]: 'done',
    })
    const listed = (await bench.call('tenants.list', {})).tenants
    expect(listed).toHaveLength(9)
    const { counts } = await bench.call('partner.customers', {})
    expect(counts).toMatchObject({ ready: 0, missing: 3, connected: 9 })
    const lacking = await bench.call('partner.customers', { show: 'missing' })
    expect(lacking.customers.map(({ tenantId }) => tenantId)).toContain(seededPartner.guest)
    expect(listed.every(({ persons }) => persons > 0)).toBe(true)
  })
})

const failures: Record<string, { code: string; arrange(): void; mend?(): void }> = {
  'Conditional Access of the customer blocks the account': {
    code: 'partner.blocked',
    arrange: () => void bench.partner.refusals.set(first.id, { number: 53003, text: 'Blocked.' }),
    mend: () => void bench.partner.refusals.delete(first.id),
  },
  'the account is a guest there': {
    code: 'partner.guest',
    arrange: () => void bench.partner.refusals.set(first.id, { number: 50020, text: 'Guest.' }),
    mend: () => void bench.partner.refusals.delete(first.id),
  },
  'the customer’s policy asks for more factors': {
    code: 'partner.mfaNeeded',
    arrange: () => void bench.partner.refusals.set(first.id, { number: 50079, text: 'MFA.' }),
    mend: () => void bench.partner.refusals.delete(first.id),
  },
  'the application cannot be found there': {
    code: 'partner.noPrincipal',
    arrange: () => void bench.partner.refusals.set(first.id, { number: 700016, text: 'Not found.' }),
    mend: () => void bench.partner.refusals.delete(first.id),
  },
  'the customer’s consent is withdrawn meanwhile': {
    code: 'partner.consentWithdrawn',
    arrange: () => void bench.partner.refusals.set(first.id, { number: 65001, text: 'No consent.' }),
    mend: () => void bench.partner.refusals.delete(first.id),
  },
  'the password of the account changes': {
    code: 'partner.revoked',
    arrange() {
      bench.partner.revokeSessions()
      bench.world.clock.advance(2 * 3_600_000)
    },
  },
  'the reseller relationship is gone': {
    code: 'partner.notCustomer',
    arrange: () => void bench.partner.contracts.delete(first.id),
    mend: () => void bench.partner.contracts.set(first.id, first),
  },
  'Partner Center asks for multi-factor authentication': {
    code: 'partner.noMfa',
    arrange() {
      bench.partner.hasMfa = false
      bench.world.clock.advance(2 * 3_600_000)
    },
    mend() {
      bench.partner.hasMfa = true
      bench.world.clock.advance(2 * 3_600_000)
    },
  },
  'a role was lost since the customers were read': {
    code: 'partner.roleMissing',
    arrange() {
      const one = bench.partner.relationships.get('gdap-alderfinch.example')
      if (one) one.roles = [roleIds.cloudApplication]
    },
    mend() {
      const one = bench.partner.relationships.get('gdap-alderfinch.example')
      if (one) one.roles = [roleIds.cloudApplication, roleIds.privilegedRole]
    },
  },
  'the account left AdminAgents': {
    code: 'partner.noAccess',
    arrange: () => bench.partner.own.groups.removeMember('AdminAgents', partnerAccount.id),
    mend: () => bench.partner.own.groups.addMember('AdminAgents', partnerAccount.id),
  },
}

describe.each(Object.entries(failures))('when %s', (_name, { code, arrange, mend }) => {
  it('the job ends with its words and next step, alone, and can be begun again', async () => {
    arrange()
    const [failed] = await run('partner.onboard', [first.id])
    expect([failed?.state, failed?.problem?.code]).toEqual(['failed', code])
    expect(failed?.problem?.next).toBeTruthy()
    expect(failed?.steps.find(({ state }) => state === 'failed')?.text).toContain(failed?.problem?.text)
    expect(await tenantRow(first.id)).toBeUndefined()
    if (mend) mend()
    else await bench.connect()
    expect((await run('partner.onboard', [first.id]))[0]).toMatchObject({ state: 'done' })
    expect((await run('partner.onboard', [second.id]))[0]).toMatchObject({ state: 'done' })
  })
})

it('waits as long as Partner Center asks', async () => {
  bench.partner.throttle = { left: 3, retryAfter: '120' }
  const at = bench.world.clock.now()
  expect((await run('partner.onboard', [first.id]))[0]?.state).toBe('done')
  expect(bench.world.clock.now() - at).toBeGreaterThanOrEqual(360_000)
})
