import type { TicketRef } from '#shared/contract.ts'
import { AppError, errors } from '#shared/errors.ts'
import type { PsaApi, PsaTicket } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'
import { openHost } from '../psa/open.ts'
import { mappedTenantIds } from '../store/mappings.ts'
import { noteTicket, seenTicket } from '../store/tickets-seen.ts'

/** A ticket and the account it belongs to. */
export interface OpenTicket {
  api: PsaApi
  connectionId: string
  ticket: PsaTicket
}

/** Where a note goes. */
export interface NoteTarget extends TicketRef {
  /** The ticket system takes notes from us. */
  canNote: boolean
}

/**
 * Reads a ticket through the PSA's API. Whose pages a host shows is known from what was connected: anyone may host a
 * PSA. Raises psa.notConnected, psa.disconnected, psa.notFound and the PSA's refusals.
 */
export async function openTicket(deps: Deps, { host, ticketId }: TicketRef): Promise<OpenTicket> {
  const { api, connection } = await openHost(deps, host)
  const ticket = await api.ticket(ticketId)
  await noteTicket(deps, {
    connectionId: connection.id,
    ticketId,
    organisationId: ticket.organisation?.id ?? null,
  })
  return { api, connectionId: connection.id, ticket }
}

/** A ticket on which an action in this tenant may be noted: of an organisation mapped to it. */
export async function openTicketOf(deps: Deps, ref: TicketRef, tenantId: string): Promise<OpenTicket> {
  const opened = await openTicket(deps, ref)
  await requireMapped(deps, opened.connectionId, opened.ticket.organisation?.id ?? null, tenantId)
  return opened
}

/** The same for a note that may be written later: a ticket system that is down is believed what it said before. */
export async function noteTargetOf(deps: Deps, ref: TicketRef, tenantId: string): Promise<NoteTarget> {
  const { api, connection } = await openHost(deps, ref.host)
  try {
    await openTicketOf(deps, ref, tenantId)
  } catch (error) {
    if (!(error instanceof AppError) || !isDown(error)) throw error
    const seen = await seenTicket(deps, connection.id, ref.ticketId)
    if (!seen) throw error
    await requireMapped(deps, connection.id, seen.organisationId, tenantId)
  }
  return { ...ref, canNote: api.note !== undefined }
}

/** It may answer again by itself. */
function isDown({ code }: AppError): boolean {
  return code.startsWith('psa.') && errors[code].retry === 'later'
}

async function requireMapped(
  deps: Deps,
  connectionId: string,
  organisationId: string | null,
  tenantId: string,
): Promise<void> {
  const tenantIds = organisationId ? await mappedTenantIds(deps, connectionId, organisationId) : []
  if (!tenantIds.includes(tenantId)) throw new AppError('action.otherTicket')
}
