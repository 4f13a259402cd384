import { syncroAccount } from '../../test/world/people.ts'
import { connectSyncro, putMapping } from './organisations.ts'
import { addCustomer } from './people.ts'
import { openPlant, type Plant } from './plant.ts'
import { seedContacts } from './seed-contacts.ts'

/** What one kind of look-up costs among all mirrored persons; times in milliseconds, of one machine. */
interface LookUp {
  what: string
  count: number
  p50Ms: number
  p99Ms: number
  /** Of one look-up */
  rowsRead: { p50: number; most: number }
  statements: number
}
export interface LookUps {
  persons: number
  all: LookUp[]
}
interface Ask {
  name: 'tickets.resolve' | 'persons.search'
  input: object
}

const tenants = 2
const personsOfTenant = 100_000
const asked = 150

/** Two customers of 100,000 persons, one of them mapped, with tickets of a spread of its contacts. */
export async function measureLookUps(): Promise<LookUps> {
  const plant = await openPlant()
  try {
    const customers = []
    for (let at = 0; at < tenants; at += 1)
      customers.push(await addCustomer(plant, personsOfTenant, { isPlain: true, isNamed: true }))
    const [first] = customers
    if (!first) throw new Error('There is no customer.')
    await plant.hour()
    const mapping = await putMapping(plant, await connectSyncro(plant), first)
    // A ticket's answer brings its organisation along: one of ordinary size.
    await seedContacts(plant, mapping, asked)
    const tickets = addTickets(plant, Number(mapping.organisationId))
    const all: LookUp[] = []
    all.push(await measure(plant, 'a ticket of a linked contact', tickets))
    await plant.db.prepare('DELETE FROM link').run()
    all.push(await measure(plant, 'a ticket, by its address', tickets))
    for (const [what, texts] of Object.entries(await textsOf(plant, first.id))) {
      const asks = texts.map((text): Ask => ({ name: 'persons.search', input: { text } }))
      all.push(await measure(plant, what, asks))
    }
    return { persons: tenants * personsOfTenant, all }
  } finally {
    await plant.close()
  }
}

function addTickets({ world }: Plant, customerId: number): Ask[] {
  const account = world.syncro.account()
  const contacts = account.contactsOf(customerId)
  return Array.from({ length: asked }, (_, at) => {
    const contact = contacts[Math.floor((at * contacts.length) / asked)]
    const ticket = account.addTicket({ customerId, subject: `Ticket ${at}`, contactId: contact?.id ?? null })
    const host = `${syncroAccount.subdomain}.syncromsp.com`
    return { name: 'tickets.resolve', input: { host, ticketId: String(ticket.id) } }
  })
}

/** What people type, from persons spread over a tenant. */
async function textsOf({ db }: Plant, tenantId: string): Promise<Record<string, string[]>> {
  const persons: { displayName: string; mail: string }[] = []
  for (let at = 0; at < asked; at += 1) {
    // Object ids begin evenly spread.
    const from = Math.floor((at * 0xffffffff) / asked)
      .toString(16)
      .padStart(8, '0')
    const row = await db
      .prepare('SELECT data FROM person WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT 1')
      .bind(tenantId, from)
      .first<{ data: string }>()
    if (row) persons.push(JSON.parse(row.data))
  }
  const names = persons.map(({ displayName }) => displayName)
  return {
    'search, a whole name': names,
    'search, a surname': names.map((name) => name.split(' ')[1] ?? ''),
    'search, four letters of a surname': names.map((name) => (name.split(' ')[1] ?? '').slice(0, 4)),
    'search, an address': persons.map(({ mail }) => mail),
    'search, nobody of that name': names.map((name, at) => `${name.slice(0, 3)}qxz${at}`),
  }
}

async function measure(plant: Plant, what: string, asks: readonly Ask[]): Promise<LookUp> {
  const times: number[] = []
  const rows: number[] = []
  let statements = 0
  for (const { name, input } of asks) {
    // As people ask: seconds apart, within what the PSA allows.
    plant.advance(2_000)
    const { database, wallMs } = await plant.costOf(() => plant.call(name, input))
    times.push(wallMs)
    rows.push(database.rowsRead)
    statements = Math.max(statements, database.statements)
  }
  const rowsRead = { p50: quantile(rows, 0.5), most: Math.max(...rows) }
  return {
    what,
    count: asks.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    rowsRead,
    statements,
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
