import * as v from 'valibot'
import { Person } from './person.ts'
import { Rule } from './sync/filter.ts'

/**
 * Every endpoint of the product: `POST /v1/<name>` with a JSON body, input and output as valibot schemas.
 * Outputs only gain fields; inputs only gain optional fields; otherwise a new name.
 * Times are ISO 8601 in UTC. Strings that come from Microsoft or the PSA are foreign text.
 */
const Guid = v.pipe(v.string(), v.toLowerCase(), v.uuid('This is not a GUID.'))
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const Time = v.string()
const Count = v.number()

/** What is wrong, in words; `code` is one of shared/errors.ts (a string here: the server may be newer). */
export const Problem = v.object({
  code: v.string(),
  text: v.string(),
  next: v.nullable(v.string()),
  since: Time,
})
export type Problem = v.InferOutput<typeof Problem>

const Licence = v.object({ skuId: v.string(), partNumber: v.string(), name: v.string() })

/** One product of a tenant. `available` = usable (enabled + warning) − assigned; it can be negative. */
export const LicenceCount = v.object({
  ...Licence.entries,
  assigned: Count,
  usable: Count,
  available: Count,
  status: v.string(),
  /** Free or viral products with huge unit counts: no seat bar for these. */
  free: v.boolean(),
  /** When the first of its subscriptions renews or ends; null = Microsoft does not say. */
  renewsAt: v.optional(v.nullable(Time), null),
  /** Every subscription of it is a trial. */
  trial: v.optional(v.boolean(), false),
})
export type LicenceCount = v.InferOutput<typeof LicenceCount>

/** Secure Score of one day; percent = current / max × 100, because max changes over time. */
export const ScorePoint = v.object({
  day: v.string(),
  current: v.number(),
  max: v.number(),
  percent: v.number(),
})
export type ScorePoint = v.InferOutput<typeof ScorePoint>

/** A control of the latest Secure Score; gain = max − score. `actionUrl` is https. */
const ScoreControl = v.object({
  id: v.string(),
  title: v.string(),
  service: v.string(),
  score: v.number(),
  max: v.number(),
  gain: v.number(),
  actionUrl: v.nullable(v.string()),
})

/** What a tenant's licences or consent allow, e.g. entraP1; what it lacks is no problem. */
const Capability = v.object({ name: v.string(), has: v.boolean(), since: Time })

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
})
export type Mapping = v.InferOutput<typeof Mapping>

/** pending: consent given, not yet usable everywhere · connected · stopped: no further tries until a person acts. */
const TenantState = v.picklist(['pending', 'connected', 'stopped'])

const ResourceProgress = v.object({
  name: v.string(),
  title: v.string(),
  state: v.picklist(['waiting', 'running', 'done', 'failed']),
  /** Items read in the present or last round. */
  read: Count,
  changed: Count,
  finishedAt: v.nullable(Time),
  problem: v.nullable(Problem),
})

export const SyncProgress = v.object({
  running: v.boolean(),
  startedAt: v.nullable(Time),
  finishedAt: v.nullable(Time),
  resources: v.array(ResourceProgress),
  /** What the run that finished last cost at Microsoft; null = none has finished yet. */
  cost: v.optional(v.nullable(v.object({ requests: Count, resourceUnits: Count })), null),
})
export type SyncProgress = v.InferOutput<typeof SyncProgress>

export const TenantSummary = v.object({
  id: v.string(),
  name: v.string(),
  domain: v.nullable(v.string()),
  state: TenantState,
  problem: v.nullable(Problem),
  reachedBy: v.picklist(['consent', 'partner']),
  /** Whether quick actions work here: the operator application has consent. */
  operator: v.boolean(),
  persons: Count,
  syncing: v.boolean(),
  lastSyncAt: v.nullable(Time),
  nextSyncAt: v.nullable(Time),
  licences: v.array(LicenceCount),
  /** Oldest first, at most 90 days; empty = no score yet. */
  score: v.array(ScorePoint),
  mappings: v.array(Mapping),
  /** What a newer version needs and the tenant has not granted yet, in words; the rest goes on. */
  consentAgain: v.optional(
    v.array(v.object({ app: v.picklist(['reader', 'operator']), permissions: v.array(v.string()) })),
    [],
  ),
})
export type TenantSummary = v.InferOutput<typeof TenantSummary>

