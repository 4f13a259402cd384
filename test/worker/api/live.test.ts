import { beforeEach, describe, expect, it } from 'vitest'
import { type LivePart, liveParts } from '../../../shared/contract/live.ts'
import { liveReadings } from '../../../worker/live/index.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { contoso, fabrikam, openDesk, refusalOf, seen } from '../act/desk.ts'
import type { As, Bench } from '../harness.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const ask = (part: LivePart, who: Pick<typeof mara, 'tenantId' | 'personId'> = mara, as: As = 'viewer') =>
  bench.call('persons.live', { tenantId: who.tenantId, personId: who.personId, part }, as)
const directory = () => bench.world.microsoft.tenant(contoso.id)
const change = (patch: Parameters<ReturnType<typeof directory>['updateUser']>[1]) =>
  directory().updateUser(mara.personId, patch)

beforeEach(async () => {
  bench = await openDesk([])
})

describe('what is read when somebody looks', () => {
  it('is MFA methods without the password, numbers in part', async () => {
    const answer = await ask('mfa')
    expect(answer).toMatchObject({
      state: 'shown',
      more: false,
      methods: [
        { kind: 'phone', title: 'Mobile phone', detail: 'ends in 77' },
        { kind: 'microsoftAuthenticator', title: 'Microsoft Authenticator', detail: 'Mara’s phone' },
      ],
    })
    expect(JSON.stringify(answer)).not.toContain('5550100977')
  })

  it('is MFA methods of a kind that nobody knows yet, and addresses in part', async () => {
    change({
      authenticationMethods: [
        { '@odata.type': '#microsoft.graph.retinaAuthenticationMethod', id: '1' },
        {
          '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
          id: '2',
          emailAddress: 'mara@home.example',
        },
      ],
    })
    expect(await ask('mfa')).toMatchObject({
      methods: [
        { kind: 'retina', title: 'Another method', detail: null },
        { kind: 'email', detail: 'm…@home.example' },
      ],
    })
  })

  it('is sign-ins, the newest first, with Microsoft’s words for those that failed', async () => {
    expect(await ask('signIns')).toMatchObject({
      signIns: [
        { ok: true, app: 'Office 365 Exchange Online', location: 'Portland, US', failure: null },
        {
          ok: false,
          errorCode: 50126,
          device: 'Linux, Firefox 143.0',
          failure: expect.stringMatching(/password/),
        },
        { ok: true },
      ],
    })
  })

  it('is devices with what Intune says of them', async () => {
    expect(await ask('devices')).toMatchObject({
      devices: [
        { name: 'ED-LAPTOP-07', model: 'Woodgrove Laptop 14', compliance: 'compliant', owner: 'company' },
        { name: 'Mara-Phone', system: 'iOS', compliance: 'noncompliant', owner: 'personal' },
      ],
    })
  })

  it('is the mailbox with its automatic replies', async () => {
    const off = { state: 'off', from: null, until: null }
    expect(await ask('mailbox')).toMatchObject({ kind: 'user', automaticReplies: off })
    expect(await ask('mailbox', seen(contoso, 'Lindqvale'))).toMatchObject({
      automaticReplies: {
        state: 'scheduled',
        until: { dateTime: expect.stringMatching(/^2026-12-04/), timeZone: 'UTC' },
      },
    })
  })

  it('is groups by name, those through other groups too, and no roles', async () => {
    const { groups } = (await ask('groups', seen(contoso, 'Lindqvale'))) as { groups: { name: string }[] }
    expect(groups.map(({ name }) => name)).toEqual([
      'Clinical staff',
      'Dentists',
      'LIC-Premium',
      'Weekend rota',
    ])
    const wim = await ask('groups', seen(contoso, 'Castelaar'))
    expect(wim).toMatchObject({ state: 'shown', groups: [] })
  })

  it('is the manager, or that there is none', async () => {
    expect(await ask('manager')).toMatchObject({
      manager: { personId: seen(contoso, 'Castelaar').personId, displayName: 'Wim Castelaar' },
    })
    expect(await ask('manager', seen(contoso, 'Castelaar'))).toMatchObject({ state: 'shown', manager: null })
  })

  it('is cut at 50, and says so', async () => {
    const { managedDevices = [] } = directory().user(mara.personId)
    change({
      managedDevices: Array.from({ length: 51 }, (_, at) => ({ ...managedDevices[0], id: `device-${at}` })),
    })
    const answer = await ask('devices')
    expect(answer).toMatchObject({ more: true })
    expect('devices' in answer && answer.devices.length).toBe(50)
    change({
      signIns: Array.from({ length: 60 }, (_, at) => ({
        id: `${at}`,
        createdDateTime: '2026-11-24T07:58:12Z',
      })),
    })
    const signIns = await ask('signIns')
    expect('signIns' in signIns && signIns.signIns.length).toBe(50)
  })
})

