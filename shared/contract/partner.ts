import * as v from 'valibot'
import { After, Count, type EndpointMap, Guid, Problem, Time } from './basics.ts'

/** What the partner's application is allowed, in plain words, before anybody agrees to it. */
const PartnerPermission = v.object({
  /** As Microsoft names it, e.g. DelegatedAdminRelationship.Read.All */
  name: v.string(),
  /** Microsoft Graph, Partner Center, or a customer's tenant */
  where: v.string(),
  /** What it allows. */
  words: v.string(),
  /** What the product does with it. */
  use: v.string(),
})

/** A directory role that taking in a customer needs; `alternatives` do as well. */
const PartnerRole = v.object({
  id: v.string(),
  name: v.string(),
  alternatives: v.array(v.string()),
  use: v.string(),
})

const PartnerAttempt = v.object({
  state: v.picklist(['waiting', 'connected', 'failed', 'expired']),
  startedAt: Time,
  expiresAt: Time,
  problem: v.nullable(Problem),
})

/** Reading all customers of the partner, a job of the queue. */
const PartnerReading = v.object({
  running: v.boolean(),
  startedAt: v.nullable(Time),
  /** When the last one came to its end; null = never. */
  finishedAt: v.nullable(Time),
  problem: v.nullable(Problem),
})

export const PartnerState = v.object({
  /** failing: connected, and Microsoft refuses it; tenants that are connected go on. */
  state: v.picklist(['none', 'connected', 'failing']),
  /** Sign-in name of the service account. */
  account: v.nullable(v.string()),
  since: v.nullable(Time),
  /** When Microsoft last gave it a new token: at least daily while it is healthy. */
  refreshedAt: v.nullable(Time),
  problem: v.nullable(Problem),
  /** Why connecting is not possible on this server, e.g. a variable that is missing; null = it is. */
  setUp: v.nullable(Problem),
  /** The last sign-in that was begun, by whomever. */
  attempt: v.nullable(PartnerAttempt),
  permissions: v.array(PartnerPermission),
  roles: v.array(PartnerRole),
  reading: PartnerReading,
})
export type PartnerState = v.InferOutput<typeof PartnerState>

/**
 * One role at one customer. ready · notGranted: no active relationship has it · notAssigned: no security group was given
 * it · notMember: the service account is in none of the groups that have it
 */
const RoleStanding = v.object({
  id: v.string(),
  name: v.string(),
  state: v.picklist(['ready', 'notGranted', 'notAssigned', 'notMember']),
  /** What is so, and what mends it. */
  text: v.string(),
  /** Where it is mended; https. */
  link: v.nullable(v.string()),
})

export const PartnerCustomer = v.object({
  tenantId: v.string(),
  /** Foreign text. */
  name: v.string(),
  domain: v.nullable(v.string()),
  /** expiring: within 60 days, and not prolonged by itself · none: a customer without any admin relationship. */
  standing: v.picklist(['active', 'expiring', 'expired', 'pending', 'none']),
  /** When the last active relationship ends; null = it is prolonged by itself, or there is none. */
  endsAt: v.nullable(Time),
  /** Everything that taking it in needs is there. */
  ready: v.boolean(),
  /** What is so, in words. */
  text: v.string(),
  link: v.nullable(v.string()),
  roles: v.array(RoleStanding),
  relationships: v.array(
    v.object({
      id: v.string(),
      /** Foreign text. */
      name: v.string(),
      /** As Microsoft says it, e.g. active, expired, terminated; gone = not listed any more. */
      status: v.string(),
      endsAt: v.nullable(Time),
      autoExtends: v.boolean(),
      roles: v.array(v.string()),
    }),
  ),
  /** The tenant here, if there is one. both: by its own consent and through the partner; it is read once. */
  tenant: v.nullable(
    v.object({
      state: v.picklist(['pending', 'connected', 'stopped']),
      reachedBy: v.picklist(['consent', 'partner', 'both']),
      problem: v.nullable(Problem),
    }),
  ),
  /** Its last job, if there was one. */
  jobId: v.nullable(v.string()),
})
export type PartnerCustomer = v.InferOutput<typeof PartnerCustomer>

export const PartnerJob = v.object({
  id: v.string(),
  tenantId: v.string(),
  name: v.string(),
  kind: v.picklist(['onboard', 'offboard']),
  /** What the customer is taken in for; the same is asked for when it is tried again. */
  apps: v.optional(v.picklist(['reader', 'both']), 'reader'),
  state: v.picklist(['running', 'done', 'failed']),
  by: v.string(),
  startedAt: Time,
  finishedAt: v.nullable(Time),
  problem: v.nullable(Problem),
  steps: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      state: v.picklist(['waiting', 'running', 'done', 'skipped', 'failed']),
      /** What came of it, or what it waits for. */
      text: v.nullable(v.string()),
      changedAt: v.nullable(Time),
    }),
  ),
})
export type PartnerJob = v.InferOutput<typeof PartnerJob>

/** Who of those named is no customer (any more): nothing was begun there. Who names only such is refused. */
const Strangers = v.optional(v.array(v.string()), [])
const TenantIds = v.pipe(v.array(Guid), v.minLength(1), v.maxLength(200))

export const partnerEndpoints = {
  'partner.get': { input: v.object({}), output: PartnerState },
  /** The address of Microsoft's sign-in page for the partner's service account. It works once, for 30 minutes. */
  'partner.begin': { input: v.object({}), output: v.object({ url: v.string(), state: PartnerState }) },
  /** Forgets the account. Tenants stay connected. `dryRun` only says what would go and what would remain. */
  'partner.disconnect': {
    input: v.object({ dryRun: v.optional(v.boolean(), false) }),
    output: v.object({ disconnected: v.boolean(), goes: v.array(v.string()), remains: v.array(v.string()) }),
  },
  /** Reads all customers anew; a reading under way is joined. */
  'partner.refresh': {
    input: v.object({}),
    output: v.object({ started: v.boolean(), reading: PartnerReading }),
  },
  /** Customers by name, 100 at a time. `search` looks in name, domain and tenant id. */
  'partner.customers': {
    input: v.object({
      search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
      show: v.optional(v.picklist(['all', 'ready', 'missing', 'connected', 'ending']), 'all'),
      after: After,
    }),
    output: v.object({
      customers: v.array(PartnerCustomer),
      next: v.nullable(v.string()),
      /** Of all customers, whatever is shown. */
      counts: v.object({ all: Count, ready: Count, missing: Count, connected: Count, ending: Count }),
      reading: PartnerReading,
    }),
  },
  /** Takes customers in, each in a job of its own. One under way is joined; one that failed begins anew. */
  'partner.onboard': {
    input: v.object({ tenantIds: TenantIds, apps: v.optional(v.picklist(['reader', 'both']), 'reader') }),
    output: v.object({ jobs: v.array(PartnerJob), strangers: Strangers }),
  },
  /** Lets customers go: the other way round. What is known of them stays until the tenant is disconnected with its data. */
  'partner.offboard': {
    input: v.object({ tenantIds: TenantIds }),
    output: v.object({ jobs: v.array(PartnerJob), strangers: Strangers }),
  },
  /** Jobs, newest first, 100 at a time; or the last one of each of these customers. */
  'partner.jobs': {
    input: v.object({ tenantIds: v.optional(TenantIds), after: After }),
    output: v.object({ jobs: v.array(PartnerJob), next: v.nullable(v.string()) }),
  },
} as const satisfies EndpointMap
