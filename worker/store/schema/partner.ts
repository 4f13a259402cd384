import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The MSP's account in Partner Center, by which customers are reached that granted admin relationships. At most one row,
 * with the id `partner`.
 */
export const partner = sqliteTable('partner', {
  id: text('id').primaryKey(),
  /** Sealed refresh token; '' while disconnected */
  sealed: text('sealed').notNull(),
  /** Sign-in name, for people to read, and object id */
  account: text('account').notNull(),
  accountId: text('account_id').notNull(),
  connectedAt: integer('connected_at').notNull(),
  connectedBy: text('connected_by').notNull(),
  /** When Microsoft last gave a new token, and when all that the connection needs was last looked at */
  refreshedAt: integer('refreshed_at').notNull(),
  checkedAt: integer('checked_at').notNull(),
  failures: integer('failures').notNull().default(0),
  problemCode: text('problem_code'),
  problemDetail: text('problem_detail'),
  problemSince: integer('problem_since'),
  /** The reading of customers under way, and the last one that came to its end */
  readRun: text('read_run'),
  readStartedAt: integer('read_started_at'),
  readAt: integer('read_at'),
  readProblemCode: text('read_problem_code'),
  readProblemDetail: text('read_problem_detail'),
  readProblemSince: integer('read_problem_since'),
})

/** One sign-in of the partner's account. State and nonce are kept as SHA-256 alone, the code verifier sealed. */
export const partnerAttempt = sqliteTable(
  'partner_attempt',
  {
    id: text('id').primaryKey(),
    stateHash: text('state_hash').notNull(),
    nonceHash: text('nonce_hash').notNull(),
    /** Sealed code verifier (RFC 7636); '' once used */
    sealed: text('sealed').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    outcome: text('outcome', { enum: ['waiting', 'connected', 'failed'] }).notNull(),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [uniqueIndex('partner_attempt_state').on(t.stateHash), index('partner_attempt_at').on(t.createdAt)],
)

/** Granular delegated admin relationships as last read. */
export const partnerRelationship = sqliteTable(
  'partner_relationship',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    name: text('name').notNull(),
    customerName: text('customer_name').notNull(),
    status: text('status').notNull(),
    endsAt: integer('ends_at'),
    /** 1 = Microsoft prolongs it at its end */
    autoExtends: integer('auto_extends').notNull(),
    /** JSON string[]: template ids of its roles */
    roles: text('roles', { mode: 'json' }).$type<string[]>().notNull(),
    /** JSON {group, roles}[]: active access assignments, by security group */
    assignments: text('assignments', { mode: 'json' })
      .$type<{ group: string; roles: string[] }[]>()
      .notNull(),
    /** The readings that saw it, and that read its assignments */
    seenRun: text('seen_run').notNull(),
    assignedRun: text('assigned_run'),
  },
  (t) => [index('partner_relationship_tenant').on(t.tenantId)],
)

/** Customers of the partner, as last read, and whether they were taken in. */
export const partnerCustomer = sqliteTable('partner_customer', {
  tenantId: text('tenant_id').primaryKey(),
  name: text('name').notNull(),
  domain: text('domain'),
  /** The reading that found a contract with it */
  contractRun: text('contract_run'),
  standing: text('standing', { enum: ['active', 'expiring', 'expired', 'pending', 'none'] }).notNull(),
  /** When the last active relationship ends; null = none does, or there is none */
  endsAt: integer('ends_at'),
  /** 1 = every role that taking it in needs is there */
  ready: integer('ready').notNull(),
  /** JSON RoleStanding[] (worker/partner/readiness.ts) */
  roles: text('roles', { mode: 'json' }).notNull(),
  /** Set while the tenant is reached through the partner */
  onboardedAt: integer('onboarded_at'),
})

/** Taking a customer in, or letting it go: a job that goes on wherever it broke off. */
export const partnerJob = sqliteTable(
  'partner_job',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    kind: text('kind', { enum: ['onboard', 'offboard'] }).notNull(),
    /** JSON ('reader' | 'operator')[] */
    apps: text('apps', { mode: 'json' }).$type<('reader' | 'operator')[]>().notNull(),
    state: text('state', { enum: ['running', 'done', 'failed'] }).notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
    /** Tries of the present step */
    attempts: integer('attempts').notNull().default(0),
    /** When a message that was lost is sent again */
    nextAt: integer('next_at').notNull(),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [
    uniqueIndex('partner_job_running').on(t.tenantId).where(sql`state = 'running'`),
    index('partner_job_at').on(t.createdAt),
    index('partner_job_tenant').on(t.tenantId, t.createdAt),
  ],
)

export const partnerStep = sqliteTable(
  'partner_step',
  {
    jobId: text('job_id').notNull(),
    position: integer('position').notNull(),
    stepId: text('step_id').notNull(),
    state: text('state', { enum: ['waiting', 'running', 'done', 'skipped', 'failed'] }).notNull(),
    /** What came of it, in words */
    text: text('text'),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.position] })],
)
