import type { HandlerInput, Output } from '#shared/contract.ts'
import { findPsa } from '#shared/psa/index.ts'
import { connectionHoldings, disconnectConnection } from '../store/connection-end.ts'
import { getConnection } from '../store/connections.ts'
import { contacts, some } from './disconnect.ts'
import type { Call } from './handlers.ts'

/** Removes the key of an account, or only says what that would mean. Nothing is written to the PSA. */
export async function disconnectPsa(
  { connectionId, dryRun }: HandlerInput<'psas.disconnect'>,
  call: Call,
): Promise<Output<'psas.disconnect'>> {
  const { psa, disconnectedAt } = await getConnection(call, connectionId)
  const name = findPsa(psa)?.name ?? 'the ticket system'
  const { mappings, links, waiting } = await connectionHoldings(call, connectionId)
  const goes = [
    'The key, as Sidelight keeps it.',
    'The hourly sync of contacts, and cards and notes on tickets, in this account.',
  ]
  const remains = [
    ...contacts(links),
    ...some(mappings, 'mapping', 'and the rule of each: connecting the account again goes on from there'),
    ...some(waiting, 'approved change', 'waiting until the account is connected again'),
    `The key in ${name} itself: an administrator there removes it when nobody else uses it.`,
  ]
  if (!dryRun && disconnectedAt === null) await disconnectConnection(call, connectionId)
  return { disconnected: !dryRun, goes, remains }
}