export const TenantDetail = v.object({
  ...TenantSummary.entries,
  domains: v.array(v.string()),
  sync: SyncProgress,
  /** Where most is to be gained, the greatest first. */
  controls: v.optional(v.array(ScoreControl), []),
  capabilities: v.optional(v.array(Capability), []),
})
export type TenantDetail = v.InferOutput<typeof TenantDetail>

/** One attempt to connect a tenant; it survives closing the window. */
export const ConnectAttempt = v.object({
  id: v.string(),
  state: v.picklist(['waiting', 'connected', 'pending', 'failed', 'expired']),
  asks: v.array(v.picklist(['reader', 'operator'])),
  tenantId: v.nullable(v.string()),
  tenantName: v.nullable(v.string()),
  startedAt: Time,
  expiresAt: Time,
  problem: v.nullable(Problem),
})
export type ConnectAttempt = v.InferOutput<typeof ConnectAttempt>

export const Connection = v.object({
  id: v.string(),
  psa: v.string(),
  /** The account within the PSA, e.g. Syncro's subdomain. */
  account: v.string(),
  /** Host names whose ticket pages belong to this account. */
  hosts: v.array(v.string()),
  keyHint: v.string(),
  connectedAs: v.nullable(v.string()),
  checkedAt: v.nullable(Time),
  problem: v.nullable(Problem),
  /** Which sealing key opens its credentials; old: SEALING_KEY_OLD is still needed · other: none that is set */
  sealedBy: v.optional(v.picklist(['current', 'old', 'other']), 'current'),
})
export type Connection = v.InferOutput<typeof Connection>

export const Organisation = v.object({
  id: v.string(),
  name: v.string(),
  email: v.nullable(v.string()),
  disabled: v.boolean(),
  /** The tenant it is mapped to already, if any. */
  tenantId: v.nullable(v.string()),
})
export type Organisation = v.InferOutput<typeof Organisation>

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

const FieldChange = v.object({
  field: v.string(),
  label: v.string(),
  old: v.nullable(v.string()),
  new: v.nullable(v.string()),
})
/** What a reading found about a person. */
export const PersonChange = v.object({
  id: v.string(),
  at: Time,
  personId: v.string(),
  displayName: v.string(),
  kind: v.picklist(['added', 'changed', 'removed', 'restored']),
  fields: v.array(FieldChange),
})
export type PersonChange = v.InferOutput<typeof PersonChange>

export const PlanEntry = v.object({
  id: v.string(),
  kind: v.picklist(['create', 'link', 'update', 'review']),
  personId: v.string(),
  displayName: v.string(),
  userPrincipalName: v.string(),
  contactId: v.nullable(v.string()),
  fields: v.array(FieldChange),
  reason: v.string(),
  state: v.picklist(['proposed', 'approved', 'sending', 'done', 'failed', 'skipped']),
  problem: v.nullable(v.string()),
})
export type PlanEntry = v.InferOutput<typeof PlanEntry>

export const Plan = v.object({
  id: v.string(),
  mappingId: v.string(),
  /** building: not computed yet · waiting: for approval · running: being written · done */
  state: v.picklist(['building', 'waiting', 'running', 'done']),
  createdAt: Time,
  counts: v.object({ create: Count, link: Count, update: Count, review: Count, unchanged: Count }),
  entries: v.array(PlanEntry),
  /** Give it back as `after` to read on; null = that was all. */
  next: v.nullable(v.string()),
})
export type Plan = v.InferOutput<typeof Plan>

/** Which ticket: the page's host and the id in its address, nothing else that a page says. */
export const TicketRef = v.object({
  host: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(1), v.maxLength(253)),
  ticketId: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(64),
    v.regex(/^[\w-]+$/, 'This is not a ticket id.'),
  ),
})
export type TicketRef = v.InferOutput<typeof TicketRef>

const HeldLicence = v.object({
  ...Licence.entries,
  /** Names of the groups that give it (an id where the name is not known); null = no group does. */
  byGroup: v.optional(v.nullable(v.string()), null),
  /** Given to the person as such, perhaps besides a group. */
  direct: v.optional(v.boolean(), true),
  /** What is wrong with it, in words. */
  problem: v.optional(v.nullable(v.string()), null),
})

