import type { Cost } from './cost.ts'
import { addCustomer, changeSome } from './people.ts'
import { openPlant, type Plant } from './plant.ts'

/** What one size of tenant costs. */
export interface Measured {
  users: number
  first: Cost
  idle: Cost
  changedHour: Cost
  /** How many users had changed in that hour */
  changed: number
  /** Wall time of the first sync over that of bare paging */
  ratio: number
  ratioWaiting: number
  firstWaitingMs: number
  peakHeapBytes: number
}

/** How long each answer of Graph takes where the ratio is bounded. */
export const pageWaitMs = 200

export async function measureTenant(users: number): Promise<Measured> {
  const hours = await measureHours(users)
  const waiting = await measureWaiting(users)
  return { users, ...hours, ...waiting }
}

async function measureHours(users: number) {
  const plant = await openPlant()
  try {
    const tenant = await addCustomer(plant, users)
    const first = await plant.hour()
    const bareMs = await plant.bare(tenant.id, first.traffic.links)
    const idle = await firstIdleHour(plant)
    const changed = changeSome(tenant, 1)
    const changedHour = await plant.hour()
    await expectMirrored(plant, tenant.id, users)
    return { first, ratio: first.wallMs / bareMs, idle, changed, changedHour }
  } finally {
    await plant.close()
  }
}

/** Kinds of mailboxes are read in portions, hour by hour; an hour is idle when none are left. */
export async function firstIdleHour(plant: Plant): Promise<Cost> {
  for (let hours = 0; hours < 20; hours += 1) {
    const hour = await plant.hour()
    if (hour.traffic.requests['mailbox kinds'] === 0) return hour
  }
  throw new Error('The kinds of mailboxes are still being read.')
}

async function measureWaiting(users: number) {
  const plant = await openPlant()
  try {
    const tenant = await addCustomer(plant, users)
    plant.waitPerPage(pageWaitMs)
    let first: Cost | undefined
    const peakHeapBytes = await plant.heapDuring(async () => {
      first = await plant.hour()
    })
    if (!first) throw new Error('There was no first sync.')
    const bareMs = await plant.bare(tenant.id, first.traffic.links)
    return { ratioWaiting: first.wallMs / bareMs, firstWaitingMs: first.wallMs, peakHeapBytes }
  } finally {
    await plant.close()
  }
}

/** A sync that read nothing would be the cheapest of all. */
async function expectMirrored({ db }: Plant, tenantId: string, users: number): Promise<void> {
  const row = await db
    .prepare('SELECT COUNT(*) AS persons FROM person WHERE tenant_id = ?1')
    .bind(tenantId)
    .first<{ persons: number }>()
  const { results: problems } = await db
    .prepare('SELECT resource, problem_code, problem_detail FROM cursor WHERE problem_code IS NOT NULL')
    .all()
  if (row?.persons !== users || problems.length > 0) {
    throw new Error(`${row?.persons} of ${users} persons are mirrored. ${JSON.stringify(problems)}`)
  }
}
