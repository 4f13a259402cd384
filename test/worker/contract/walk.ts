import { actions } from '../../../shared/actions/index.ts'
import { liveParts } from '../../../shared/contract/live.ts'
import { liveReadings } from '../../../worker/live/index.ts'
import { resources } from '../../../worker/sync/resources/index.ts'
import { apps } from '../../world/people.ts'
import type { Visit } from '../../world/world.ts'
import { contoso, openDesk, request, seen } from '../act/desk.ts'
import type { Bench } from '../harness.ts'
import type { GraphRequest } from './described.ts'

const unique = (names: readonly string[]) => [...new Set(names)].sort()

/** What the product says that its two applications need. */
export const declared: Record<string, string[]> = {
  [apps.reader.id]: unique(
    [...resources, ...Object.values(liveReadings)].flatMap(({ permissions }) => [...permissions]),
  ),
  [apps.operator.id]: unique(actions.flatMap(({ permissions }) => [...permissions])),
}

/** Whatever the product asks of Graph: connecting, first sync, hours, days, a full round, rules by group, whatever is read live, all actions. */
export async function walk(): Promise<GraphRequest[]> {
  const bench = await openDesk([contoso])
  const tenant = bench.world.microsoft.tenant(contoso.id)
  for (const name of declared[apps.reader.id] ?? []) tenant.grant('reader', name)
  await connectAnew(bench)
  const group = tenant.groups.add({ displayName: 'Walkers', securityEnabled: true })
  group.members.add(contosoUser(bench, 'Brightmoor'))
  await bench.db
    .prepare('UPDATE mapping SET rule = ?1')
    .bind(JSON.stringify({ group: { include: [group.id], exclude: [] } }))
    .run()
  await later(bench, 1)
  tenant.updateUser(contosoUser(bench, 'Brightmoor'), { department: 'Reception' })
  tenant.setLicences(contosoUser(bench, 'Okkerdale'), [])
  tenant.hardDelete(contosoUser(bench, 'Fennimore'))
  await later(bench, 1)
  bench.world.microsoft.ageLinks(contoso.id, 8 * 24 * 3_600_000)
  await later(bench, 25)
  await later(bench, 8 * 24)
  await look(bench)
  await act(bench)
  return bench.world.visits.flatMap(requestsOf)
}

function contosoUser(bench: Bench, last: string): string {
  const user = [...bench.world.microsoft.tenant(contoso.id).users.values()].find(
    ({ surname }) => surname === last,
  )
  if (!user) throw new Error(`Contoso has no ${last}.`)
  return user.id
}

async function connectAnew(bench: Bench): Promise<void> {
  const { url } = await bench.call('tenants.connect', { apps: 'both' })
  const back = await bench.world.microsoft.consentLink(url, { tenantId: contoso.id, accept: true })
  const { pathname, search } = new URL(back)
  let answer = await bench.request(pathname + search, { redirect: 'manual' })
  // The second application is asked for in a second step.
  const next = answer.headers.get('location')
  if (next?.includes('adminconsent')) {
    const again = new URL(
      await bench.world.microsoft.consentLink(next, { tenantId: contoso.id, accept: true }),
    )
    answer = await bench.request(again.pathname + again.search, { redirect: 'manual' })
  }
  if (answer.status >= 400) throw new Error(`Consent came back with ${answer.status}.`)
  await bench.drain()
}

async function later(bench: Bench, hours: number): Promise<void> {
  bench.world.clock.advance(hours * 3_600_000)
  await bench.tick()
  await bench.drain()
}

async function look(bench: Bench): Promise<void> {
  const { tenantId, personId } = seen(contoso, 'Ellingsworth')
  for (const part of liveParts) {
    const { state } = await bench.call('persons.live', { tenantId, personId, part })
    if (state !== 'shown') throw new Error(`${part} is not shown.`)
  }
}

