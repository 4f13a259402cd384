import type { Cost } from './cost.ts'
import { addOrganisation, connectSyncro } from './organisations.ts'
import { addCustomer } from './people.ts'
import { openPlant, type Plant } from './plant.ts'
import { psaRequests } from './traffic.ts'

/** What giving an organisation its first contacts took. */
export interface FirstContacts {
  /** Contacts that stood there before */
  existing: number
  created: number
  /** Requests until the plan was there */
  planRequests: number
  /** From approval to the last contact */
  push: Cost
  pushRequests: number
  virtualSeconds: number
  /** When the PSA's limit alone lets the last of the necessary writes through */
  floorSeconds: number
  refused: number
}

/** As a PSA and D1 answer over the internet. */
const latency = { psaMs: 300, databaseMs: 10 } as const
const persons = 1_000
/** Somebody reads the plan before approving it. */
const reviewMs = 5 * 60_000

/** Through the product's own mapping, plan, approval and outbox, in virtual time. */
export async function measureFirstContacts(existing: number): Promise<FirstContacts> {
  const plant = await openPlant(latency)
  try {
    const tenant = await addCustomer(plant, persons, { isPlain: true })
    await plant.hour()
    const connectionId = await connectSyncro(plant)
    const organisationId = addOrganisation(plant, tenant.name)
    fill(plant, organisationId, existing)
    const mapping = { tenantId: tenant.id, connectionId, organisationId, rule: {} }
    let mappingId = ''
    const planning = await plant.costOf(async () => {
      const { answer, sent } = await plant.call<{ id: string }>('mappings.set', mapping)
      mappingId = answer.id
      await plant.work(sent)
    })
    const { answer: plan } = await plant.call<{ id: string }>('plans.get', { mappingId })
    plant.advance(reviewMs)
    const approvedAt = plant.now()
    const push = await plant.costOf(async () => {
      await plant.work((await plant.call('plans.approve', { planId: plan.id })).sent)
    })
    const writes = plant.world.syncro.account().log.filter(({ path }) => path.startsWith('/contacts'))
    await expectLinked(plant, mappingId)
    return {
      existing,
      created: writes.filter(({ method }) => method === 'POST').length,
      planRequests: psaRequests(planning.traffic),
      push,
      pushRequests: psaRequests(push.traffic),
      virtualSeconds: ((writes.at(-1)?.at ?? approvedAt) - approvedAt) / 1000,
      floorSeconds: floorOf(plant, writes.length),
      refused: planning.traffic.psa.refused + push.traffic.psa.refused,
    }
  } finally {
    await plant.close()
  }
}

/** Contacts of people whom Entra does not know. */
function fill({ world }: Plant, organisationId: string, count: number): void {
  const account = world.syncro.account()
  for (let at = 0; at < count; at += 1) {
    const email = `elsewhere.${at}@other.example`
    account.addContact({ customerId: Number(organisationId), name: `Somebody ${at}`, email })
  }
}

/** A full minute's requests at once, then as many each minute: nothing within the limit is sooner. */
function floorOf({ world }: Plant, requests: number): number {
  return Math.floor((requests - 1) / world.syncro.account().limit.perMinute) * 60
}

async function expectLinked({ db, world }: Plant, mappingId: string): Promise<void> {
  const links = await db
    .prepare('SELECT COUNT(*) AS n FROM link WHERE mapping_id = ?1')
    .bind(mappingId)
    .first<{ n: number }>()
  const created = world.syncro.account().log.filter(({ method }) => method === 'POST').length
  if (links?.n !== persons || created !== persons) {
    throw new Error(`${links?.n} of ${persons} persons are linked, ${created} contacts were created.`)
  }
}
