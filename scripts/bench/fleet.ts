import type { EntraTenant } from '../../test/world/microsoft/directory/tenant.ts'
import type { Cost } from './cost.ts'
import { mapAll } from './mapped-hours.ts'
import { firstIdleHour } from './measure.ts'
import { addCustomer, changeSome } from './people.ts'
import { openPlant, type Plant } from './plant.ts'

/** A small MSP's worth, of the size that a million persons in 5,000 tenants have on average. */
export const fleet = { tenants: 200, users: 200 } as const

export interface FleetMeasured {
  first: Cost
  /** Nobody changed */
  idle: Cost
  /** An hour in which every tenant has one changed user in a hundred */
  hour: Cost
  /** The first hour of another day: slow-moving resources are read as well */
  dayHour: Cost
  /** The first hour of another week: everyone is read anew, and all contacts */
  weekHour: Cost
  storedBytes: number
}

/** All tenants through cron and queue, hour by hour; each is mapped, and its contacts are in step after the first one. */
export async function measureFleet(): Promise<FleetMeasured> {
  const plant = await openPlant({ psaMs: 0, databaseMs: 0 })
  try {
    const tenants: EntraTenant[] = []
    for (let at = 0; at < fleet.tenants; at += 1) tenants.push(await addCustomer(plant, fleet.users))
    const hourly = async (hour: number) => {
      for (const tenant of tenants) changeSome(tenant, hour)
      return plant.hour()
    }
    const first = await plant.hour()
    await expectAllRead(plant)
    await mapAll(plant, tenants)
    await plant.hour()
    const idle = await firstIdleHour(plant)
    const hour = await hourly(1)
    plant.advance(25 * 3_600_000)
    const dayHour = await hourly(2)
    for (let day = 0; day < 6; day += 1) {
      plant.advance(24 * 3_600_000)
      await plant.hour()
    }
    plant.advance(24 * 3_600_000)
    await plant.db.prepare('UPDATE mapping SET contacts_due_at = 0').run()
    const weekHour = await hourly(3)
    await expectAllRead(plant)
    return { first, idle, hour, dayHour, weekHour, storedBytes: await storedBytes(plant) }
  } finally {
    await plant.close()
  }
}

/** Everybody is mirrored, and nothing waits to be written to the PSA. */
async function expectAllRead({ db }: Plant): Promise<void> {
  const row = await db
    .prepare('SELECT SUM(persons) AS persons, COUNT(problem_code) AS problems FROM tenant')
    .first<{ persons: number; problems: number }>()
  const open = await db
    .prepare(
      `SELECT (SELECT COUNT(*) FROM change WHERE state NOT IN ('done', 'skipped')) +
         (SELECT COUNT(*) FROM mapping WHERE problem_code IS NOT NULL) AS n`,
    )
    .first<{ n: number }>()
  if (open?.n !== 0) throw new Error(`${open?.n} changes or mappings are not as they should be.`)
  const all = fleet.tenants * fleet.users
  if (row?.persons !== all || row.problems > 0) {
    throw new Error(`${row?.persons} of ${all} persons are mirrored, ${row?.problems} tenants have problems.`)
  }
}

async function storedBytes({ db }: Plant): Promise<number> {
  const { meta } = await db.prepare('SELECT 1').run()
  return meta.size_after
}
