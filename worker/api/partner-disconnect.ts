import type { HandlerInput, Output } from '#shared/contract.ts'
import { forgetPartnerTokens } from '../partner/session.ts'
import { forgetPartner, getPartner } from '../store/partner.ts'
import { type PartnerHoldings, partnerHoldings } from '../store/partner-holdings.ts'
import { watchAll } from '../sync/watch.ts'
import { some } from './disconnect.ts'
import type { Call } from './handlers.ts'

/**
 * Forgets the account. Tenants are reached app-only, so they go on; that nobody watches their relationships any more is an
 * alert that stays until a partner is connected again or each has its own consent.
 */
export async function disconnectPartner(
  { dryRun }: HandlerInput<'partner.disconnect'>,
  call: Call,
): Promise<Output<'partner.disconnect'>> {
  const { account } = await getPartner(call)
  const holdings = await partnerHoldings(call)
  const words = { goes: going(account, holdings), remains: remaining(holdings) }
  if (dryRun) return { disconnected: false, ...words }
  await forgetPartner(call)
  forgetPartnerTokens(call)
  await watchAll(call)
  return { disconnected: true, ...words }
}

function going(account: string, { running }: PartnerHoldings): string[] {
  return [
    `The sign-in of ${account}, sealed on this server.`,
    'Reading customers, warnings before admin relationships end, and taking customers in.',
    ...some(running, 'job', 'under way: what is not done yet ends with its reason'),
  ]
}

function remaining({ partnerOnly, stopped, both }: PartnerHoldings): string[] {
  const unwatched =
    'Their admin relationships are not watched any more: nobody warns before one ends, and the sync does not stop when it has. An alert says so until a partner is connected again or these tenants have their own consent.'
  return [
    ...some(partnerOnly, 'tenant', 'reached through the partner, read and synced every hour as before'),
    ...(partnerOnly > 0 ? [unwatched] : []),
    ...some(
      stopped,
      'tenant',
      'whose admin relationship has ended: stopped until a partner is connected again',
    ),
    ...some(both, 'tenant', 'connected by its own consent as well, as before'),
    'The permissions that were granted to the partner application: an administrator removes them in Entra.',
  ]
}
