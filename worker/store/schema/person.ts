import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The mirror of Entra users; columns as in shared/person.ts. */
export const person = sqliteTable(
  'person',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    displayName: text('display_name').notNull(),
    userPrincipalName: text('user_principal_name').notNull(),
    mail: text('mail'),
    /** The whole Person as JSON (shared/person.ts) */
    data: text('data', { mode: 'json' }).notNull(),
    hash: text('hash').notNull(),
    deletedAt: integer('deleted_at'),
    updatedAt: integer('updated_at').notNull(),
    /** Row of the search index, which stands in the migrations (store/search-rows.ts); it goes with the person */
    searchId: integer('search_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** What a reading found changed about a person; kept for 90 days. */
export const personChange = sqliteTable(
  'person_change',
  {
    tenantId: text('tenant_id').notNull(),
    /** Time-ordered */
    id: text('id').notNull(),
    at: integer('at').notNull(),
    personId: text('person_id').notNull(),
    displayName: text('display_name').notNull(),
    kind: text('kind', { enum: ['added', 'changed', 'removed', 'restored'] }).notNull(),
    /** JSON {field, old, new}[]; values are texts or null */
    fields: text('fields').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** Every address of a person, lower-case: resolving a requester reads this index. */
export const personAddress = sqliteTable(
  'person_address',
  {
    tenantId: text('tenant_id').notNull(),
    address: text('address').notNull(),
    personId: text('person_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.address, t.personId] })],
)

/** What kind of mailbox a person without licence or with a disabled account has; others are not asked for. */
export const mailbox = sqliteTable(
  'mailbox',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    /** userPurpose of Graph, or none */
    kind: text('kind').notNull(),
    readAt: integer('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] })],
)
