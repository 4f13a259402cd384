import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The record of actions: rows are only ever added (triggers in the migration). One intent row, one outcome row. */
export const audit = sqliteTable(
  'audit',
  {
    /** Time-ordered id of the row */
    id: text('id').primaryKey(),
    /** The action's id: intent and outcome share it */
    actionId: text('action_id').notNull(),
    at: integer('at').notNull(),
    /** started = intent */
    outcome: text('outcome', { enum: ['started', 'done', 'refused', 'failed', 'unknown'] }).notNull(),
    actorTenantId: text('actor_tenant_id').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    action: text('action').notNull(),
    /** In words; never a secret */
    text: text('text').notNull(),
    code: text('code'),
    ticketHost: text('ticket_host'),
    ticketId: text('ticket_id'),
    requestId: text('request_id').notNull(),
    /** How the technician made sure who asks; null = not said */
    verifiedHow: text('verified_how', { enum: ['callBack', 'manager', 'inPerson', 'other'] }),
    verifiedDetail: text('verified_detail'),
    reason: text('reason'),
  },
  (t) => [
    index('audit_tenant').on(t.tenantId, t.id),
    index('audit_person').on(t.tenantId, t.personId, t.id),
    index('audit_action').on(t.actionId),
    index('audit_actor').on(t.actorId, t.id),
    index('audit_ticket').on(t.ticketHost, t.ticketId, t.id).where(sql`ticket_id IS NOT NULL`),
  ],
)

/** Idempotency keys of actions: who used which key for what, and the first outcome (without its secret). */
export const actionKey = sqliteTable(
  'action_key',
  {
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request */
    requestHash: text('request_hash').notNull(),
    actionId: text('action_id').notNull(),
    createdAt: integer('created_at').notNull(),
    /** JSON ActionOutcome without secret and view; null while running */
    answer: text('answer', { mode: 'json' }),
    /** 1 = counts as one that changes how a person signs in, or that cannot be taken back */
    credential: integer('credential').notNull().default(0),
    destructive: integer('destructive').notNull().default(0),
    /** JSON: the form of an action in steps, for resuming it; it has no secret fields */
    form: text('form', { mode: 'json' }),
    /** The action that this one goes on with */
    resumes: text('resumes'),
  },
  (t) => [
    primaryKey({ columns: [t.actorId, t.key] }),
    index('action_key_open').on(t.createdAt).where(sql`answer IS NULL`),
    index('action_key_actor').on(t.actorId, t.createdAt),
    index('action_key_action').on(t.actionId),
    index('action_key_resumes').on(t.resumes).where(sql`resumes IS NOT NULL`),
  ],
)

/** Parts of actions that are done one by one: the intent of each before it is begun, its outcome after it. */
export const actionStep = sqliteTable(
  'action_step',
  {
    actionId: text('action_id').notNull(),
    position: integer('position').notNull(),
    tenantId: text('tenant_id').notNull(),
    stepId: text('step_id').notNull(),
    title: text('title').notNull(),
    /** waiting = not begun · started = begun, and nobody knows yet what became of it */
    state: text('state', { enum: ['waiting', 'started', 'done', 'failed', 'skipped', 'unknown'] }).notNull(),
    text: text('text'),
    /** JSON: what it found, as a table to show; kept for 30 days */
    report: text('report', { mode: 'json' }),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.actionId, t.position] }),
    index('action_step_report').on(t.changedAt).where(sql`report IS NOT NULL`),
  ],
)

/** Whom an action is being done to: nobody else begins one on the same person meanwhile. */
export const personLease = sqliteTable(
  'person_lease',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    actionId: text('action_id').notNull(),
    /** For people to read */
    heldBy: text('held_by').notNull(),
    until: integer('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] })],
)

/** Notes that are still to be written on tickets. Gone once written; one that cannot be written is told in the answer. */
export const actionNote = sqliteTable(
  'action_note',
  {
    actionId: text('action_id').primaryKey(),
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    tenantId: text('tenant_id').notNull(),
    host: text('host').notNull(),
    ticketId: text('ticket_id').notNull(),
    subject: text('subject').notNull(),
    /** Never a secret */
    body: text('body').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Tries that failed */
    attempts: integer('attempts').notNull().default(0),
    nextAt: integer('next_at').notNull(),
    /** 1 = the ticket system did not answer, so it may stand there already */
    mayStand: integer('may_stand').notNull().default(0),
  },
  (t) => [index('action_note_due').on(t.nextAt)],
)

/** What administrators ask of actions, change by change: the newest one holds. Only ever added to (triggers). */
export const policyChange = sqliteTable('policy_change', {
  /** Time-ordered id */
  id: text('id').primaryKey(),
  at: integer('at').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  /** JSON ActionPolicy */
  policy: text('policy', { mode: 'json' }).notNull(),
  requestId: text('request_id').notNull(),
})

/** One-time links: who may open one is whoever has its token, of which only a hash is here. */
export const handover = sqliteTable(
  'handover',
  {
    tokenHash: text('token_hash').primaryKey(),
    actionId: text('action_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    viewedAt: integer('viewed_at'),
  },
  (t) => [index('handover_action').on(t.actionId), index('handover_end').on(t.expiresAt)],
)

/** What a one-time link shows, sealed with a key that only its token gives. Gone with the view. */
export const handoverSecret = sqliteTable(
  'handover_secret',
  {
    tokenHash: text('token_hash').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    sealed: text('sealed').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [index('handover_secret_end').on(t.expiresAt)],
)
