import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Granted } from '../grants.ts'

/** One row a connected tenant; lease and due time are the sync's. */
export const tenant = sqliteTable(
  'tenant',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    domain: text('domain'),
    /** JSON string[]: verified domains, default first */
    domains: text('domains', { mode: 'json' }).$type<string[]>().notNull(),
    state: text('state', { enum: ['pending', 'connected', 'stopped'] }).notNull(),
    reachedBy: text('reached_by', { enum: ['consent', 'partner'] }).notNull(),
    operatorAt: integer('operator_at'),
    connectedAt: integer('connected_at').notNull(),
    connectedBy: text('connected_by').notNull(),
    /** ErrorCode and detail of what is wrong with the tenant as a whole */
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
    failures: integer('failures').notNull().default(0),
    nextDueAt: integer('next_due_at').notNull(),
    leaseRun: text('lease_run'),
    leaseUntil: integer('lease_until'),
    /** The run that finished last: its messages, delivered again, do nothing. */
    finishedRun: text('finished_run'),
    syncStartedAt: integer('sync_started_at'),
    lastSyncAt: integer('last_sync_at'),
    persons: integer('persons').notNull().default(0),
    /** JSON Granted (store/grants.ts): permissions as the last tokens named them */
    granted: text('granted', { mode: 'json' }).$type<Granted>(),
    /** Set while the tenant is disconnected: nothing may be read of it or written to it */
    disconnectedAt: integer('disconnected_at'),
    /** The run that removes the tenant's data; connecting it again takes it away */
    forgetRun: text('forget_run'),
    /** What the run that finished last cost at Microsoft: requests sent, resource units */
    lastRequests: integer('last_requests'),
    lastUnits: integer('last_units'),
    /** Moves when a reading or an action changes what a plan may depend on */
    mirrorVersion: integer('mirror_version').notNull().default(0),
  },
  (t) => [index('tenant_due').on(t.nextDueAt)],
)

/** Where reading a resource of a tenant stands. `version` is the compare-and-set token of every page. */
export const cursor = sqliteTable(
  'cursor',
  {
    tenantId: text('tenant_id').notNull(),
    resource: text('resource').notNull(),
    version: integer('version').notNull().default(0),
    /** Where the next page stands, opaque; null = at the beginning (of the list while `token` is there) */
    link: text('link'),
    /** @odata.deltaLink from before the list that is being read: what changed meanwhile comes after it */
    token: text('token'),
    /** Id of the full round under way; null = between rounds (changes only) */
    round: text('round'),
    page: integer('page').notNull().default(0),
    /** Hash of the resource's $select: another one means a new full round. */
    selectHash: text('select_hash').notNull(),
    nextDueAt: integer('next_due_at').notNull().default(0),
    /** The run that last finished this resource */
    finishedRun: text('finished_run'),
    finishedAt: integer('finished_at'),
    /** When everything is to be read once more, against drift */
    fullDueAt: integer('full_due_at').notNull().default(0),
    /** JSON string[]: ids of items that could not be read ('' = without a usable id) */
    unread: text('unread').notNull().default('[]'),
    read: integer('read').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.resource] })],
)

/** Ids seen on one page of a full round; the sweep at its end compares with them. */
export const roundPage = sqliteTable(
  'round_page',
  {
    tenantId: text('tenant_id').notNull(),
    resource: text('resource').notNull(),
    round: text('round').notNull(),
    page: integer('page').notNull(),
    /** JSON string[] */
    ids: text('ids').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.resource, t.round, t.page] })],
)

/** Tenants that a person does not want to be asked to map. Mapping one takes its rows away. */
export const hiddenTenant = sqliteTable(
  'hidden_tenant',
  {
    tenantId: text('tenant_id').notNull(),
    /** Object id in the MSP's own tenant */
    personId: text('person_id').notNull(),
    hiddenAt: integer('hidden_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] })],
)

/** One admin-consent attempt. The state is single-use, kept as SHA-256 only, bound to the administrator. */
export const consent = sqliteTable(
  'consent',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the state that is out now (a second one replaces it for the second application) */
    stateHash: text('state_hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    /** JSON ('reader' | 'operator')[]: what was asked, and what is still to come */
    asks: text('asks', { mode: 'json' }).$type<('reader' | 'operator')[]>().notNull(),
    pending: text('pending', { mode: 'json' }).$type<('reader' | 'operator')[]>().notNull(),
    /** The tenant that must answer, when it is known */
    expectedTenantId: text('expected_tenant_id'),
    outcome: text('outcome', { enum: ['waiting', 'connected', 'pending', 'failed'] }).notNull(),
    tenantId: text('tenant_id'),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [uniqueIndex('consent_state').on(t.stateHash), index('consent_by').on(t.createdBy, t.createdAt)],
)

/** What a tenant's licences and consent allow; what is missing is no error. */
export const capability = sqliteTable(
  'capability',
  {
    tenantId: text('tenant_id').notNull(),
    name: text('name').notNull(),
    has: integer('has').notNull(),
    since: integer('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.name] })],
)
