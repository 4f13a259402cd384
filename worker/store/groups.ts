import type { Deps } from '../env.ts'
import type { GroupFacts } from './group-rows.ts'

const pageSize = 20_000

/** The groups of one tenant, as the sync read them. Ids are object ids in lower case. */
export function groupsOf(deps: Deps, tenantId: string) {
  const db = deps.env.DB
  async function byId(ids: readonly string[]): Promise<Map<string, GroupFacts>> {
    const { results } = await db
      .prepare(
        `SELECT data FROM directory_group WHERE tenant_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
      )
      .bind(tenantId, JSON.stringify(ids))
      .all<{ data: string }>()
    return new Map(
      results.map(({ data }) => JSON.parse(data) as GroupFacts).map((group) => [group.id, group]),
    )
  }

  /** Every group and those nested in it, cycles included: groups alone are walked, as few rows as there are edges. */
  async function nestedIn(ids: readonly string[]) {
    const { results } = await db
      .prepare(
        `WITH RECURSIVE c(root, id) AS (
           SELECT value, value FROM json_each(?2)
           UNION SELECT c.root, m.member_id FROM c CROSS JOIN group_member m
             WHERE m.tenant_id = ?1 AND m.group_id = c.id AND m.kind = 'group')
         SELECT root, id, EXISTS (SELECT 1 FROM group_read WHERE tenant_id = ?1 AND group_id = c.id) AS known FROM c`,
      )
      .bind(tenantId, JSON.stringify(ids))
      .all<{ root: string; id: string; known: number }>()
    return Map.groupBy(results, ({ root }) => root)
  }

  async function addUsers(groupId: string, to: Set<string>[]): Promise<void> {
    for (let after = ''; ; ) {
      const { results } = await db
        .prepare(
          `SELECT member_id AS id FROM group_member WHERE tenant_id = ?1 AND group_id = ?2 AND kind = 'user'
             AND member_id > ?3 ORDER BY member_id LIMIT ?4`,
        )
        .bind(tenantId, groupId, after, pageSize)
        .all<{ id: string }>()
      for (const { id } of results) for (const set of to) set.add(id)
      const last = results.at(-1)
      if (!last || results.length < pageSize) return
      after = last.id
    }
  }

  return {
    byId,

    /** Names by id; a group that is not there (any more) has none. */
    async names(ids: readonly string[]): Promise<Map<string, string>> {
      return new Map([...(await byId(ids))].map(([id, { displayName }]) => [id, displayName]))
    },

    /** Every group's name, in the order of names: what a rule can name. */
    async all(): Promise<GroupFacts[]> {
      const { results } = await db
        .prepare('SELECT data FROM directory_group WHERE tenant_id = ?1 ORDER BY lower(display_name), id')
        .bind(tenantId)
        .all<{ data: string }>()
      return results.map(({ data }) => JSON.parse(data) as GroupFacts)
    },

    /** Whether the groups were ever read to the end: before that, a group that is not there may still be. */
    async areRead(): Promise<boolean> {
      const row = await db
        .prepare(
          `SELECT 1 AS found FROM cursor WHERE tenant_id = ?1 AND resource = 'groups' AND finished_at IS NOT NULL`,
        )
        .bind(tenantId)
        .first()
      return row !== null
    },

    /**
     * Persons in each group, directly or through nested groups. A group whose members (or those of one nested in it)
     * were not read is absent: that is not the same as an empty one.
     */
    async transitiveMembers(groupIds: readonly string[]): Promise<Map<string, Set<string>>> {
      const nested = [...(await nestedIn(groupIds))].filter(([, groups]) =>
        groups.every(({ known }) => known),
      )
      const members = new Map(nested.map(([root]) => [root, new Set<string>()]))
      const roots = Map.groupBy(
        nested.flatMap(([, groups]) => groups),
        ({ id }) => id,
      )
      for (const [groupId, rows] of roots) {
        await addUsers(
          groupId,
          rows.flatMap(({ root }) => members.get(root) ?? []),
        )
      }
      return members
    },
  }
}