export const PersonView = v.object({
  person: Person,
  tenantName: v.string(),
  /** Also products that could not be given: those are not among the person’s `skuIds`. */
  licences: v.array(HeldLicence),
  /** Names of privileged roles; empty = none known. */
  roles: v.array(v.string()),
  /** When the mirror last read this person, and when its tenant was last read completely. */
  asOf: Time,
  tenantProblem: v.nullable(Problem),
  /** Actions in menu order for this caller and person; `off` says why one cannot be used. */
  actions: v.array(v.object({ id: v.string(), off: v.nullable(v.string()) })),
})
export type PersonView = v.InferOutput<typeof PersonView>

const TicketInfo = v.object({
  id: v.string(),
  number: v.string(),
  subject: v.string(),
  organisationName: v.nullable(v.string()),
})
export const TicketAnswer = v.variant('found', [
  v.object({
    found: v.literal('person'),
    ticket: TicketInfo,
    /** link: contact linked by object id · email: the contact's address inside the mapped tenants */
    by: v.picklist(['link', 'email']),
    view: PersonView,
  }),
  v.object({
    found: v.literal('nobody'),
    ticket: TicketInfo,
    why: v.picklist(['noContact', 'noEmail', 'notMapped', 'notInTenant', 'ambiguous']),
    /** The reason in words, with names. */
    text: v.string(),
    contact: v.nullable(v.object({ name: v.string(), email: v.nullable(v.string()) })),
  }),
])
export type TicketAnswer = v.InferOutput<typeof TicketAnswer>

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

/** Whom a limit is about: one technician, or a group of the MSP's own tenant, by object id. */
const AccessSubject = v.object({ kind: v.picklist(['person', 'group']), id: Guid })
/** With the name that people read; it decides nothing. */
const NamedSubject = v.object({
  ...AccessSubject.entries,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(256)),
})
export const AccessLimit = v.object({
  subject: NamedSubject,
  /** The tenants that are left; empty = none. */
  tenantIds: v.array(v.string()),
  changedAt: Time,
  changedBy: v.string(),
})
export type AccessLimit = v.InferOutput<typeof AccessLimit>
const AccessChange = v.object({
  id: v.string(),
  at: Time,
  actorId: v.string(),
  actorName: v.string(),
  subject: NamedSubject,
  /** What holds since then; null = the limit was lifted. */
  tenantIds: v.nullable(v.array(v.string())),
})

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

