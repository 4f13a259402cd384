import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const licenceCount = sqliteTable(
  'licence_count',
  {
    tenantId: text('tenant_id').notNull(),
    skuId: text('sku_id').notNull(),
    partNumber: text('part_number').notNull(),
    status: text('status').notNull(),
    appliesTo: text('applies_to').notNull(),
    enabled: integer('enabled').notNull(),
    warning: integer('warning').notNull(),
    suspended: integer('suspended').notNull(),
    consumed: integer('consumed').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.skuId] })],
)

/** Seats of a product from that day on, until its next row. Kept for ever: a row only where something changed. */
export const licenceDay = sqliteTable(
  'licence_day',
  {
    tenantId: text('tenant_id').notNull(),
    skuId: text('sku_id').notNull(),
    /** yyyy-mm-dd */
    day: text('day').notNull(),
    assigned: integer('assigned').notNull(),
    usable: integer('usable').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.skuId, t.day] })],
)

/** What was bought, when it ends or renews, and whether it is a trial. */
export const subscription = sqliteTable(
  'subscription',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    skuId: text('sku_id').notNull(),
    status: text('status').notNull(),
    total: integer('total').notNull(),
    trial: integer('trial').notNull(),
    /** nextLifecycleDateTime: renewal or end, ISO 8601 */
    renewsAt: text('renews_at'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** Product names as people know them, from Microsoft's table. */
export const product = sqliteTable('product', {
  skuId: text('sku_id').primaryKey(),
  name: text('name').notNull(),
})

/** Where product names were read, and when: milliseconds since 1970. */
export const productSource = sqliteTable('product_source', {
  url: text('url').primaryKey(),
  readAt: integer('read_at').notNull(),
  etag: text('etag'),
})
