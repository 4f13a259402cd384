import * as v from 'valibot'
import { Rule } from '../sync/filter.ts'
import { FieldPolicies, LeaveOut, syncStates } from '../sync/settings.ts'
import { After, Count, type EndpointMap, Guid, Id, Problem, Time } from './basics.ts'

export const Mapping = v.object({
  id: v.string(),
  tenantId: v.string(),
  connectionId: v.string(),
  organisationId: v.string(),
  organisationName: v.string(),
  rule: Rule,
  /** Whether an administrator has approved this organisation's first plan. */
  approved: v.boolean(),
  /** Changes not yet in the PSA, and changes the PSA refused. */
  waiting: Count,
  failed: Count,
  linked: Count,
  problem: v.nullable(Problem),
  sync: v.optional(v.picklist(syncStates), 'on'),
  /** auto: later plans go out by themselves · each: every plan waits for approval */
  approval: v.optional(v.picklist(['auto', 'each']), 'auto'),
  fields: v.optional(FieldPolicies, {}),
  leaveOut: v.optional(LeaveOut, {}),
  /** Percent of the active linked contacts that one run may deactivate. */
  breakerShare: v.optional(Count, 20),
  /** Linked contacts that are inactive now, persons to decide about. */
  inactive: v.optional(Count, 0),
  reviews: v.optional(Count, 0),
  /** When the organisation's contacts were last read completely; null = not yet. */
  contactsReadAt: v.optional(v.nullable(Time), null),
  /** When what waits is tried again after a failure; null = nothing failed. */
  retryAt: v.optional(v.nullable(Time), null),
  /** hand · suggestion: an accepted suggestion */
  madeBy: v.optional(v.picklist(['hand', 'suggestion']), 'hand'),
})
export type Mapping = v.InferOutput<typeof Mapping>

const PreviewPerson = v.object({
  id: v.string(),
  displayName: v.string(),
  userPrincipalName: v.string(),
  belongs: v.boolean(),
  /** Why in or out, in words. */
  reason: v.string(),
})

const ValueCount = v.object({ value: v.string(), count: Count })

/** `value` is the id; `count` null = not known. */
const NamedCount = v.object({ value: v.string(), name: v.string(), count: v.nullable(Count) })

/** A value of a rule that names nothing: which dimension, which value, and why in words. */
const RuleWarning = v.object({ dimension: v.string(), value: v.string(), text: v.string() })

/** A tenant and the organisation that it may be. */
const Suggestion = v.object({
  tenantId: v.string(),
  tenantName: v.string(),
  organisationId: v.string(),
  organisationName: v.string(),
  /** certain: may be accepted with all others · likely: look first · weak: a similar name alone */
  confidence: v.picklist(['certain', 'likely', 'weak']),
  /** In words. */
  reason: v.string(),
})
export type Suggestion = v.InferOutput<typeof Suggestion>