export const contract = {
  /** Who the caller is, as the token says. */
  'session.get': {
    input: v.object({}),
    output: v.object({
      id: v.string(),
      name: v.string(),
      role: v.picklist(['viewer', 'technician', 'admin']),
      /** Whether an administrator has limited the caller to certain tenants. */
      limited: v.optional(v.boolean(), false),
    }),
  },

  /** Who is limited to which tenants (all limits), and the newest 100 changes of limits, newest first. */
  'access.list': {
    input: v.object({}),
    output: v.object({ limits: v.array(AccessLimit), changes: v.array(AccessChange) }),
  },
  /** Limits a technician or a group to these tenants alone, from the next request on. Replaces a limit that is there. */
  'access.set': {
    input: v.object({ subject: NamedSubject, tenantIds: v.pipe(v.array(Guid), v.maxLength(1500)) }),
    output: AccessLimit,
  },
  /** Lifts a limit. Whoever has no limit left sees every tenant again. */
  'access.remove': {
    input: v.object({ subject: AccessSubject }),
    output: v.object({ removed: v.literal(true) }),
  },

  /** Starts connecting a tenant (or adds the operator to `tenantId`): the address of Microsoft's consent page. */
  'tenants.connect': {
    input: v.object({ apps: v.picklist(['reader', 'both', 'operator']), tenantId: v.optional(Guid) }),
    output: v.object({ url: v.string(), attempt: ConnectAttempt }),
  },
  /** The caller's own attempts of the last day, newest first. */
  'tenants.attempts': { input: v.object({}), output: v.object({ attempts: v.array(ConnectAttempt) }) },
  'tenants.list': { input: v.object({}), output: v.object({ tenants: v.array(TenantSummary) }) },
  'tenants.get': { input: v.object({ tenantId: Guid }), output: TenantDetail },
  /** Runs one tenant at once; a run that is under way is joined. Progress: tenants.get. */
  'tenants.sync': {
    input: v.object({ tenantId: Guid }),
    output: v.object({ started: v.boolean(), sync: SyncProgress }),
  },

  /**
   * Ends a connection: nothing is read of the tenant any more and nothing written for it. `removeData` also removes
   * what is known of it, which may take a while. `dryRun` only says what would go and what would remain.
   */
  'tenants.disconnect': {
    input: v.object({
      tenantId: Guid,
      removeData: v.optional(v.boolean(), false),
      dryRun: v.optional(v.boolean(), false),
    }),
    /** Sentences. */
    output: v.object({
      disconnected: v.boolean(),
      goes: v.array(v.string()),
      remains: v.array(v.string()),
    }),
  },

  /** Checks the credentials against the PSA first; nothing is stored when the check fails. Same account = new key. */
  'psas.connect': {
    input: v.object({
      psa: v.pipe(v.string(), v.maxLength(32)),
      credentials: v.record(v.string(), v.unknown()),
    }),
    output: Connection,
  },
  'psas.list': { input: v.object({}), output: v.object({ connections: v.array(Connection) }) },
  'organisations.list': {
    input: v.object({
      connectionId: Id,
      query: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
    }),
    output: v.object({ organisations: v.array(Organisation), more: v.boolean() }),
  },

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
      after: v.optional(v.pipe(v.string(), v.maxLength(64))),
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

  /** The newest plan of a mapping; `refresh` computes it anew first. */
  'plans.get': {
    input: v.object({
      mappingId: Id,
      refresh: v.optional(v.boolean(), false),
      after: v.optional(v.pipe(v.string(), v.maxLength(64))),
    }),
    output: Plan,
  },
  /** Approves exactly this plan. A plan that is no longer the newest is refused with plan.changed. */
  'plans.approve': { input: v.object({ planId: Id }), output: v.object({ approved: Count }) },

  'tickets.resolve': { input: TicketRef, output: TicketAnswer },
  'persons.get': { input: v.object({ tenantId: Guid, personId: Guid }), output: PersonView },

  /** What readings found changed about persons of a tenant in the last 90 days, newest first. */
  'changes.list': {
    input: v.object({ tenantId: Guid, after: v.optional(v.pipe(v.string(), v.maxLength(64))) }),
    output: v.object({ changes: v.array(PersonChange), next: v.nullable(v.string()) }),
  },

  'actions.run': {
    input: v.object({
      /** Idempotency key: a new UUID for each confirmation by a person. */
      key: Guid,
      action: v.pipe(v.string(), v.maxLength(64)),
      tenantId: Guid,
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
  /** The record of actions, newest first. */
  'audit.list': {
    input: v.object({
      tenantId: v.optional(Guid),
      personId: v.optional(Guid),
      before: v.optional(v.pipe(v.string(), v.maxLength(64))),
    }),
    output: v.object({ entries: v.array(AuditEntry), next: v.nullable(v.string()) }),
  },
} as const satisfies Record<string, { input: v.GenericSchema; output: v.GenericSchema }>

export type EndpointName = keyof typeof contract
/** What a client may send (before defaults), what a handler gets, what it returns. */
export type ClientInput<N extends EndpointName> = v.InferInput<(typeof contract)[N]['input']>
export type HandlerInput<N extends EndpointName> = v.InferOutput<(typeof contract)[N]['input']>
export type Output<N extends EndpointName> = v.InferOutput<(typeof contract)[N]['output']>

/** The body of every refusal. */
export const ErrorBody = v.object({
  error: v.object({
    code: v.string(),
    text: v.string(),
    next: v.nullable(v.string()),
    requestId: v.string(),
    retryAfterSeconds: v.nullable(v.number()),
  }),
})
export type ErrorBody = v.InferOutput<typeof ErrorBody>

/** GET /v1/config, without a token: what the extension needs to sign in. */
export const PublicConfig = v.object({
  product: v.literal('sidelight'),
  version: v.string(),
  tenantId: v.string(),
  clientId: v.string(),
  /** The scope to ask for, `api://…/access`. */
  scope: v.string(),
  authority: v.string(),
})
export type PublicConfig = v.InferOutput<typeof PublicConfig>
