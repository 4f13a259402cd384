import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Which tenants a technician or a group is limited to; whoever has no row here sees every tenant. */
export const accessLimit = sqliteTable(
  'access_limit',
  {
    subjectKind: text('subject_kind', { enum: ['person', 'group'] }).notNull(),
    /** Object id in the MSP's own tenant */
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    /** JSON string[] */
    tenantIds: text('tenant_ids', { mode: 'json' }).$type<string[]>().notNull(),
    changedAt: integer('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectKind, t.subjectId] })],
)

/** The record of changes of limits: rows are only ever added (triggers in the migration). */
export const accessChange = sqliteTable('access_change', {
  /** Time-ordered id */
  id: text('id').primaryKey(),
  at: integer('at').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  subjectKind: text('subject_kind', { enum: ['person', 'group'] }).notNull(),
  subjectId: text('subject_id').notNull(),
  subjectName: text('subject_name').notNull(),
  /** JSON string[]; null = lifted */
  tenantIds: text('tenant_ids', { mode: 'json' }).$type<string[]>(),
  requestId: text('request_id').notNull(),
})