export const mappingEndpoints = {
  /**
   * Maps a tenant to an organisation, or changes the rule of that mapping. Several organisations of a tenant stand in
   * order: the first whose rule takes a person gets them. Nothing is written to the PSA: the plans of this mapping and
   * of those after it wait for approval.
   */
  'mappings.set': {
    input: v.object({
      tenantId: Guid,
      connectionId: Id,
      organisationId: Id,
      /** A dimension that is absent and was not there from the beginning stays as the mapping has it. */
      rule: Rule,
      /** Gives this mapping another organisation; absent = the mapping of the organisation, or a new one. */
      mappingId: v.optional(Id),
      /** Place among the tenant's mappings, from 0; absent = where it is, a new one last. */
      position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
    output: Mapping,
  },
  /** Puts a tenant's mappings into another order. `ids` names all of them, or it is refused with mapping.changed. */
  'mappings.order': {
    input: v.object({ tenantId: Guid, ids: v.pipe(v.array(Id), v.maxLength(1000)) }),
    output: v.object({ mappings: v.array(Mapping) }),
  },
  /**
   * Takes a mapping away. Nothing in the PSA changes. Where contacts are linked it is refused with mapping.linked unless
   * they are to be kept: then the links go and the contacts stay.
   */
  'mappings.remove': {
    input: v.object({ mappingId: Id, keepContacts: v.optional(v.boolean(), false) }),
    /** Contacts that stay and are no longer kept up to date. */
    output: v.object({ kept: Count }),
  },
  /**
   * How the contacts of a mapping are kept. What is absent stays. Another choice of fields or of who is left out is like
   * another rule: the next plan waits for approval. Paused or off, nothing is planned or sent, and nobody is deactivated.
   */
  'mappings.settings': {
    input: v.object({
      mappingId: Id,
      sync: v.optional(v.picklist(syncStates)),
      approval: v.optional(v.picklist(['auto', 'each'])),
      fields: v.optional(FieldPolicies),
      leaveOut: v.optional(LeaveOut),
      breakerShare: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
    }),
    output: Mapping,
  },
  /**
   * Organisations of a PSA account that tenants without a mapping may be, the most certain first. `refresh` reads the
   * account's organisations anew, which may take minutes: ask again while `state` is reading.
   */
  'mappings.suggest': {
    input: v.object({ connectionId: Id, refresh: v.optional(v.boolean(), false) }),
    output: v.object({
      /** never: not read yet · reading · ready · failed */
      state: v.picklist(['never', 'reading', 'ready', 'failed']),
      readAt: v.nullable(Time),
      organisations: Count,
      suggestions: v.array(Suggestion),
      /** Tenants for which nothing was found. */
      without: v.array(v.object({ tenantId: v.string(), tenantName: v.string() })),
      problem: v.nullable(Problem),
    }),
  },
  /** Maps by suggestion, with the default rule. A tenant or organisation that is mapped already is left as it is. */
  'mappings.accept': {
    input: v.object({
      connectionId: Id,
      pairs: v.pipe(
        v.array(v.object({ tenantId: Guid, organisationId: Id })),
        v.minLength(1),
        v.maxLength(100),
      ),
    }),
    output: v.object({
      mapped: v.array(Mapping),
      skipped: v.array(v.object({ tenantId: v.string(), organisationId: v.string(), why: v.string() })),
    }),
  },
  /**
   * Creates the organisation of a tenant in the PSA and maps the two. Repeated, it gives what the first one made, also
   * where that ended half-way; a second organisation is never made.
   */
  'organisations.create': {
    input: v.object({
      connectionId: Id,
      tenantId: Guid,
      /** Absent = the tenant's name. */
      name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))),
      /** A tenant that has another organisation meanwhile is refused with mapping.changed. */
      unmappedOnly: v.optional(v.boolean(), false),
    }),
    output: Mapping,
  },
  /** Which of these names organisations of the account have already, but for case and spaces, as they were last read. */
  'organisations.named': {
    input: v.object({
      connectionId: Id,
      names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(500)),
    }),
    output: v.object({
      /** Null = the organisations were never read. */
      readAt: v.nullable(Time),
      /** `name` as it was asked for. */
      named: v.array(v.object({ name: v.string(), organisationName: v.string(), mapped: v.boolean() })),
    }),
  },
  /**
   * Who would belong under a rule, with the reason for each; by the functions that the sync obeys. With the
   * organisation it is judged at its place among the tenant's mappings and compared with its saved rule; without, alone.
   */
  'rules.preview': {
    input: v.object({
      tenantId: Guid,
      rule: Rule,
      connectionId: v.optional(Id),
      organisationId: v.optional(Id),
      show: v.optional(v.picklist(['all', 'in', 'out']), 'all'),
      /** Only persons whose name or user name has this in it; the totals stay those of everybody. */
      find: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
      after: After,
    }),
    output: v.object({
      total: Count,
      belong: Count,
      /** Persons who would newly belong, and who would no longer. */
      joining: v.optional(Count, 0),
      leaving: v.optional(Count, 0),
      /** What the rule does to the tenant's other organisations; only those that it touches. */
      others: v.optional(
        v.array(v.object({ organisationName: v.string(), joining: Count, leaving: Count })),
        [],
      ),
      /** Reasons for being left out with their counts, most frequent first. */
      reasons: v.array(v.object({ reason: v.string(), count: Count })),
      /** What the rule names and the tenant does not have. */
      warnings: v.optional(v.array(RuleWarning), []),
      /** Ordered by id. */
      persons: v.array(PreviewPerson),
      /** Values that exist in the tenant, for the rule's form; the most frequent 500. */
      departments: v.array(ValueCount),
      offices: v.optional(v.array(ValueCount), []),
      domains: v.optional(v.array(ValueCount), []),
      groups: v.optional(v.array(NamedCount), []),
      licences: v.optional(v.array(NamedCount), []),
      next: v.nullable(v.string()),
    }),
  },
} as const satisfies EndpointMap
