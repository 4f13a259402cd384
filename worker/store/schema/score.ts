import { primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Secure Score, one row a day, kept for ever. */
export const score = sqliteTable(
  'score',
  {
    tenantId: text('tenant_id').notNull(),
    /** yyyy-mm-dd */
    day: text('day').notNull(),
    current: real('current').notNull(),
    max: real('max').notNull(),
    /** Averages of Microsoft's, percent: of all tenants, of tenants with as many seats; null = not told */
    allTenants: real('all_tenants'),
    similarSize: real('similar_size'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day] })],
)

/** Secure Score controls of the latest day. `title`, `service` and `action_url` are foreign text. */
export const scoreControl = sqliteTable(
  'score_control',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    title: text('title').notNull(),
    service: text('service').notNull(),
    score: real('score').notNull(),
    max: real('max').notNull(),
    actionUrl: text('action_url'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)
