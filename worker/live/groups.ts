import * as v from 'valibot'
import type { GroupFacts } from '../store/group-rows.ts'
import { parserOf } from '../sync/parse-item.ts'
import { Group, kindOf } from '../sync/resources/groups.ts'
import { cut, type LiveReading } from './live.ts'

const Container = parserOf(v.object({ '@odata.type': v.optional(v.string()) }), 'memberOf')
const parse = parserOf(Group, 'group')

const kinds: Record<GroupFacts['kind'], string> = {
  microsoft365: 'Microsoft 365 group',
  security: 'Security group',
  mailSecurity: 'Mail-enabled security group',
  distribution: 'Distribution list',
}

/**
 * Those that the person is in, directly or through others: of direct ones alone Microsoft tells only who may read the
 * whole directory. Roles and administrative units stand among them and are left out.
 * https://learn.microsoft.com/graph/api/user-list-transitivememberof
 */
export const groups: LiveReading = {
  part: 'groups',
  title: 'Groups',
  permissions: ['GroupMember.Read.All'],
  async read(graph, { id }) {
    const page = await graph.page(`/users/${id}/transitiveMemberOf?$top=999`)
    const all = page.items
      .filter((item) => Container(item)['@odata.type'] === '#microsoft.graph.group')
      .map(parse)
      .map((group) => ({
        ...{ id: group.id, name: group.displayName ?? '', kind: kinds[kindOf(group)] },
        dynamic: group.groupTypes?.includes('DynamicMembership') ?? false,
        synced: group.onPremisesSyncEnabled ?? false,
      }))
    const { items, more } = cut(all.sort(byName), page.nextLink)
    return { data: { part: 'groups', groups: items }, more }
  },
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })
const byName = (a: { name: string }, b: { name: string }) => collator.compare(a.name, b.name)
