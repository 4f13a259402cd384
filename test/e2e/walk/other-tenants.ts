import type { Mapping, Output } from '../../../shared/contract.ts'
import type { SeedTenant } from '../../world/people.ts'
import type { Stage } from '../../world/stage.ts'
import { tenantNamed } from '../../world/syncro/seed.ts'
import { followConsent } from './follow-consent.ts'
import { byApi, type Hands } from './hands.ts'
import { split } from './happenings.ts'
import { quiet } from './hour.ts'
import type { Scene } from './scene.ts'
import { connectionId, suggest } from './suggestions.ts'
import { until } from './until.ts'

type Report = Scene['report']
type Rule = Partial<Mapping['rule']>

const fabrikam = tenantNamed('Fabrikam')
const northwind = tenantNamed('Northwind')

/** Connects two more tenants and maps them: one by its suggestion, one split over two organisations. Then approves all. */
export async function addOtherTenants(stage: Stage, report: Report, hands: Hands = byApi): Promise<void> {
  for (const tenant of [fabrikam, northwind]) await connectByConsent(stage, tenant)
  report('Connect', `${fabrikam.name} and ${northwind.name}`)
  const writes = stage.world.syncro.account().log.length
  await suggest(stage, report)
  await hands.acceptCertain(stage)

  const group = stage.world.microsoft.tenant(northwind.domain).groups.get('All staff').id
  await map(stage, northwind, northwind.organisationId, { group: { include: [group], exclude: [] } })
  await tellWhoIsOut(stage, report)
  const { department, organisationId } = split
  await map(stage, fabrikam, fabrikam.organisationId, { department: { include: [], exclude: [department] } })
  await map(stage, fabrikam, organisationId, { department: { include: [department], exclude: [] } })
  report('Split', `${fabrikam.name} over two organisations: ${department} belongs to the second`)
  await quiet(stage)
  if (stage.world.syncro.account().log.length !== writes)
    throw new Error('Something was written to the PSA before the plans were approved.')
  await approveAll(stage, report, hands)
}

export async function connectByConsent(stage: Stage, tenant: SeedTenant): Promise<void> {
  const { url } = await stage.call('tenants.connect', { apps: 'both' })
  await followConsent(stage, tenant, url)
  await until(`the first sync of ${tenant.name}`, async () => {
    const found = await stage.call('tenants.get', { tenantId: tenant.id })
    return found.lastSyncAt && !found.sync.running ? true : null
  })
}

/** Maps with a rule, or gives the mapping that is there another one. */
async function map(stage: Stage, tenant: SeedTenant, organisationId: number, rule: Rule): Promise<void> {
  await stage.call('mappings.set', {
    tenantId: tenant.id,
    connectionId: await connectionId(stage),
    organisationId: String(organisationId),
    rule,
  })
  await quiet(stage)
}

async function tellWhoIsOut(stage: Stage, report: Report): Promise<void> {
  const { mappings } = await stage.call('tenants.get', { tenantId: northwind.id })
  const [mapping] = mappings
  if (mapping?.madeBy !== 'suggestion') throw new Error('The suggestion was not accepted.')
  const { rule, connectionId, organisationId } = mapping
  const asked = { tenantId: northwind.id, rule, connectionId, organisationId }
  const { belong, total, reasons } = await stage.call('rules.preview', asked)
  const out = reasons.map(({ reason, count }) => `${count} × ${reason}`).join(' · ')
  report(
    'Nested groups',
    `${northwind.name} by All staff, a circle among its groups: ${belong} of ${total}; ${out}`,
  )
}

/** The first plans of all organisations at once: they only create and link. */
export async function approveAll(stage: Stage, report: Report, { approveTogether }: Hands): Promise<void> {
  const { plans } = await stage.call('plans.waiting', {})
  for (const { organisationName, counts, alone } of plans)
    report('Plan', `${organisationName}: ${countWords(counts)}${alone === null ? '' : `; ${alone}`}`)
  await approveTogether(stage)
  await quiet(stage)
  const left = (await stage.call('plans.waiting', {})).plans
  if (left.length > 0) throw new Error(`${left.length} plans wait still.`)
  report('Approve', `${plans.length} first plans together; every change of them is written`)
}

export function countWords(counts: Output<'plans.get'>['counts']): string {
  const { create, link, update, review, unchanged } = counts
  return `${create} create, ${link} link, ${update} update, ${review} to review, ${unchanged} untouched`
}
