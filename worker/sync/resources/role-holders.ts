import * as v from 'valibot'
import { type RoleHolderFacts, writeRoleHolders } from '../../store/role-rows.ts'
import { ObjectId, parserOf } from '../parse-item.ts'
import { privilegedRoles } from '../privileged-roles.ts'
import { defineWhole, readAll } from '../resource.ts'

/** https://learn.microsoft.com/graph/api/directoryrole-list: roles that are in use in the tenant. */
const Role = parserOf(
  v.object({ id: ObjectId, roleTemplateId: v.optional(v.nullable(v.string())) }),
  'directoryRole',
)
/** Members can be groups and applications as well. */
const Member = parserOf(v.object({ id: ObjectId, '@odata.type': v.optional(v.string()) }), 'member')

/** Who holds a privileged role: quick actions on them are refused. `$expand` would show 20 members alone. */
export const roleHolders = defineWhole({
  name: 'role-holders',
  title: 'Privileged roles',
  permissions: ['RoleManagement.Read.Directory'],
  every: 'hour',
  async read(graph) {
    const rows: RoleHolderFacts[] = []
    for (const role of await readAll(graph, '/directoryRoles?$select=id,roleTemplateId', Role)) {
      const roleId = role.roleTemplateId?.toLowerCase() ?? ''
      const roleName = privilegedRoles[roleId]
      if (!roleName) continue
      const members = await readAll(graph, `/directoryRoles/${role.id}/members?$select=id`, Member)
      const users = members.filter((member) => member['@odata.type'] === '#microsoft.graph.user')
      rows.push(...users.map(({ id }) => ({ personId: id, roleId, roleName })))
    }
    return rows
  },
  write: writeRoleHolders,
})
