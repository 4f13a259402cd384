import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Whom a technician chose for a ticket; kept for 90 days. */
export const ticketChoice = sqliteTable(
  'ticket_choice',
  {
    connectionId: text('connection_id').notNull(),
    ticketId: text('ticket_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    chosenAt: integer('chosen_at').notNull(),
    chosenBy: text('chosen_by').notNull(),
    chosenByName: text('chosen_by_name').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.ticketId] }),
    index('ticket_choice_at').on(t.chosenAt),
    index('ticket_choice_tenant').on(t.tenantId),
  ],
)

/** Whose tickets were, as their ticket system said last: it may be down when an action names one. */
export const ticketSeen = sqliteTable(
  'ticket_seen',
  {
    connectionId: text('connection_id').notNull(),
    ticketId: text('ticket_id').notNull(),
    organisationId: text('organisation_id'),
    seenAt: integer('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.ticketId] }), index('ticket_seen_at').on(t.seenAt)],
)
