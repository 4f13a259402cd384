import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { TrialKind } from '#shared/psa/api.ts'

/** A PSA account; credentials sealed with AES-256-GCM, bound to this row. */
export const connection = sqliteTable(
  'connection',
  {
    id: text('id').primaryKey(),
    psa: text('psa').notNull(),
    account: text('account').notNull(),
    /** Sealed JSON of all credentials (worker/store/secrets.ts); '' while disconnected */
    sealed: text('sealed').notNull(),
    keyHint: text('key_hint').notNull(),
    connectedAs: text('connected_as'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    checkedAt: integer('checked_at'),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
    /**
     * JSON {contact?, note?, noteWritten?}: when each trial succeeded (shared/psa/api.ts), and when a trial note was
     * written that nobody has looked at yet; milliseconds since 1970
     */
    tried: text('tried', { mode: 'json' }).$type<Partial<Record<TrialKind | 'noteWritten', number>>>(),
    /** Set while disconnected: the key is gone, the rest is kept */
    disconnectedAt: integer('disconnected_at'),
  },
  (t) => [uniqueIndex('connection_account').on(t.psa, t.account)],
)

/**
 * Organisations of a PSA account, read when mappings are suggested. While a survey reads, each of its pages stands here
 * under a key of the survey in place of the connection (store/survey-pages.ts); what was known before stays until the end.
 */
export const organisation = sqliteTable(
  'organisation',
  {
    connectionId: text('connection_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    name: text('name').notNull(),
    /** The Microsoft tenant that the PSA itself names; not a reference to one of ours */
    knownTenantId: text('known_tenant_id'),
    /** JSON {domain: number}: how many contacts have an address there; the organisation's own as @domain with 0 */
    domains: text('domains', { mode: 'json' }).$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.organisationId] })],
)

/** An organisation that is being created for a tenant, from just before the PSA is asked until the two are mapped. */
export const organisationCreation = sqliteTable(
  'organisation_creation',
  {
    tenantId: text('tenant_id').notNull(),
    connectionId: text('connection_id').notNull(),
    name: text('name').notNull(),
    beganAt: integer('began_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.connectionId] })],
)

/** Reading a PSA account's organisations: one at a time an account. */
export const survey = sqliteTable('survey', {
  connectionId: text('connection_id').primaryKey(),
  run: text('run').notNull(),
  state: text('state', { enum: ['reading', 'ready', 'failed'] }).notNull(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  problemCode: text('problem_code'),
  problemDetail: text('problem_detail'),
  problemSince: integer('problem_since'),
})

/** When requests to a PSA account may be sent, across all runs: JSON [time, number][] of the last window. */
export const pace = sqliteTable('pace', {
  connectionId: text('connection_id').primaryKey(),
  slots: text('slots').notNull(),
})
