import type { HandlerInput, Output } from '#shared/contract.ts'
import { cloudOf } from '../graph/clouds.ts'
import { forgetToken } from '../graph/token.ts'
import { disconnectTenant, type Holdings, holdingsOf } from '../store/disconnect.ts'
import { getTenant } from '../store/tenants.ts'
import { forgetMessage } from '../sync/forget.ts'
import { watchTenant } from '../sync/watch.ts'
import type { Call } from './handlers.ts'

/** Ends a connection, or only says what that would mean. Nobody is deactivated, and nothing is written to the PSA. */
export async function disconnect(
  { tenantId, removeData, dryRun }: HandlerInput<'tenants.disconnect'>,
  call: Call,
): Promise<Output<'tenants.disconnect'>> {
  await getTenant(call, tenantId)
  const holdings = await holdingsOf(call, tenantId)
  const words = removeData ? removing(holdings) : keeping(holdings)
  const consent = `The customer’s consent: their administrator removes Sidelight under Enterprise applications at ${cloudOf(call.env).adminCentre}.`
  const answer = { goes: words.goes, remains: [...words.remains, 'The record of actions.', consent] }
  if (dryRun) return { disconnected: false, ...answer }
  const run = removeData ? crypto.randomUUID() : null
  await disconnectTenant(call, tenantId, run)
  for (const app of ['reader', 'operator'] as const) forgetToken(call, tenantId, app)
  // Its alerts end, and whoever receives them hears of it before everything is removed.
  await watchTenant(call, tenantId)
  // Should the queue not take it, the next tick sends it.
  if (run !== null) await call.env.QUEUE.send(forgetMessage(tenantId, run))
  return { disconnected: true, ...answer }
}

const always = ['The hourly sync of this tenant, and quick actions in it.']

function keeping({ persons, mappings, links, waiting }: Holdings) {
  return {
    goes: always,
    remains: [
      ...contacts(links),
      ...some(persons, 'person', 'as last read, with licences and Secure Score'),
      ...some(mappings, 'mapping', 'with its rule: connecting again goes on from there'),
      ...some(waiting, 'approved change', 'that is not sent until the tenant is connected again'),
    ],
  }
}

function removing({ persons, mappings, links, waiting }: Holdings) {
  return {
    goes: [
      ...always,
      ...some(persons, 'person', 'in Sidelight, with licences, groups and Secure Score'),
      ...some(mappings, 'mapping', 'with its rule, its plans and which contact belongs to whom'),
      ...some(waiting, 'approved change', 'that was not sent yet'),
    ],
    remains: contacts(links),
  }
}

/** What becomes of contacts whenever something is disconnected. */
export function contacts(links: number): string[] {
  return some(links, 'contact', 'in the ticket system, as it is: nobody is deactivated or deleted')
}

/** Nothing where there is none. `how` ends the sentence. */
export function some(count: number, what: string, how: string): string[] {
  if (count === 0) return []
  return [`${count} ${what}${count === 1 ? '' : 's'} ${how}.`]
}
