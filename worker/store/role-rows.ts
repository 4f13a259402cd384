import { holds, type Prepare } from './fence.ts'
import { jsonChunks } from './json-chunks.ts'

export interface RoleHolderFacts {
  personId: string
  /** Template id */
  roleId: string
  roleName: string
}

/** Replaces the holders of privileged roles of a tenant: the same ones are not written, former ones go. */
export function writeRoleHolders(
  prepare: Prepare,
  rows: (RoleHolderFacts & { hash: string })[],
): D1PreparedStatement[] {
  const upserts = jsonChunks(rows).map((json) =>
    prepare(
      `INSERT INTO role_holder (tenant_id, person_id, role_id, role_name, hash)
       SELECT ?1, value->>'personId', value->>'roleId', value->>'roleName', value->>'hash'
       FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, person_id, role_id) DO UPDATE SET role_name = excluded.role_name, hash = excluded.hash
       WHERE hash IS NOT excluded.hash`,
      json,
    ),
  )
  const keys = rows.map(({ personId, roleId }) => [personId, roleId])
  const gone = prepare(
    `DELETE FROM role_holder WHERE tenant_id = ?1 AND (person_id, role_id) NOT IN
       (SELECT value->>0, value->>1 FROM json_each(?5)) AND ${holds}`,
    JSON.stringify(keys),
  )
  return [...upserts, gone]
}