/** What the forms of actions hold on the walk, and whom they are about where it is not Okkerdale. */
const sku = { basic: '3b555118-da6a-4418-894f-7df1e2096870', visio: 'c5928f49-12ba-48f7-ada3-0d743a3601d5' }
const dentists = 'e0000000-0000-4000-8000-000000000102'
const deeds: Record<string, { last?: string; values?: Record<string, unknown> }> = {
  'reset-password': { values: { revoke: true } },
  'block-sign-in': { values: { revoke: true } },
  'unblock-sign-in': { last: 'Bracewell' },
  'reset-mfa': { last: 'Lindqvale' },
  'remove-mfa-method': {
    ...{ last: 'Ellingsworth', values: { method: 'phone/3179e48a-750b-4051-897c-87b9720928f7' } },
  },
  'assign-licence': { values: { licence: sku.basic, location: 'US' } },
  'swap-licence': { values: { old: sku.basic, licence: sku.visio } },
  'remove-licence': { values: { licence: sku.visio } },
  'reprocess-licences': { last: 'Lindqvale' },
  'add-to-group': { values: { group: dentists } },
  'remove-from-group': { values: { group: dentists } },
  'edit-profile': { values: { jobTitle: 'Lead hygienist', city: 'Portland' } },
  'edit-phones': { values: { businessPhone: '+1 555 0100 902', mobilePhone: '' } },
  'set-manager': { values: { manager: seen(contoso, 'Ellingsworth').personId } },
  'automatic-replies': {
    values: {
      status: 'scheduled',
      internal: 'Away',
      from: '2027-01-01T08:00:00Z',
      until: '2027-01-05T08:00:00Z',
    },
  },
  'remove-inbox-rule': { last: 'Ellingsworth', values: { rule: 'AQAAAJ5dZp8=' } },
  'create-person': {
    values: {
      ...{ displayName: 'Lena Ohara', userName: 'lena.ohara', domain: contoso.domain, location: 'US' },
      licence: sku.basic,
    },
  },
  'delete-person': { last: 'Quarrie' },
  'restore-person': { last: 'Quarrie' },
  'secure-account': { last: 'Ellingsworth' },
  offboard: { last: 'Harkwell', values: { mailbox: 'notNeeded' } },
}
/** Deleted before restored, whatever the order of the menu. */
const inOrder = [...actions].sort(
  (a, b) => Number(a.id === 'restore-person') - Number(b.id === 'restore-person'),
)

async function act(bench: Bench): Promise<void> {
  const tenant = bench.world.microsoft.tenant(contoso.id)
  tenant.updateUser(contosoUser(bench, 'Okkerdale'), { usageLocation: null })
  await bench.call('persons.refresh', seen(contoso, 'Okkerdale'))
  for (const { id, fields, on } of inOrder) {
    const { last = 'Okkerdale', values = {} } = deeds[id] ?? {}
    const about = on === 'tenant' ? ofTenant : seen(contoso, last)
    const { tenantId, personId } = about
    const typed = about.seen.userPrincipalName
    for (const [field, { kind }] of Object.entries(fields))
      if (kind === 'pick') await bench.call('actions.options', { action: id, field, tenantId, personId })
    const done = await bench.call('actions.run', request(id, about, { values, typed }), 'admin')
    const failed = done.steps.flatMap(({ state, title, text }) =>
      state === 'failed' ? `${title}: ${text}` : [],
    )
    if (done.outcome !== 'done') throw new Error(`${id} ended as ${done.outcome}: ${[done.text, ...failed]}`)
  }
  const { tenantId, personId } = seen(contoso, 'Ellingsworth')
  const search = { action: 'add-to-group', field: 'group', search: 'den' }
  await bench.call('actions.options', { ...search, tenantId, personId })
}

const ofTenant = {
  tenantId: contoso.id,
  personId: contoso.id,
  seen: { displayName: contoso.name, userPrincipalName: contoso.domain },
}

function requestsOf({ method, url, caller, body }: Visit): GraphRequest[] {
  const { hostname } = new URL(url)
  if (hostname !== 'graph.microsoft.com' || caller === null) return []
  const one = (how: string, address: string, sent: unknown): GraphRequest => {
    const { pathname, searchParams } = new URL(address)
    return { method: how, path: pathname.replace('/v1.0', ''), query: searchParams, body: sent, ...caller }
  }
  if (!url.endsWith('/$batch')) return [one(method, url, body)]
  const { requests } = body as { requests: { method: string; url: string; body?: unknown }[] }
  return requests.map((member) => one(member.method, `https://${hostname}/v1.0${member.url}`, member.body))
}
