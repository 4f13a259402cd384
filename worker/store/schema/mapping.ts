import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { changeKinds } from '#shared/sync/plan.ts'

/** Tenant ↔ organisation, with the rule. */
export const mapping = sqliteTable(
  'mapping',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    connectionId: text('connection_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    /** JSON Rule (shared/sync/filter.ts) */
    rule: text('rule', { mode: 'json' }).notNull(),
    /** Order among the mappings of a tenant: the first that matches wins. */
    position: integer('position').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    approvedAt: integer('approved_at'),
    approvedBy: text('approved_by'),
    sync: text('sync', { enum: ['on', 'paused', 'off'] })
      .notNull()
      .default('on'),
    approval: text('approval', { enum: ['auto', 'each'] })
      .notNull()
      .default('auto'),
    /** JSON FieldPolicies, LeaveOut (shared/sync/settings.ts); null = the defaults */
    fields: text('fields', { mode: 'json' }),
    leaveOut: text('leave_out', { mode: 'json' }),
    breakerShare: integer('breaker_share').notNull().default(20),
    madeBy: text('made_by', { enum: ['hand', 'suggestion'] })
      .notNull()
      .default('hand'),
    /** tenant.mirror_version when the last plan was made; null = to be planned anew */
    mirrorSeen: integer('mirror_seen'),
    /** When the organisation's contacts were last read completely, and when they are to be read again */
    contactsAt: integer('contacts_at'),
    contactsDueAt: integer('contacts_due_at').notNull().default(0),
    /** JSON Stage (store/stages.ts): a plan being made over several messages */
    stage: text('stage', { mode: 'json' }),
    /** Failures in a row, and when what waits is tried again */
    failures: integer('failures').notNull().default(0),
    retryAt: integer('retry_at'),
    leaseRun: text('lease_run'),
    leaseUntil: integer('lease_until'),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [
    uniqueIndex('mapping_organisation').on(t.connectionId, t.organisationId),
    index('mapping_tenant').on(t.tenantId, t.position),
  ],
)

/** Which contact stands for which person, for ever: tenant id + object id. */
export const link = sqliteTable(
  'link',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    connectionId: text('connection_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    contactId: text('contact_id').notNull(),
    mappingId: text('mapping_id').notNull(),
    /** JSON Written (shared/sync/contact-fields.ts): what we sent and what the PSA kept of it, by field */
    written: text('written', { mode: 'json' }).notNull(),
    linkedAt: integer('linked_at').notNull(),
    /** Set while the contact is inactive by us */
    inactiveAt: integer('inactive_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.personId, t.connectionId] }),
    uniqueIndex('link_contact').on(t.connectionId, t.contactId),
    index('link_mapping').on(t.mappingId),
  ],
)

/** A plan of a mapping; its entries are `change` rows. */
export const plan = sqliteTable(
  'plan',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    mappingId: text('mapping_id').notNull(),
    state: text('state', { enum: ['waiting', 'running', 'done', 'replaced'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    approvedAt: integer('approved_at'),
    approvedBy: text('approved_by'),
    /** For people to read */
    approvedByName: text('approved_by_name'),
    unchanged: integer('unchanged').notNull().default(0),
    /** Moves whenever an entry of a waiting plan changes: who approves names the one they saw */
    version: integer('version').notNull().default(0),
    /** Why it waits */
    waitsFor: text('waits_for', { enum: ['first', 'each', 'stopped'] }),
    /** The plan that this one takes back */
    undoes: text('undoes'),
  },
  (t) => [
    index('plan_mapping').on(t.mappingId, t.createdAt),
    index('plan_waiting').on(t.mappingId).where(sql`state = 'waiting'`),
  ],
)

/** The outbox: one change to one contact. */
export const change = sqliteTable(
  'change',
  {
    planId: text('plan_id').notNull(),
    /** Position in the plan, zero-padded, so that it pages and runs in order */
    id: text('id').notNull(),
    tenantId: text('tenant_id').notNull(),
    mappingId: text('mapping_id').notNull(),
    kind: text('kind', { enum: changeKinds }).notNull(),
    personId: text('person_id').notNull(),
    displayName: text('display_name').notNull(),
    userPrincipalName: text('user_principal_name').notNull(),
    contactId: text('contact_id'),
    /** JSON FieldChange[] (shared/contract.ts) */
    fields: text('fields', { mode: 'json' }).notNull(),
    reason: text('reason').notNull(),
    state: text('state', {
      enum: ['proposed', 'approved', 'sending', 'done', 'failed', 'skipped'],
    }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    problem: text('problem'),
    /** When the request was last about to leave */
    sentAt: integer('sent_at'),
    /** When it ended, whatever became of it */
    doneAt: integer('done_at'),
    /** JSON Candidate[] (shared/sync/plan.ts) */
    candidates: text('candidates', { mode: 'json' }),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.id] }),
    index('change_open').on(t.mappingId, t.state),
    index('change_person')
      .on(t.mappingId, t.personId)
      .where(sql`state IN ('proposed', 'approved', 'sending', 'failed')`),
    index('change_done').on(t.tenantId, t.doneAt).where(sql`done_at IS NOT NULL`),
    index('change_review').on(t.mappingId, t.planId).where(sql`kind = 'review' AND state = 'proposed'`),
  ],
)

/** An organisation's contacts as last read or written; the PSA is asked again weekly and before each write. */
export const contact = sqliteTable(
  'contact',
  {
    mappingId: text('mapping_id').notNull(),
    contactId: text('contact_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    /** The address as it is compared (addressKey in shared/sync/match.ts) */
    emailKey: text('email_key'),
    /** JSON Contact (shared/psa/contact.ts) */
    data: text('data').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mappingId, t.contactId] }),
    index('contact_email').on(t.mappingId, t.emailKey),
  ],
)

/** What people decided about persons who could not be matched; holds until it is taken back. */
export const decision = sqliteTable(
  'decision',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    connectionId: text('connection_id').notNull(),
    choice: text('choice', { enum: ['link', 'create', 'leaveOut'] }).notNull(),
    contactId: text('contact_id'),
    decidedAt: integer('decided_at').notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedByName: text('decided_by_name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId, t.connectionId] })],
)
