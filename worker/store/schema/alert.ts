import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { alertKinds } from '#shared/contract/alerts.ts'

/** Something that people should hear of; one open row a subject. */
export const alert = sqliteTable(
  'alert',
  {
    /** Time-ordered */
    id: text('id').primaryKey(),
    kind: text('kind', { enum: alertKinds }).notNull(),
    /** What it is about, e.g. mapping:<id>: one open alert a kind and subject */
    subject: text('subject').notNull(),
    tenantId: text('tenant_id'),
    mappingId: text('mapping_id'),
    text: text('text').notNull(),
    next: text('next'),
    since: integer('since').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('alert_open').on(t.kind, t.subject).where(sql`ended_at IS NULL`),
    index('alert_tenant').on(t.tenantId),
  ],
)

/** Where alerts are posted; at most one row. */
export const webhook = sqliteTable('webhook', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  /** Sealed signing secret (worker/store/secrets.ts) */
  sealed: text('sealed').notNull(),
  setAt: integer('set_at').notNull(),
  setBy: text('set_by').notNull(),
  lastDeliveredAt: integer('last_delivered_at'),
  problemCode: text('problem_code'),
  problemDetail: text('problem_detail'),
  problemSince: integer('problem_since'),
})

/** Messages for the webhook that have not been taken yet. */
export const delivery = sqliteTable('delivery', {
  /** webhook-id: the same on every try */
  id: text('id').primaryKey(),
  /** Whom the message names; null = no single tenant */
  tenantId: text('tenant_id'),
  body: text('body').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Tries that failed */
  attempts: integer('attempts').notNull().default(0),
  /** When it is tried next; while it is being sent, when another one may take it over */
  nextAt: integer('next_at').notNull(),
})
