import type { HandlerInput } from '#shared/contract.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { Call } from '../api/handlers.ts'
import type { AuditRow, NewAuditRow } from '../store/audit.ts'

interface Told {
  actionId: string
  outcome: AuditRow['outcome']
  text: string
  code: ErrorCode | null
}

/** What a request says of itself, for the record. */
export type Recorded = Pick<
  HandlerInput<'actions.run'>,
  'tenantId' | 'personId' | 'action' | 'ticket' | 'verified' | 'reason'
>

/** A row of the record about a request. */
export function auditRow(call: Call, input: Recorded, told: Told): NewAuditRow {
  const { caller, requestId } = call
  return {
    ...told,
    actorTenantId: caller.tenantId,
    actorId: caller.id,
    actorName: caller.name,
    tenantId: input.tenantId,
    personId: input.personId,
    action: input.action,
    ticketHost: input.ticket?.host ?? null,
    ticketId: input.ticket?.ticketId ?? null,
    requestId,
    verifiedHow: input.verified?.how ?? null,
    verifiedDetail: input.verified?.detail || null,
    reason: input.reason || null,
  }
}
