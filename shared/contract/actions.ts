import * as v from 'valibot'
import { ActionPolicy } from '../action-policy.ts'
import { type EndpointMap, Guid, Id, Time } from './basics.ts'
import { PersonView, TicketRef } from './persons.ts'

const Text = v.nullable(v.string())

/** How the technician made sure who asks. */
const Verified = v.object({
  /** callBack: called back on the number on record · manager: confirmed by the manager · inPerson */
  how: v.picklist(['callBack', 'manager', 'inPerson', 'other']),
  detail: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
})
export type Verified = v.InferOutput<typeof Verified>

const Step = v.object({
  title: v.string(),
  state: v.picklist(['done', 'failed', 'skipped', 'unknown']),
  text: Text,
  /** Names the step within its action; null = the action is not one in steps. */
  id: v.optional(Text, null),
  /** Cannot be done here: what a person does, and where. */
  manual: v.optional(v.nullable(v.object({ text: v.string(), link: Text })), null),
  /** What it found, as a table; foreign text. Null again 30 days later. */
  report: v.optional(
    v.nullable(v.object({ title: v.string(), columns: v.array(v.string()), rows: v.array(v.array(Text)) })),
    null,
  ),
})

const Note = v.picklist(['none', 'written', 'waiting', 'failed'])

export const ActionOutcome = v.object({
  /** unknown: sent, no answer, and reading could not settle it */
  outcome: v.picklist(['done', 'refused', 'failed', 'unknown']),
  /** Also the action's id. */
  auditId: v.string(),
  /** What happened, in one sentence. */
  text: v.string(),
  next: Text,
  steps: v.array(Step),
  /** Shown once, stored nowhere; absent in a repeated answer and where a link was asked for. */
  secret: v.nullable(v.object({ label: v.string(), value: v.string() })),
  /** waiting: tried again by itself until the ticket system takes it */
  note: Note,
  /** Why the note is not written, in words. */
  noteText: v.optional(Text, null),
  /** True when this key had run before: nothing was done this time. */
  repeated: v.boolean(),
  view: v.nullable(PersonView),
  /** The one-time link that was asked for: told in this answer alone. */
  handover: v.optional(v.nullable(v.object({ url: v.string(), expiresAt: Time })), null),
  /** actions.resume would do what is missing. */
  resumable: v.optional(v.boolean(), false),
})
export type ActionOutcome = v.InferOutput<typeof ActionOutcome>

/** How far an action is; also of one whose answer was lost. */
const ActionState = v.object({
  actionId: v.string(),
  action: v.string(),
  tenantId: v.string(),
  personId: v.string(),
  byName: v.string(),
  startedAt: Time,
  /** interrupted: the server was stopped half way; settled by itself within two hours, or by actions.resume */
  state: v.picklist(['running', 'interrupted', 'ended']),
  /** Null while it runs. */
  outcome: v.nullable(v.picklist(['done', 'refused', 'failed', 'unknown'])),
  text: v.string(),
  next: Text,
  steps: v.array(
    v.object({
      ...Step.entries,
      state: v.picklist(['waiting', 'started', 'done', 'failed', 'skipped', 'unknown']),
    }),
  ),
  note: v.object({ state: Note, text: Text, nextTryAt: v.nullable(Time) }),
  /** The one-time link that was made of its secret. */
  handover: v.nullable(v.object({ expiresAt: Time, viewedAt: v.nullable(Time) })),
  resumable: v.boolean(),
})
export type ActionState = v.InferOutput<typeof ActionState>

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

/** What a form holds: nothing nested. */
const FormValues = v.record(
  v.string(),
  v.pipe(
    v.unknown(),
    v.check((value) => typeof value !== 'object' || value === null, 'This is not a value.'),
  ),
)

/** What the confirmation named; compared again before anything is done. */
const Seen = v.object({
  displayName: v.pipe(v.string(), v.maxLength(512)),
  userPrincipalName: v.pipe(v.string(), v.maxLength(512)),
})

/** What every confirmation may say. */
const said = {
  seen: Seen,
  /** Of what cannot be taken back: the sign-in name, typed. */
  typed: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(512))),
  ticket: v.optional(TicketRef),
  verified: v.optional(Verified),
  reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
  /** A one-time link instead of the secret. */
  handover: v.optional(v.object({ hours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168)) })),
}

export const actionEndpoints = {
  'actions.run': {
    input: v.object({
      /** Idempotency key: a new UUID for each confirmation by a person. */
      key: Guid,
      action: v.pipe(v.string(), v.maxLength(64)),
      tenantId: Guid,
      /** Of an action on a tenant: the tenant's id once more, and `seen` is its name and domain. */
      personId: Guid,
      values: FormValues,
      ...said,
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
  /** By its id, or while the answer is awaited by the caller's own key: access.notFound until it is begun. */
  'actions.get': {
    input: v.pipe(
      v.object({ actionId: v.optional(Id), key: v.optional(Guid) }),
      v.check(
        ({ actionId, key }) => (actionId === undefined) !== (key === undefined),
        'One of actionId and key.',
      ),
    ),
    output: ActionState,
  },
  /**
   * Does what is missing of an action in steps, within a day: a new action with a new key. What was said of the ticket,
   * the caller and the reason still holds where it is not said anew.
   */
  'actions.resume': {
    input: v.object({
      key: Guid,
      actionId: Id,
      /** What is answered otherwise now; all else is as it was. */
      values: v.optional(FormValues, {}),
      ...said,
    }),
    output: ActionOutcome,
  },
  /** What is asked of actions; the changes, newest first, for administrators alone. */
  'actions.policy': {
    input: v.object({}),
    output: v.object({
      policy: ActionPolicy,
      changes: v.array(
        v.object({
          id: v.string(),
          at: Time,
          actorId: v.string(),
          actorName: v.string(),
          policy: ActionPolicy,
        }),
      ),
    }),
  },
  'actions.setPolicy': {
    input: v.object({ policy: ActionPolicy }),
    output: v.object({ policy: ActionPolicy }),
  },
} as const satisfies EndpointMap
