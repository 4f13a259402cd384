import type { EntraTenant } from '../../test/world/microsoft/directory/tenant.ts'
import type { Cost } from './cost.ts'
import { firstIdleHour } from './measure.ts'
import { connectSyncro, putMapping } from './organisations.ts'
import { addCustomer } from './people.ts'
import { openPlant, type Plant } from './plant.ts'
import { seedContacts } from './seed-contacts.ts'

/** Hours of tenants whose contacts are all in step at their beginning. */
export interface MappedHours {
  idle: Cost
  /** One person of one tenant has another job title */
  changed: Cost
}

export const mapped = { mappings: 5, users: 100 } as const
const title = 'Promoted'

export async function measureMappedHours(): Promise<MappedHours> {
  const plant = await openPlant({ psaMs: 0, databaseMs: 0 })
  try {
    const tenants: EntraTenant[] = []
    for (let at = 0; at < mapped.mappings; at += 1) tenants.push(await addCustomer(plant, mapped.users))
    await plant.hour()
    await mapAll(plant, tenants)
    await plant.hour()
    const idle = await firstIdleHour(plant)
    const [tenant] = tenants
    const [, id] = tenant?.users.keys() ?? []
    tenant?.updateUser(id ?? '', { jobTitle: title })
    const changed = await plant.hour()
    expectWritten(plant)
    return { idle, changed }
  } finally {
    await plant.close()
  }
}

/** Each tenant to an organisation of its own, everybody linked. */
export async function mapAll(plant: Plant, tenants: readonly EntraTenant[]): Promise<void> {
  const connectionId = await connectSyncro(plant)
  for (const tenant of tenants) await seedContacts(plant, await putMapping(plant, connectionId, tenant))
}

function expectWritten({ world }: Plant): void {
  const { contacts, log } = world.syncro.account()
  const promoted = [...contacts.values()].filter(({ properties }) => properties.title === title)
  if (promoted.length !== 1 || log.length !== 1) {
    throw new Error(`${promoted.length} contacts have the new title after ${log.length} writes.`)
  }
}
