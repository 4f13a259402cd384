/**
 * The database. Times are integers: milliseconds since 1970, UTC. JSON columns say what they hold.
 * Tables of a tenant start their key with tenant_id. `WITHOUT ROWID` and triggers stand in the migrations.
 */
export * from './schema/access.ts'
export * from './schema/action.ts'
export * from './schema/alert.ts'
export * from './schema/connection.ts'
export * from './schema/group.ts'
export * from './schema/licence.ts'
export * from './schema/mapping.ts'
export * from './schema/partner.ts'
export * from './schema/person.ts'
export * from './schema/score.ts'
export * from './schema/tenant.ts'
export * from './schema/ticket.ts'
