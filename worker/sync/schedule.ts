import { sendDueNotes } from '../act/outbox.ts'
import { settleStarted } from '../act/settle.ts'
import { sendDeliver } from '../alerts/deliver.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { purgeAlerts } from '../store/alerts.ts'
import { dueTenants, leftOverMappings } from '../store/due-tenants.ts'
import { purgeHandovers } from '../store/handovers.ts'
import { purgeChanges } from '../store/person-change-rows.ts'
import { resealOld } from '../store/reseal.ts'
import { purgeReports } from '../store/steps.ts'
import { purgeChoices } from '../store/ticket-choices.ts'
import { purgeTickets } from '../store/tickets-seen.ts'
import { leftToForget } from './forget.ts'
import type { Message } from './message.ts'
import { refreshProductNames } from './product-names.ts'
import { proveConsents } from './prove-consents.ts'
import { watchAlerts } from './watch.ts'
import { fnv } from './weekly.ts'

interface Sending {
  body: Message
  delaySeconds: number
}

/** Cloudflare takes at most 100 messages at a time. */
const mostAtOnce = 100
/** Credentials sealed anew in one tick. */
const mostResealed = 50
const defaultSpreadSeconds = 3000

/**
 * Sends a message for every tenant that is due at the tick, spread over the hour. A tick that never came, or a
 * message that was lost, heals at the next one: due is due until a run has ended.
 */
export async function schedule(deps: Deps, tick: number): Promise<void> {
  const pulls = (await dueTenants(deps, tick)).map((tenantId) => pullOf(deps, tenantId, tick))
  const pushes = (await leftOverMappings(deps)).map(({ id, tenantId }) => pushOf(deps, tenantId, id))
  const forgets = (await leftToForget(deps)).map((body) => ({ body, delaySeconds: 0 }))
  await sendAll(deps, [...pulls, ...pushes, ...forgets])
  await proveConsents(deps, null).catch((error) => logFailure({ at: 'consent' }, error))
  if (deps.env.SEALING_KEY_OLD) {
    await resealOld(deps, mostResealed).catch((error) => logFailure({ at: 'reseal' }, error))
  }
  await settleStarted(deps).catch((error) => logFailure({ at: 'action' }, error))
  await sendDueNotes(deps).catch((error) => logFailure({ at: 'action' }, error))
  await refreshProductNames(deps).catch((error) => logFailure({ at: 'products' }, error))
  await purgeChanges(deps).catch((error) => logFailure({ at: 'purge' }, error))
  await purgeChoices(deps).catch((error) => logFailure({ at: 'purge' }, error))
  await purgeTickets(deps).catch((error) => logFailure({ at: 'purge' }, error))
  await purgeReports(deps).catch((error) => logFailure({ at: 'purge' }, error))
  await purgeHandovers(deps).catch((error) => logFailure({ at: 'purge' }, error))
  await purgeAlerts(deps).catch((error) => logFailure({ at: 'purge' }, error))
  await watchAlerts(deps, null).catch((error) => logFailure({ at: 'alerts' }, error))
  // Messages of the queue that were lost, and tries that were put off for hours.
  await sendDeliver(deps).catch((error) => logFailure({ at: 'alerts' }, error))
}

function pullOf(deps: Deps, tenantId: string, tick: number): Sending {
  const run = crypto.randomUUID()
  return {
    body: { v: 1, kind: 'pull', tenantId, run, tick, by: 'cron', attempt: 1 },
    delaySeconds: delayOf(deps, tenantId),
  }
}

function pushOf(deps: Deps, tenantId: string, mappingId: string): Sending {
  const run = crypto.randomUUID()
  return {
    body: { v: 1, kind: 'push', tenantId, mappingId, run, attempt: 1 },
    delaySeconds: delayOf(deps, mappingId),
  }
}

async function sendAll({ env }: Deps, messages: Sending[]): Promise<void> {
  for (let at = 0; at < messages.length; at += mostAtOnce) {
    await env.QUEUE.sendBatch(messages.slice(at, at + mostAtOnce))
  }
}

/** The same place in every hour for the same tenant, so that neither Graph nor D1 sees a herd. */
function delayOf({ env }: Deps, id: string): number {
  const spread = Number(env.SPREAD_SECONDS ?? defaultSpreadSeconds)
  return spread >= 1 ? fnv(id) % Math.floor(spread) : 0
}
