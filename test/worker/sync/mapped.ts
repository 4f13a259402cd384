import { expect, vi } from 'vitest'
import type { ClientInput, Plan } from '../../../shared/contract.ts'
import type { Deps } from '../../../worker/env.ts'
import type { Message } from '../../../worker/sync/message.ts'
import { mailOf, personId, type SeedTenant, syncroAccount, tenants } from '../../world/people.ts'
import { start } from '../harness.ts'

const [first, second] = tenants
if (!first || !second) throw new Error('The embedded world has two tenants at least.')
export const contoso = first
export const fabrikam = second

/** Contoso connected, read by the real sync, and mapped to its organisation; the first plan is computed. */
export async function startMapped(
  rule: ClientInput<'mappings.set'>['rule'] = {},
  prepare: Prepare = () => {},
) {
  vi.restoreAllMocks()
  const bench = await start()
  const account = bench.world.syncro.account()
  const directory = bench.world.microsoft.tenant(contoso.id)
  prepare({ account, directory })
  await connectTenant(bench, contoso)
  const connection = await bench.call('psas.connect', {
    psa: 'syncro',
    credentials: { subdomain: syncroAccount.subdomain, apiKey: syncroAccount.apiKey },
  })
  const organisationId = String(contoso.organisationId)
  const map = (over: Partial<ClientInput<'mappings.set'>> = {}) =>
    bench.call('mappings.set', {
      tenantId: contoso.id,
      connectionId: connection.id,
      organisationId,
      rule,
      ...over,
    })
  const mapping = await map()
  await bench.drain()
  const deps: Deps = {
    env: bench.env,
    now: bench.world.clock.now,
    sleep: async (ms) => bench.world.clock.advance(ms),
  }
  /** A push as it comes after the organisation's contacts were read for it; a reconcile that reads them. */
  const message = (kind: 'reconcile' | 'push') =>
    ({
      v: 1,
      kind,
      tenantId: contoso.id,
      mappingId: mapping.id,
      attempt: 1,
      ...(kind === 'push'
        ? { run: crypto.randomUUID(), lookedAt: bench.world.clock.now() }
        : { readContacts: true }),
    }) as Message
  const plan = (refresh = false) => bench.call('plans.get', { mappingId: mapping.id, refresh })
  return {
    ...bench,
    deps,
    account,
    directory,
    connection,
    mapping,
    map,
    plan,
    contacts: () => account.contactsOf(contoso.organisationId),
    contactOf: (last: string) =>
      account
        .contactsOf(contoso.organisationId)
        .filter(({ email }) => email?.toLowerCase() === addressOf(contoso, last)),
    settings: (change: Omit<ClientInput<'mappings.settings'>, 'mappingId'>) =>
      bench.call('mappings.settings', { mappingId: mapping.id, ...change }),
    history: (asked: ClientInput<'history.list'> = {}) => bench.call('history.list', asked),
    /** The mapping as the API shows it now. */
    async view() {
      const { mappings } = await bench.call('tenants.get', { tenantId: contoso.id })
      const [view] = mappings
      if (!view) throw new Error('The tenant is not mapped.')
      return view
    },
    async approve() {
      const { id } = await plan()
      return bench.call('plans.approve', { planId: id })
    },
    /** Reads the tenant anew, plans, and pushes what is approved. */
    async syncNow() {
      await bench.call('tenants.sync', { tenantId: contoso.id })
      await bench.drain()
    },
    send: (kind: 'reconcile' | 'push') => bench.queue.put(message(kind)),
    message,
    /** Which contact stands for whom, by last name. */
    links: () =>
      bench.db.prepare('SELECT person_id, contact_id, written FROM link ORDER BY contact_id').all(),
    rows: (table: 'plan' | 'change' | 'link' | 'mapping' | 'contact') =>
      bench.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  }
}

/** The same, with the first plan approved and written. */
export async function startWritten(...how: Parameters<typeof startMapped>) {
  const desk = await startMapped(...how)
  await desk.approve()
  await desk.drain()
  return desk
}

const anyProduct = { skuId: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3', disabledPlans: [] }
export const crewRule = { department: { include: ['Crew'] } }
export const crewMail = (index: number) => `crew${index}@${contoso.domain}`

/** Many more persons, in a department of their own; with a licence, so that nobody asks what their mailbox is. */
export function addCrew({ directory }: Parameters<Prepare>[0], count: number, from = 0): void {
  directory.addMany(count, (nth) => ({
    displayName: `Crew ${from + nth}`,
    userPrincipalName: crewMail(from + nth),
    mail: crewMail(from + nth),
    department: 'Crew',
    assignedLicenses: [anyProduct],
  }))
}
export type Mapped = Awaited<ReturnType<typeof startMapped>>
type Bench = Awaited<ReturnType<typeof start>>
type Prepare = (world: {
  account: ReturnType<Bench['world']['syncro']['account']>
  directory: ReturnType<Bench['world']['microsoft']['tenant']>
}) => void

async function connectTenant(bench: Bench, { id, name, domain }: SeedTenant): Promise<void> {
  bench.world.microsoft.consent(id, 'reader')
  await bench.db
    .prepare(
      `INSERT INTO tenant (id, name, domain, domains, state, reached_by, connected_at, connected_by, next_due_at)
       VALUES (?1, ?2, ?3, '[]', 'connected', 'consent', ?4, 'test', ?4)`,
    )
    .bind(id, name, domain, bench.world.clock.now())
    .run()
  await bench.call('tenants.sync', { tenantId: id })
  await bench.drain()
}

function indexOf(tenant: SeedTenant, last: string): number {
  const index = tenant.people.findIndex((person) => person.last === last)
  if (index < 0) throw new Error(`${tenant.name} has no ${last}.`)
  return index
}
export const idOf = (tenant: SeedTenant, last: string) => personId(tenant, indexOf(tenant, last))
export function addressOf(tenant: SeedTenant, last: string): string {
  const person = tenant.people[indexOf(tenant, last)]
  return person ? mailOf(tenant, person) : ''
}

/** The newest entry of a plan for a person, by last name. */
export function entryOf(plan: Plan, last: string): Plan['entries'][number] {
  const entry = plan.entries.findLast(({ personId: id }) => id === idOf(contoso, last))
  if (!entry) throw new Error(`The plan has nothing for ${last}.`)
  return entry
}

/** Writes to contacts that the PSA accepted since `from`. */
export const writes = ({ account }: Pick<Mapped, 'account'>, from = 0) =>
  account.log.slice(from).map(({ method, path, body }) => ({ method, path, body }))

/** Nobody stands in the PSA twice. */
export function expectNoDoubles({ contacts }: Pick<Mapped, 'contacts'>): void {
  const addresses = contacts()
    .map(({ email }) => email?.toLowerCase())
    .filter(Boolean)
  expect(new Set(addresses).size).toBe(addresses.length)
}
