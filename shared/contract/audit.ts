import * as v from 'valibot'
import { type EndpointMap, Guid, PsaHost, PsaRecordId, Time } from './basics.ts'

const Text = v.nullable(v.string())

const AuditEntry = v.object({
  id: v.string(),
  /** Shared by intent and outcome; what notes on tickets name. */
  actionId: v.string(),
  at: Time,
  actorName: v.string(),
  actorId: v.string(),
  tenantId: v.string(),
  personId: v.string(),
  action: v.string(),
  outcome: v.picklist(['started', 'done', 'refused', 'failed', 'unknown']),
  text: v.string(),
  ticket: v.nullable(v.string()),
  verified: v.optional(v.nullable(v.object({ how: v.string(), detail: Text })), null),
  reason: v.optional(Text, null),
})

const auditFilter = {
  tenantId: v.optional(Guid),
  personId: v.optional(Guid),
  /** The history of a ticket. */
  ticket: v.optional(v.object({ host: PsaHost, ticketId: PsaRecordId })),
  actorId: v.optional(Guid),
  action: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** From this moment on, and before that one. */
  from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  until: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  before: v.optional(v.pipe(v.string(), v.maxLength(64))),
}

export const auditEndpoints = {
  /**
   * The record of actions, newest first. Administrators may ask for everything; technicians for a person (with the
   * tenant) or a ticket, and see what is in their tenants.
   */
  'audit.list': {
    input: v.object(auditFilter),
    output: v.object({ entries: v.array(AuditEntry), next: v.nullable(v.string()) }),
  },
  /** The same as CSV, a page at a time: put together they are the file. The first page has the heading. */
  'audit.export': {
    input: v.object(auditFilter),
    output: v.object({ csv: v.string(), next: v.nullable(v.string()) }),
  },
} as const satisfies EndpointMap
