import { type Cost, messagesOf } from './cost.ts'
import { type BenchMapping, connectSyncro, putMapping } from './organisations.ts'
import { addCustomer } from './people.ts'
import { openPlant, type Plant } from './plant.ts'
import { seedContacts } from './seed-contacts.ts'

/** What making one plan cost. */
export interface Planned {
  cost: Cost
  messages: number
  /** A thousand persons */
  cpuMs: number
  peakHeapBytes: number
}
export interface Planning {
  persons: number
  /** Every person is linked and nothing is to be done */
  linked: Planned
  /** Nobody is linked and everybody is found by address */
  found: Planned
}

export const sizes = [1_000, 10_000, 100_000]

/** As many persons as contacts in one organisation, from the mirrors alone. */
export async function measurePlanning(persons: number): Promise<Planning> {
  const plant = await openPlant()
  try {
    const tenant = await addCustomer(plant, persons, { isPlain: true })
    await plant.hour()
    const mapping = await putMapping(plant, await connectSyncro(plant), tenant)
    await plant.db.prepare('UPDATE mapping SET approved_at = NULL').run()
    await seedContacts(plant, mapping)
    const linked = await measure(plant, mapping, persons, 0)
    await plant.db.prepare('DELETE FROM link').run()
    const found = await measure(plant, mapping, persons, persons)
    return { persons, linked, found }
  } finally {
    await plant.close()
  }
}

/** The inspector answers while the product waits: so it waits long enough to be seen with all that it holds. */
const tripWaitMs = 25

/** Once for what it costs, and once more to watch the heap. */
async function measure(
  plant: Plant,
  mapping: BenchMapping,
  persons: number,
  changes: number,
): Promise<Planned> {
  const cost = await plant.costOf(() => plan(plant, mapping))
  await expectPlan(plant, changes)
  await forgetPlan(plant)
  plant.waitPerTrip(tripWaitMs)
  const peakHeapBytes = await plant.heapDuring(() => plan(plant, mapping), true)
  plant.waitPerTrip(0)
  await forgetPlan(plant)
  return { cost, messages: messagesOf(cost) + 1, cpuMs: (cost.cpuMs * 1000) / persons, peakHeapBytes }
}

async function forgetPlan({ db }: Plant): Promise<void> {
  await db.batch(['DELETE FROM change', 'DELETE FROM plan'].map((text) => db.prepare(text)))
}

function plan({ work, now }: Plant, { id: mappingId, tenantId }: BenchMapping): Promise<void> {
  const body = { v: 1, kind: 'reconcile', tenantId, mappingId, attempt: 1 } as const
  return work([{ body, delaySeconds: 0, attempts: 1, sentAt: now() }])
}

async function expectPlan({ db }: Plant, wanted: number): Promise<void> {
  const row = await db
    .prepare(
      `SELECT (SELECT COUNT(*) FROM change) AS changes, (SELECT COUNT(*) FROM change WHERE kind = 'link') AS links,
         stage IS NULL AND mirror_seen IS NOT NULL AS made FROM mapping`,
    )
    .first<{ changes: number; links: number; made: number }>()
  if (row?.made !== 1 || row.changes !== wanted || row.links !== wanted) {
    throw new Error(`Not the plan of ${wanted} links that it should be: ${JSON.stringify(row)}`)
  }
}
