import { vi } from 'vitest'
import type { ClientInput } from '../../../shared/contract.ts'
import type { Call } from '../../../worker/api/handlers.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { mailOf, msp, personId, syncroAccount, tenants } from '../../world/people.ts'
import { contactIds, ticketIds } from '../../world/syncro/seed.ts'
import { type As, type Bench, start } from '../harness.ts'

const [first, second, third] = tenants
if (!first || !second || !third) throw new Error('The embedded world has three tenants.')
export const contoso = first
export const fabrikam = second
export const northwind = third
export const host = `${syncroAccount.subdomain}.syncromsp.com`
export { contactIds, ticketIds }

/** A person of the world by last name, as a technician sees them. */
export function seen(tenant: typeof contoso, last: string) {
  const index = tenant.people.findIndex((person) => person.last === last)
  const person = tenant.people[index]
  if (!person) throw new Error(`${tenant.name} has no ${last}.`)
  return {
    tenantId: tenant.id,
    personId: personId(tenant, index),
    seen: {
      displayName: person.displayName ?? `${person.first} ${person.last}`,
      userPrincipalName: mailOf(tenant, person),
    },
  }
}

/** A request to run an action under a new key. */
export function request(
  action: string,
  about: ReturnType<typeof seen>,
  more: Partial<ClientInput<'actions.run'>> = {},
): ClientInput<'actions.run'> {
  return { key: crypto.randomUUID(), action, values: {}, ...about, ...more }
}

/** The worker with tenants connected (both applications) and mirrored, Syncro connected and organisations mapped. */
export async function openDesk(mapped = [contoso, fabrikam]): Promise<Bench> {
  vi.restoreAllMocks()
  const bench = await start()
  for (const tenant of tenants) await connectTenant(bench, tenant)
  const { id } = await bench.call('psas.connect', {
    psa: 'syncro',
    credentials: { subdomain: syncroAccount.subdomain, apiKey: syncroAccount.apiKey },
  })
  for (const tenant of mapped) await mapTenant(bench, tenant, id)
  return bench
}

export async function connectTenant(
  bench: Bench,
  { id, name, domain }: Pick<typeof contoso, 'id' | 'name' | 'domain'>,
): Promise<void> {
  bench.world.microsoft.consent(id, 'reader')
  bench.world.microsoft.consent(id, 'operator')
  const now = bench.world.clock.now()
  await bench.db
    .prepare(
      `INSERT INTO tenant (id, name, domain, domains, state, reached_by, operator_at, connected_at, connected_by, next_due_at)
       VALUES (?1, ?2, ?3, '[]', 'connected', 'consent', ?4, ?4, 'test', ?4)`,
    )
    .bind(id, name, domain, now)
    .run()
  await bench.call('tenants.sync', { tenantId: id })
  await bench.drain()
}

async function mapTenant(bench: Bench, tenant: typeof contoso, connectionId: string): Promise<void> {
  await bench.db
    .prepare(
      `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by)
       VALUES (?1, ?2, ?3, ?4, ?5, '{}', 0, 'test')`,
    )
    .bind(crypto.randomUUID(), tenant.id, connectionId, String(tenant.organisationId), tenant.name)
    .run()
}

export async function linkContact(
  bench: Bench,
  contactId: number,
  about: ReturnType<typeof seen>,
): Promise<void> {
  await bench.db
    .prepare(
      `INSERT INTO link (tenant_id, person_id, connection_id, organisation_id, contact_id, mapping_id, written, linked_at)
       SELECT ?1, ?2, connection_id, organisation_id, ?3, id, '{}', 0 FROM mapping WHERE tenant_id = ?1`,
    )
    .bind(about.tenantId, about.personId, String(contactId))
    .run()
}

/** A call as the front door makes it, for what needs other limits or another database. */
export function callOf(bench: Bench, role: As = 'technician', env = bench.env): Call {
  const { id, name } = technicianOf(role)
  const caller = { tenantId: msp.id, id, name, role, groups: [] }
  return { env, now: bench.world.clock.now, caller, reach: 'all', requestId: 'test', waitUntil() {} }
}

/** Somebody else changes something just before a request is answered, once. */
export function justBefore(
  bench: Bench,
  match: (request: { method: string; url: URL }) => boolean,
  change: () => void,
): void {
  let isDone = false
  bench.world.faults.add({
    match(request) {
      if (match(request) && !isDone) {
        isDone = true
        change()
      }
      return false
    },
  })
}

/** What was done to a tenant through Graph. */
export function doneIn(bench: Bench, tenantId: string): string[] {
  return bench.world.microsoft.tenant(tenantId).directoryLog.map(({ operation }) => operation)
}

export interface RecordRow {
  id: string
  action_id: string
  outcome: string
  action: string
  text: string
  code: string | null
  actor_name: string
  ticket_id: string | null
  request_id: string
}

export async function record(bench: Bench): Promise<RecordRow[]> {
  return (await bench.db.prepare('SELECT * FROM audit ORDER BY id').all<RecordRow>()).results
}

/** Every value of every table, as one text. */
export async function dump(bench: Bench): Promise<string> {
  const { results } = await bench.db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`)
    .all<{ name: string }>()
  const tables = await Promise.all(
    results.map(({ name }) => bench.db.prepare(`SELECT * FROM "${name}"`).all()),
  )
  return JSON.stringify(tables.map(({ results: rows }) => rows))
}

export async function refusalOf(response: Response): Promise<{ status: number; code: string; text: string }> {
  const { error } = (await response.json()) as { error?: { code: string; text: string } }
  return { status: response.status, code: error?.code ?? 'none', text: error?.text ?? '' }
}
