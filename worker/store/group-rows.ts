import { holds, type Prepare } from './fence.ts'
import { idRanges } from './id-ranges.ts'

/** A group as Microsoft describes it; `displayName` is foreign text. */
export interface GroupFacts {
  id: string
  displayName: string
  kind: 'microsoft365' | 'security' | 'mailSecurity' | 'distribution'
  /** Members are computed by a rule in Entra. */
  dynamic: boolean
  /** Mastered in on-premises Active Directory. */
  synced: boolean
  roleAssignable: boolean
  /** Licences that its members get from it. */
  skuIds: string[]
}

/** Replaces the groups of a tenant: unchanged ones are not written, what is no longer listed goes. */
export function writeGroups(
  prepare: Prepare,
  rows: (GroupFacts & { hash: string })[],
): D1PreparedStatement[] {
  return idRanges(rows, ({ id }) => id).flatMap(({ json, after, upTo }) => [
    prepare(
      `INSERT INTO directory_group (tenant_id, id, display_name, data, role_assignable, hash)
       SELECT ?1, value->>'id', value->>'displayName', json_remove(value, '$.hash'), value->>'roleAssignable',
         value->>'hash'
       FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, id) DO UPDATE SET display_name = excluded.display_name, data = excluded.data,
         role_assignable = excluded.role_assignable, hash = excluded.hash
       WHERE hash IS NOT excluded.hash`,
      json,
    ),
    prepare(
      `DELETE FROM directory_group WHERE tenant_id = ?1 AND id > ?6 AND id <= ?7
         AND id NOT IN (SELECT value->>'id' FROM json_each(?5)) AND ${holds}`,
      json,
      after,
      upTo,
    ),
  ])
}
