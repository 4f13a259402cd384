import * as v from 'valibot'
import { ActionAvailability } from './availability.ts'
import { After, Count, type EndpointMap, FieldChange, Guid, Problem, Time } from './basics.ts'
import { LicenceCount } from './licences.ts'
import { Mapping } from './mappings.ts'

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
  /** The caller does not want to be asked to map it; over as soon as it is mapped. */
  hidden: v.optional(v.boolean(), false),
  /** The partner's admin relationship with it, as last read; null = it was not taken in through a partner. */
  relationship: v.optional(
    v.nullable(
      v.object({
        standing: v.picklist(['active', 'expiring', 'expired', 'pending', 'none']),
        /** When the last active one ends; null = it is prolonged by itself, or there is none. */
        endsAt: v.nullable(Time),
        /** Whether a partner is connected, which notices when it ends. */
        watched: v.boolean(),
        /** How the tenant is reached, and what follows from it, in words. */
        text: v.string(),
      }),
    ),
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
  /** Every action in menu order, those on the tenant itself among them. */
  actions: v.optional(v.array(ActionAvailability), []),
})
export type TenantDetail = v.InferOutput<typeof TenantDetail>

/** A day's Secure Score beside Microsoft's averages, in percent; null = not told that day. */
const ScoreDay = v.object({
  ...ScorePoint.entries,
  allTenants: v.nullable(v.number()),
  similarSize: v.nullable(v.number()),
})

/** Seats of a product from that day on, until its next one. */
const SeatDay = v.object({ day: v.string(), assigned: Count, usable: Count })

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

export const tenantEndpoints = {
  /** Starts connecting a tenant (or adds the operator to `tenantId`): the address of Microsoft's consent page. */
  'tenants.connect': {
    input: v.object({ apps: v.picklist(['reader', 'both', 'operator']), tenantId: v.optional(Guid) }),
    output: v.object({ url: v.string(), attempt: ConnectAttempt }),
  },
  /** The caller's own attempts of the last day, newest first. */
  'tenants.attempts': { input: v.object({}), output: v.object({ attempts: v.array(ConnectAttempt) }) },
  'tenants.list': { input: v.object({}), output: v.object({ tenants: v.array(TenantSummary) }) },
  'tenants.get': { input: v.object({ tenantId: Guid }), output: TenantDetail },
  /** How Secure Score and seats came to be what they are: the last 1,100 days, oldest first. */
  'tenants.trends': {
    input: v.object({ tenantId: Guid }),
    output: v.object({
      score: v.array(ScoreDay),
      licences: v.array(v.object({ skuId: v.string(), days: v.array(SeatDay) })),
    }),
  },
  /** Whether the caller wants to be asked to map a tenant. It changes nothing else, and for nobody else. */
  'tenants.hide': {
    input: v.object({ tenantId: Guid, hidden: v.boolean() }),
    output: v.object({ hidden: v.boolean() }),
  },
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
  /** What readings found changed about persons of a tenant in the last 90 days, newest first. */
  'changes.list': {
    input: v.object({ tenantId: Guid, after: After }),
    output: v.object({ changes: v.array(PersonChange), next: v.nullable(v.string()) }),
  },
} as const satisfies EndpointMap
