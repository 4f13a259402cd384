import type { Output } from '../../../shared/contract.ts'
import { syncroAccount, tenants } from '../../world/people.ts'
import type { Stage } from '../../world/stage.ts'
import { fabrikamWestId } from '../../world/syncro/seed.ts'
import type { Scene } from './scene.ts'
import { until } from './until.ts'
import { followConsent } from './without-browser.ts'

type Report = Scene['report']
type Rule = Partial<Output<'mappings.set'>['rule']>

const [, fabrikam, northwind] = tenants

/** The other tenants: one split over two organisations, one by a nested group. Then two hours in which things happen. */
export async function liveThroughHours(stage: Stage, report: Report): Promise<void> {
  if (!fabrikam || !northwind) throw new Error('The embedded world has too few tenants.')
  const { world } = stage
  for (const tenant of [fabrikam, northwind]) await connectByConsent(stage, tenant)
  report('Connect', `${fabrikam.name} and ${northwind.name}`)

  const office = 'Dock 4'
  const east = await map(stage, fabrikam, fabrikam.organisationId, {
    office: { include: [], exclude: [office] },
  })
  const atDock = await map(stage, fabrikam, fabrikamWestId, {
    office: { include: [office], exclude: [] },
    enabled: 'all',
  })
  report('Split', `${fabrikam.name} over two organisations by office: ${east} contacts and ${atDock}`)

  const staff = nestGroups(stage, northwind.domain)
  const inGroups = await map(stage, northwind, northwind.organisationId, {
    group: { include: [staff], exclude: [] },
  })
  report(
    'Nested groups',
    `${northwind.name} by the group All staff, its groups and theirs (a circle among them): ${inGroups} contacts`,
  )

  const directory = world.microsoft.tenant(fabrikam.domain)
  directory.updateUser(`hale.sommerfeldt@${fabrikam.domain}`, {
    displayName: 'Hale Sommerfeldt-Roe',
    surname: 'Sommerfeldt-Roe',
  })
  const mira = directory.user(`mira.adeyemi@${fabrikam.domain}`).id
  directory.softDelete(mira)
  await nextHour(stage, fabrikam.id, 1, report)
  directory.restore(mira)
  await nextHour(stage, fabrikam.id, 2, report)
}

async function connectByConsent(stage: Stage, tenant: (typeof tenants)[number]): Promise<void> {
  const { url } = await stage.call('tenants.connect', { apps: 'both' })
  await followConsent(stage, tenant, url)
  await rested(stage, tenant.id, null)
}

/** The tenant once it has been read since `lastSyncAt`. */
function rested(stage: Stage, tenantId: string, lastSyncAt: string | null) {
  return until('a sync', async () => {
    const found = await stage.call('tenants.get', { tenantId })
    return found.lastSyncAt && found.lastSyncAt !== lastSyncAt && !found.sync.running ? found : null
  })
}

/** Maps, reads what the rule names, approves the plan; how many contacts are linked then. */
async function map(
  stage: Stage,
  tenant: (typeof tenants)[number],
  organisationId: number,
  rule: Rule,
): Promise<number> {
  const [connection] = (await stage.call('psas.list', {})).connections
  const tenantId = tenant.id
  const before = await stage.call('tenants.get', { tenantId })
  const mapping = await stage.call('mappings.set', {
    tenantId,
    connectionId: connection?.id ?? '',
    organisationId: String(organisationId),
    rule,
  })
  await stage.call('tenants.sync', { tenantId })
  await rested(stage, tenantId, before.lastSyncAt)
  const plan = await stage.call('plans.get', { mappingId: mapping.id, refresh: true })
  await stage.call('plans.approve', { planId: plan.id })
  const done = await until('the contacts', async () => {
    const { mappings } = await stage.call('tenants.get', { tenantId })
    const found = mappings.find(({ id }) => id === mapping.id)
    return found?.approved && found.waiting === 0 ? found : null
  })
  return done.linked
}

/** All staff ⊃ Depot ⊃ Night shift ⊃ Depot: a circle, which the directory allows. */
function nestGroups(stage: Stage, domain: string): string {
  const tenant = stage.world.microsoft.tenant(domain)
  const [all, depot, night] = ['All staff', 'Depot', 'Night shift'].map(
    (displayName) => tenant.groups.add({ displayName }).id,
  )
  if (!all || !depot || !night) throw new Error('The groups were not made.')
  tenant.groups.addMember(all, tenant.user(`ada.merriweather@${domain}`).id)
  tenant.groups.addMember(all, depot)
  tenant.groups.addMember(depot, night)
  tenant.groups.addMember(night, depot)
  tenant.groups.addMember(night, tenant.user(`lukas.greystone@${domain}`).id)
  return all
}

const reasons: Record<Output<'changes.list'>['changes'][number]['kind'], string> = {
  added: 'new in Entra',
  changed: 'edited in Entra',
  removed: 'deleted in Entra, restorable for 30 days; the contact stays as it is',
  restored: 'restored in Entra: the same person and the same contact',
}

/** One tick of the cron; what changed about persons since, and why. */
async function nextHour(stage: Stage, tenantId: string, hour: number, report: Report): Promise<void> {
  const before = await stage.call('tenants.get', { tenantId })
  const writes = stage.world.syncro.account(syncroAccount.subdomain).log.length
  const known = new Set((await stage.call('changes.list', { tenantId })).changes.map(({ id }) => id))
  await stage.tick(Date.now() + (hour + 1) * 61 * 60_000)
  await rested(stage, tenantId, before.lastSyncAt)
  const { changes } = await stage.call('changes.list', { tenantId })
  const found = changes.filter(({ id }) => !known.has(id))
  if (found.length === 0) throw new Error('An hour in which something happened shows no change.')
  for (const { displayName, kind, fields } of found) {
    const details = fields.map(({ label, old, new: now }) => `${label} ${old ?? 'blank'} → ${now ?? 'blank'}`)
    report(`Hour ${hour}`, [`${displayName}: ${kind}, ${reasons[kind]}`, ...details].join('; '))
  }
  await reportWrites(stage, writes, hour, report)
}

/** What the hour wrote to Syncro: exactly what follows from the changes. */
async function reportWrites(stage: Stage, before: number, hour: number, report: Report): Promise<void> {
  // Comparing and writing follow the read in messages of their own.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const { log } = stage.world.syncro.account(syncroAccount.subdomain)
  const written = log.slice(before).map(({ method, path }) => `${method} ${path}`)
  report(
    `Hour ${hour}`,
    written.length > 0 ? `written to Syncro: ${written.join(', ')}` : 'nothing to write to Syncro',
  )
}
