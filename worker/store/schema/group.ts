import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Holders of privileged roles: actions on them are refused. */
export const roleHolder = sqliteTable(
  'role_holder',
  {
    tenantId: text('tenant_id').notNull(),
    /** Or the group whose members hold the role */
    personId: text('person_id').notNull(),
    /** Template id of the directory role */
    roleId: text('role_id').notNull(),
    roleName: text('role_name').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId, t.roleId] })],
)

/** Names of a tenant's groups. */
export const directoryGroup = sqliteTable(
  'directory_group',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    displayName: text('display_name').notNull(),
    /** JSON: what kind of group it is (worker/store/group-rows.ts) */
    data: text('data', { mode: 'json' }).notNull(),
    /** 1 = roles can be given to it */
    roleAssignable: integer('role_assignable').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('directory_group_roles').on(t.tenantId).where(sql`role_assignable = 1`),
  ],
)

/** Direct members of the groups that rules name or that are role-assignable, and of those nested in them. */
export const groupMember = sqliteTable(
  'group_member',
  {
    tenantId: text('tenant_id').notNull(),
    groupId: text('group_id').notNull(),
    memberId: text('member_id').notNull(),
    kind: text('kind', { enum: ['user', 'group'] }).notNull(),
  },
  // Groups apart from users: resolving nested groups reads them alone.
  (t) => [primaryKey({ columns: [t.tenantId, t.groupId, t.kind, t.memberId] })],
)

/** Groups whose members were read to the end: without a row here, no members does not mean an empty group. */
export const groupRead = sqliteTable(
  'group_read',
  {
    tenantId: text('tenant_id').notNull(),
    groupId: text('group_id').notNull(),
    /** Of all its direct members: the same one is not written again */
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.groupId] })],
)