describe('a part that cannot be read', () => {
  it('is a licence that the tenant lacks, in words', async () => {
    directory().subscribe('SPB', { capabilityStatus: 'Suspended', suspended: 7, enabled: 0 })
    expect(await ask('signIns')).toMatchObject({
      state: 'missing',
      why: 'licence',
      text: 'Sign-ins need Microsoft Entra ID P1, which this tenant does not have.',
    })
    expect(await ask('devices')).toMatchObject({
      why: 'licence',
      text: 'Devices need Microsoft Intune, which this tenant does not have.',
    })
    expect(await ask('mfa')).toMatchObject({ state: 'shown' })
  })

  it.each(liveParts)(
    'names the permission that was not granted, and asks nothing of Microsoft: %s',
    async (part) => {
      const [permission = ''] = liveReadings[part].permissions
      directory().revoke('reader', permission)
      bench.world.clock.advance(2 * 3_600_000)
      const before = bench.world.visits.length
      expect(await ask(part)).toMatchObject({
        state: 'missing',
        part,
        why: 'permission',
        permissions: [permission],
        text: expect.stringContaining(permission),
        next: expect.stringContaining('consent again'),
      })
      const asked = bench.world.visits.slice(before).filter(({ url }) => url.includes('graph.microsoft.com'))
      expect(asked).toEqual([])
    },
  )

  it('is listed on the tenant as something to consent to again', async () => {
    directory().revoke('reader', 'AuditLog.Read.All')
    bench.world.clock.advance(2 * 3_600_000)
    await bench.tick()
    await bench.drain()
    const { consentAgain } = await bench.call('tenants.get', { tenantId: contoso.id })
    expect(consentAgain).toEqual([{ app: 'reader', permissions: ['Sign-ins (AuditLog.Read.All)'] }])
  })

  it('is a mailbox that is not there, or stands on the company’s own server', async () => {
    change({ mailbox: null })
    expect(await ask('mailbox')).toMatchObject({
      state: 'missing',
      why: 'none',
      text: 'There is no mailbox in Exchange Online.',
    })
    const synced = seen(fabrikam, 'Underbough')
    bench.world.microsoft.tenant(fabrikam.id).updateUser(synced.personId, { mailbox: null })
    expect(await ask('mailbox', synced)).toMatchObject({
      why: 'none',
      text: expect.stringMatching(/own server/),
    })
  })

  it('is somebody whom Microsoft does not know any more', async () => {
    directory().hardDelete(mara.personId)
    for (const part of ['mfa', 'devices', 'groups'] as const)
      expect(await ask(part)).toMatchObject({ state: 'missing', why: 'gone' })
  })

  it.each([
    ['an answer that is no JSON', () => new Response('<html>')],
    ['another shape', () => Response.json({ value: 'everything' })],
    ['items without what they need', () => Response.json({ value: [{ id: 7 }, null] })],
    ['503', () => Response.json({ error: { code: 'serviceUnavailable', message: 'No.' } }, { status: 503 })],
    [
      '403',
      () =>
        Response.json({ error: { code: 'Authorization_RequestDenied', message: 'No.' } }, { status: 403 }),
    ],
  ])('fails alone with words: %s', async (_, respond) => {
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/authentication/methods'),
      times: Number.POSITIVE_INFINITY,
      respond,
    })
    expect(await ask('mfa')).toMatchObject({ state: 'missing', text: expect.stringMatching(/\w/) })
    expect(await ask('manager')).toMatchObject({ state: 'shown' })
  })

  it('never shows somebody else’s sign-ins, whatever Microsoft answers', async () => {
    const theirs = {
      id: '1',
      createdDateTime: '2026-11-24T07:58:12Z',
      userId: seen(contoso, 'Quarrie').personId,
    }
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/auditLogs/signIns'),
      respond: () => Response.json({ value: [theirs] }),
    })
    expect(await ask('signIns')).toMatchObject({ state: 'missing', why: 'failed', code: 'graph.malformed' })
  })

  it('is everything of a tenant that was disconnected', async () => {
    await bench.call('tenants.disconnect', { tenantId: contoso.id })
    const before = bench.world.visits.length
    for (const part of liveParts)
      expect(await ask(part)).toMatchObject({ state: 'missing', code: 'tenant.disconnected' })
    expect(bench.world.visits.length).toBe(before)
  })
})

describe('reading one person anew', () => {
  const refresh = (who: Pick<typeof mara, 'tenantId' | 'personId'>, as: As = 'viewer') =>
    bench.post('persons.refresh', { tenantId: who.tenantId, personId: who.personId }, as)

  it('shows what is so now, and finds the person by it', async () => {
    change({ accountEnabled: false, displayName: 'Mara Newname' })
    bench.world.clock.advance(60_000)
    const view = (await (await refresh(mara)).json()) as { asOf: string }
    expect(view).toMatchObject({ person: { accountEnabled: false, displayName: 'Mara Newname' } })
    expect(Date.parse(view.asOf)).toBeGreaterThanOrEqual(bench.world.clock.now() - 1_000)
    expect(view).toEqual(
      await bench.call('persons.get', { tenantId: contoso.id, personId: mara.personId }, 'viewer'),
    )
    const { persons } = await bench.call('persons.search', { text: 'newname' })
    expect(persons.map(({ personId, account }) => [personId, account])).toEqual([[mara.personId, 'blocked']])
  })

  it('shows somebody who is gone as deleted', async () => {
    directory().softDelete(mara.personId)
    expect(await (await refresh(mara)).json()).toMatchObject({ person: { deletedAt: expect.any(String) } })
  })

  it('does not look at Microsoft for whoever is not in the mirror, or in a tenant that was disconnected', async () => {
    const stranger = directory().addUser({ displayName: 'New today' })
    const before = bench.world.visits.length
    expect(await refusalOf(await refresh({ tenantId: contoso.id, personId: stranger.id }))).toMatchObject({
      code: 'access.notFound',
    })
    await bench.call('tenants.disconnect', { tenantId: contoso.id })
    expect(await refusalOf(await refresh(mara))).toMatchObject({ code: 'tenant.disconnected' })
    expect(bench.world.visits.length).toBe(before)
  })

  it('is, like every part, of the caller’s own tenants alone', async () => {
    const { id, name } = technicianOf('technician')
    await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [fabrikam.id] })
    expect((await refresh(mara, 'technician')).status).toBe(404)
    const { tenantId, personId } = mara
    for (const part of liveParts)
      expect((await bench.post('persons.live', { tenantId, personId, part }, 'technician')).status).toBe(404)
  })
})
