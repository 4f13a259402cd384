import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'
import { jsonChunks } from './json-chunks.ts'

export interface RoleHolderFacts {
  /** A person, or a group whose members hold the role */
  principalId: string
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
       SELECT ?1, value->>'principalId', value->>'roleId', value->>'roleName', value->>'hash'
       FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, person_id, role_id) DO UPDATE SET role_name = excluded.role_name, hash = excluded.hash
       WHERE hash IS NOT excluded.hash`,
      json,
    ),
  )
  const keys = rows.map(({ principalId, roleId }) => [principalId, roleId])
  const gone = prepare(
    `DELETE FROM role_holder WHERE tenant_id = ?1 AND (person_id, role_id) NOT IN
       (SELECT value->>0, value->>1 FROM json_each(?5)) AND ${holds}`,
    JSON.stringify(keys),
  )
  return [...upserts, gone]
}

/**
 * Names of the privileged roles of a person, own ones and those of groups that the person is in, nested or not;
 * `asOf` null = roles were never read.
 */
export async function rolesOfPerson(deps: Deps, tenantId: string, personId: string) {
  const row = await deps.env.DB.prepare(
    `WITH RECURSIVE held(root, id) AS (
       SELECT DISTINCT person_id, person_id FROM role_holder WHERE tenant_id = ?1
       UNION SELECT held.root, m.member_id FROM held CROSS JOIN group_member m
         WHERE m.tenant_id = ?1 AND m.group_id = held.id AND m.kind = 'group')
     SELECT finished_at AS asOf, (SELECT json_group_array(DISTINCT role_name) FROM role_holder
       WHERE tenant_id = ?1 AND (person_id = ?2 OR person_id IN (SELECT root FROM held WHERE EXISTS (
         SELECT 1 FROM group_member m WHERE m.tenant_id = ?1 AND m.group_id = held.id AND m.kind = 'user'
           AND m.member_id = ?2)))) AS names
     FROM cursor WHERE tenant_id = ?1 AND resource = 'role-holders'`,
  )
    .bind(tenantId, personId)
    .first<{ asOf: number | null; names: string }>()
  return { names: row ? (JSON.parse(row.names) as string[]) : [], asOf: row?.asOf ?? null }
}
