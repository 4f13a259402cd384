import * as v from 'valibot'
import { type EndpointMap, Guid, Time } from './basics.ts'
import { PersonView, TicketRef } from './persons.ts'

export const ActionOutcome = v.object({
  /** unknown: sent, no answer, and reading could not settle it */
  outcome: v.picklist(['done', 'refused', 'failed', 'unknown']),
  auditId: v.string(),
  /** What happened, in one sentence. */
  text: v.string(),
  next: v.nullable(v.string()),
  steps: v.array(
    v.object({
      title: v.string(),
      state: v.picklist(['done', 'failed', 'skipped', 'unknown']),
      text: v.nullable(v.string()),
    }),
  ),
  /** Shown once, stored nowhere; absent in a repeated answer. */
  secret: v.nullable(v.object({ label: v.string(), value: v.string() })),
  note: v.picklist(['none', 'written', 'waiting', 'failed']),
  /** True when this key had run before: nothing was done this time. */
  repeated: v.boolean(),
  view: v.nullable(PersonView),
})
export type ActionOutcome = v.InferOutput<typeof ActionOutcome>

/** A choice of a field whose choices come from Microsoft: `value` is sent, the rest is for people and foreign text. */
export const ActionOption = v.object({
  value: v.string(),
  label: v.string(),
  /** Small print, e.g. the seats that are left. */
  detail: v.nullable(v.string()),
  /** Why it cannot be chosen; null = it can. */
  disabled: v.nullable(v.string()),
  /** https, where that is mended. */
  link: v.nullable(v.string()),
})
export type ActionOption = v.InferOutput<typeof ActionOption>

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
})

export const actionEndpoints = {
  'actions.run': {
    input: v.object({
      /** Idempotency key: a new UUID for each confirmation by a person. */
      key: Guid,
      action: v.pipe(v.string(), v.maxLength(64)),
      tenantId: Guid,
      /** Of an action on a tenant: the tenant's id once more, and `seen` is its name and domain. */
      personId: Guid,
      /** What a form holds: nothing nested. */
      values: v.record(
        v.string(),
        v.pipe(
          v.unknown(),
          v.check((value) => typeof value !== 'object' || value === null, 'This is not a value.'),
        ),
      ),
      /** What the confirmation named; compared again before anything is done. */
      seen: v.object({
        displayName: v.pipe(v.string(), v.maxLength(512)),
        userPrincipalName: v.pipe(v.string(), v.maxLength(512)),
      }),
      ticket: v.optional(TicketRef),
    }),
    output: ActionOutcome,
  },
  /**
   * The choices of a field of kind `pick`, read from Microsoft now; they are looked at again before the action is done.
   * `more`: there are others, a search finds them.
   */
  'actions.options': {
    input: v.object({
      action: v.pipe(v.string(), v.maxLength(64)),
      tenantId: Guid,
      personId: Guid,
      field: v.pipe(v.string(), v.maxLength(64)),
      search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
    }),
    output: v.object({ options: v.array(ActionOption), more: v.boolean() }),
  },
  /** The record of actions, newest first. */
  'audit.list': {
    input: v.object({
      tenantId: v.optional(Guid),
      personId: v.optional(Guid),
      before: v.optional(v.pipe(v.string(), v.maxLength(64))),
    }),
    output: v.object({ entries: v.array(AuditEntry), next: v.nullable(v.string()) }),
  },
} as const satisfies EndpointMap
