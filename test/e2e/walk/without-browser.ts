import { type SeedTenant, syncroAccount } from '../../world/people.ts'
import type { Stage } from '../../world/stage.ts'
import { tenantNamed, ticketIds } from '../../world/syncro/seed.ts'
import { followConsent } from './follow-consent.ts'
import { liveThroughHours } from './hours.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { addOtherTenants, countWords } from './other-tenants.ts'
import { takeInCustomers } from './partner.ts'
import type { Scene } from './scene.ts'
import { sumUp } from './sum-up.ts'
import { until } from './until.ts'

type Report = Scene['report']

/**
 * The main job without a browser: everything that the extension asks of the worker, in the order of a first day; then
 * the other tenants, the hours, and all customers of the partner at once. Answers what Syncro held at first and what was typed there.
 */
export async function walkWithoutBrowser(stage: Stage, report: Report): Promise<Ledger> {
  const ledger = openLedger(stage.world.syncro.account())
  await prepare(stage, report)
  await act(stage, report)
  await addOtherTenants(stage, report)
  await liveThroughHours(stage, report, ledger)
  await takeInCustomers(stage, report)
  await sumUp(stage, report, ledger)
  return ledger
}

/** Everything that must be there before a technician opens a ticket. */
export async function prepare(stage: Stage, report: Report): Promise<void> {
  const contoso = tenantNamed('Contoso')
  await connect(stage, contoso, report)
  await mapAndApprove(stage, contoso, report)
}

async function connect(stage: Stage, tenant: SeedTenant, report: Report): Promise<void> {
  const { url } = await stage.call('tenants.connect', { apps: 'both' })
  await followConsent(stage, tenant, url)
  report('Connect', `${tenant.name}: reader and operator consented`)
  const read = await until('the first sync', async () => {
    const found = await stage.call('tenants.get', { tenantId: tenant.id })
    return found.lastSyncAt && !found.sync.running ? found : null
  })
  const seats = read.licences
    .filter(({ free }) => !free)
    .map(({ name, assigned, usable }) => `${name} ${assigned} of ${usable}`)
  report('Sync', `${read.persons} persons, ${read.score.length} days of Secure Score; ${seats.join(', ')}`)
}

async function mapAndApprove({ call, world }: Stage, tenant: SeedTenant, report: Report): Promise<void> {
  const connection = await call('psas.connect', { psa: 'syncro', credentials: { ...syncroAccount } })
  report('Ticket system', `Syncro ${connection.account} as ${connection.connectedAs}`)
  const rule = { department: { include: [], exclude: ['Laboratory'] } }
  const { belong, total, reasons } = await call('rules.preview', { tenantId: tenant.id, rule })
  report(
    'Map',
    `${belong} of ${total} belong; ${reasons.map(({ reason, count }) => `${count} × ${reason}`).join(' · ')}`,
  )
  const organisationId = String(tenant.organisationId)
  const mapping = await call('mappings.set', {
    tenantId: tenant.id,
    connectionId: connection.id,
    organisationId,
    rule,
  })
  const plan = await until('the first plan', async () => {
    const found = await call('plans.get', { mappingId: mapping.id })
    return found.state === 'waiting' ? found : null
  })
  report('Plan', `${countWords(plan.counts)}; nothing written yet`)
  await call('plans.approve', { planId: plan.id })
  await until('the contacts', async () =>
    (await call('plans.get', { mappingId: mapping.id })).state === 'done' ? true : null,
  )
  const held = world.syncro.account(syncroAccount.subdomain).contactsOf(tenant.organisationId)
  report('Contacts', `${held.length} contacts of ${tenant.name} in Syncro`)
}

async function act({ call, world }: Stage, report: Report): Promise<void> {
  const ticket = { host: `${syncroAccount.subdomain}.syncromsp.com`, ticketId: String(ticketIds.mara) }
  const answer = await call('tickets.resolve', ticket, 'technician')
  if (answer.found !== 'person') throw new Error(`Nobody was found: ${answer.text}`)
  const { person, licences } = answer.view
  report(
    'Ticket',
    `#${answer.ticket.number} is about ${person.displayName}, ${licences.map(({ name }) => name).join(', ')}`,
  )
  const outcome = await call(
    'actions.run',
    {
      key: crypto.randomUUID(),
      action: 'reset-password',
      tenantId: person.tenantId,
      personId: person.id,
      values: {},
      seen: { displayName: person.displayName, userPrincipalName: person.userPrincipalName },
      ticket,
    },
    'technician',
  )
  if (outcome.outcome !== 'done' || outcome.note !== 'written')
    throw new Error(`${outcome.text} (note ${outcome.note})`)
  const { log } = world.syncro.account(syncroAccount.subdomain)
  report(
    'Act',
    `password reset and shown once; ${log.length} writes reached Syncro, the last one the private note`,
  )
}
