import * as v from 'valibot'
import { changeKinds } from '../sync/plan.ts'
import { After, Count, type EndpointMap, FieldChange, Guid, Id, Time } from './basics.ts'

export const PlanEntry = v.object({
  id: v.string(),
  kind: v.picklist(changeKinds),
  personId: v.string(),
  displayName: v.string(),
  userPrincipalName: v.string(),
  contactId: v.nullable(v.string()),
  fields: v.array(FieldChange),
  reason: v.string(),
  state: v.picklist(['proposed', 'approved', 'sending', 'done', 'failed', 'skipped']),
  problem: v.nullable(v.string()),
  /** For reviews: contacts to choose from. */
  candidates: v.optional(
    v.array(v.object({ id: v.string(), name: v.string(), email: v.nullable(v.string()) })),
    [],
  ),
})
export type PlanEntry = v.InferOutput<typeof PlanEntry>

export const Plan = v.object({
  id: v.string(),
  mappingId: v.string(),
  /** building: not computed yet · waiting: for approval · running: being written · done */
  state: v.picklist(['building', 'waiting', 'running', 'done']),
  /** Why a plan waits: an organisation's first one, its settings say so, a rule changed, or it would deactivate many. */
  waitsFor: v.optional(v.nullable(v.picklist(['first', 'each', 'stopped'])), null),
  createdAt: Time,
  counts: v.object({
    create: Count,
    link: Count,
    update: Count,
    review: Count,
    unchanged: Count,
    move: v.optional(Count, 0),
    deactivate: v.optional(Count, 0),
    reactivate: v.optional(Count, 0),
    /** Of an undo alone: the contact stays and is no longer kept. */
    unlink: v.optional(Count, 0),
  }),
  entries: v.array(PlanEntry),
  /** Give it back as `after` to read on; null = that was all. */
  next: v.nullable(v.string()),
})
export type Plan = v.InferOutput<typeof Plan>

const PersonLine = v.object({
  personId: v.string(),
  displayName: v.string(),
  userPrincipalName: v.string(),
  contactId: v.nullable(v.string()),
})

/** A plan that waits, in short. */
const WaitingPlan = v.object({
  planId: v.string(),
  mappingId: v.string(),
  tenantId: v.string(),
  tenantName: v.string(),
  organisationName: v.string(),
  waitsFor: v.picklist(['first', 'each', 'stopped']),
  counts: Plan.entries.counts,
  /** Null = it may be approved with others; otherwise why it may not, in words. */
  alone: v.nullable(v.string()),
  /** Of a first plan: contacts to create for persons without a mail address; they get the sign-in name as theirs. */
  withoutMail: v.optional(Count, 0),
  /** Of a first plan: active contacts of the organisation that are linked with nobody, and would not be by it. */
  unmatched: v.optional(Count, 0),
})
export type WaitingPlan = v.InferOutput<typeof WaitingPlan>

/** One person to decide about. */
const Review = v.object({
  mappingId: v.string(),
  tenantId: v.string(),
  organisationName: v.string(),
  ...PersonLine.entries,
  reason: v.string(),
  candidates: PlanEntry.entries.candidates,
})
export type Review = v.InferOutput<typeof Review>

/** One thing that was done to a contact, or was not. */
const HistoryEntry = v.object({
  id: v.string(),
  at: Time,
  mappingId: v.string(),
  tenantId: v.string(),
  organisationName: v.string(),
  planId: v.string(),
  kind: v.picklist(changeKinds),
  ...PersonLine.entries,
  fields: v.array(FieldChange),
  reason: v.string(),
  state: v.picklist(['done', 'failed', 'skipped']),
  problem: v.nullable(v.string()),
  /** Who approved it; null = it went by itself, under the first approval. */
  by: v.nullable(v.string()),
  undo: v.boolean(),
})
export type HistoryEntry = v.InferOutput<typeof HistoryEntry>

export const planEndpoints = {
  /** The newest plan of a mapping; `refresh` computes it anew first. */
  'plans.get': {
    input: v.object({
      mappingId: Id,
      refresh: v.optional(v.boolean(), false),
      kind: v.optional(v.picklist(changeKinds)),
      after: After,
    }),
    output: Plan,
  },
  /** Approves exactly this plan. A plan that is no longer the newest is refused with plan.changed. */
  'plans.approve': { input: v.object({ planId: Id }), output: v.object({ approved: Count }) },

  /** Who stays as they are, and why: persons of the rules without a change, and linked ones who left them. */
  'plans.untouched': {
    input: v.object({ mappingId: Id, after: After }),
    output: v.object({
      persons: v.array(v.object({ ...PersonLine.entries, reason: v.string() })),
      next: v.nullable(v.string()),
    }),
  },
  /** Every plan that waits for approval. */
  'plans.waiting': { input: v.object({}), output: v.object({ plans: v.array(WaitingPlan) }) },
  /** Approves first plans that only create or link. The others of the list are refused, each with the reason. */
  'plans.approveTogether': {
    input: v.object({ planIds: v.pipe(v.array(Id), v.minLength(1), v.maxLength(500)) }),
    output: v.object({
      approved: v.array(v.object({ planId: v.string(), changes: Count })),
      refused: v.array(v.object({ planId: v.string(), why: v.string() })),
    }),
  },
  /**
   * Takes back what the newest run of an organisation did, as far as the PSA can: written values are put back where
   * nobody has edited them since, new contacts become inactive, links go. The next plan waits for approval.
   */
  'plans.undo': {
    input: v.object({ mappingId: Id, dryRun: v.optional(v.boolean(), false) }),
    output: v.object({
      /** Null: there is nothing to undo. */
      planId: v.nullable(v.string()),
      undoes: Count,
      /** What stays, and why. */
      remains: v.array(v.object({ ...PersonLine.entries, why: v.string() })),
    }),
  },
  /** Persons to decide about, in all organisations or one. */
  'reviews.list': {
    input: v.object({ tenantId: v.optional(Guid), mappingId: v.optional(Id), after: After }),
    output: v.object({ reviews: v.array(Review), total: Count, next: v.nullable(v.string()) }),
  },
  /** Decides about one person; it holds from then on. undecided takes a decision back. */
  'reviews.decide': {
    input: v.object({
      mappingId: Id,
      tenantId: Guid,
      personId: Guid,
      choice: v.picklist(['link', 'create', 'leaveOut', 'undecided']),
      /** With link: a contact of that organisation. */
      contactId: v.optional(Id),
    }),
    output: v.object({ decided: v.literal(true) }),
  },
  /** What was done to contacts, newest first. */
  'history.list': {
    input: v.object({
      tenantId: v.optional(Guid),
      mappingId: v.optional(Id),
      contactId: v.optional(Id),
      /** With the tenant: whatever became of this person's contacts. */
      personId: v.optional(Guid),
      kind: v.optional(v.picklist(changeKinds)),
      state: v.optional(v.picklist(['done', 'failed', 'skipped'])),
      after: After,
    }),
    output: v.object({ entries: v.array(HistoryEntry), next: v.nullable(v.string()) }),
  },
} as const satisfies EndpointMap
