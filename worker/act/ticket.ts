import type { TicketRef } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { PsaApi, PsaTicket } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'
import { openHost } from '../psa/open.ts'
import { mappedTenantIds } from '../store/mappings.ts'

/** A ticket and the account it belongs to. */
export interface OpenTicket {
  api: PsaApi
  connectionId: string
  ticket: PsaTicket
}

/**
 * Reads a ticket through the PSA's API. Whose pages a host shows is known from what was connected: anyone may host a
 * PSA. Raises psa.notConnected, psa.disconnected, psa.notFound and the PSA's refusals.
 */
export async function openTicket(deps: Deps, { host, ticketId }: TicketRef): Promise<OpenTicket> {
  const { api, connection } = await openHost(deps, host)
  return { api, connectionId: connection.id, ticket: await api.ticket(ticketId) }
}

/** A ticket on which an action in this tenant may be noted: of an organisation mapped to it. */
export async function openTicketOf(deps: Deps, ref: TicketRef, tenantId: string): Promise<OpenTicket> {
  const opened = await openTicket(deps, ref)
  const { organisation } = opened.ticket
  const tenantIds = organisation ? await mappedTenantIds(deps, opened.connectionId, organisation.id) : []
  if (!tenantIds.includes(tenantId)) throw new AppError('action.otherTicket')
  return opened
}
