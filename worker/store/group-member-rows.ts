import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'
import { idRanges } from './id-ranges.ts'
import { jsonChunks } from './json-chunks.ts'

export interface GroupMember {
  id: string
  kind: 'user' | 'group'
}

/** The direct members of one group, read to the end. */
export interface Membership {
  groupId: string
  membersHash: string
  /** null = the same as were written before */
  members: GroupMember[] | null
}

/** Groups that rules of the tenant name, and groups to which roles can be given. The former is what people wrote. */
export async function groupsToRead(deps: Deps, tenantId: string): Promise<string[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT id FROM directory_group WHERE tenant_id = ?1 AND role_assignable = 1
     UNION SELECT lower(trim(i.value)) FROM mapping m CROSS JOIN json_each(m.rule, '$.group.include') i
       WHERE m.tenant_id = ?1
     UNION SELECT lower(trim(e.value)) FROM mapping m CROSS JOIN json_each(m.rule, '$.group.exclude') e
       WHERE m.tenant_id = ?1`,
  )
    .bind(tenantId)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** What was written of every group's members, by group. */
export async function membershipHashes(deps: Deps, tenantId: string): Promise<Map<string, string>> {
  const { results } = await deps.env.DB.prepare(
    'SELECT group_id AS groupId, hash FROM group_read WHERE tenant_id = ?1',
  )
    .bind(tenantId)
    .all<{ groupId: string; hash: string }>()
  return new Map(results.map(({ groupId, hash }) => [groupId, hash]))
}

/** Replaces the members of the groups that changed, and forgets groups that are no longer read. */
export function writeMemberships(prepare: Prepare, rows: Membership[]): D1PreparedStatement[] {
  const changed = rows.filter(({ members }) => members !== null)
  const gone = JSON.stringify(rows.map(({ groupId }) => groupId))
  const forgotten = `SELECT group_id FROM group_read WHERE tenant_id = ?1
    AND group_id NOT IN (SELECT value FROM json_each(?5))`
  return [
    prepare(
      `DELETE FROM group_member WHERE tenant_id = ?1 AND group_id IN (${forgotten}) AND ${holds}`,
      gone,
    ),
    prepare(`DELETE FROM group_read WHERE tenant_id = ?1 AND group_id IN (${forgotten}) AND ${holds}`, gone),
    ...(changed.length > 0 ? replaceMembers(prepare, changed) : []),
  ]
}

function replaceMembers(prepare: Prepare, changed: Membership[]): D1PreparedStatement[] {
  const ids = JSON.stringify(changed.map(({ groupId }) => groupId))
  const members = changed.flatMap(({ groupId, members }) =>
    (members ?? []).map(({ id, kind }) => ({ key: `${groupId} ${kind} ${id}`, groupId, kind, id })),
  )
  const removals = idRanges(members, ({ key }) => key).map(({ json, after, upTo }) =>
    prepare(
      `DELETE FROM group_member WHERE tenant_id = ?1 AND group_id IN (SELECT value FROM json_each(?8))
         AND group_id || ' ' || kind || ' ' || member_id > ?6 AND group_id || ' ' || kind || ' ' || member_id <= ?7
         AND group_id || ' ' || kind || ' ' || member_id NOT IN (SELECT value->>'key' FROM json_each(?5))
         AND ${holds}`,
      json,
      after,
      upTo,
      ids,
    ),
  )
  const additions = jsonChunks(members.map(({ groupId, kind, id }) => [groupId, kind, id])).map((json) =>
    prepare(
      `INSERT INTO group_member (tenant_id, group_id, kind, member_id)
       SELECT ?1, value->>0, value->>1, value->>2 FROM json_each(?5) WHERE ${holds} ON CONFLICT DO NOTHING`,
      json,
    ),
  )
  const read = jsonChunks(changed.map(({ groupId, membersHash }) => [groupId, membersHash])).map((json) =>
    prepare(
      `INSERT INTO group_read (tenant_id, group_id, hash)
       SELECT ?1, value->>0, value->>1 FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, group_id) DO UPDATE SET hash = excluded.hash`,
      json,
    ),
  )
  return [...removals, ...additions, ...read]
}
