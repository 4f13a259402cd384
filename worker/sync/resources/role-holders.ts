import { writeRoleHolders } from '../../store/role-rows.ts'
import { defineWhole } from '../resource.ts'
import { privilegedName, readRoleAssignments } from '../role-assignments.ts'

/**
 * Who holds a privileged role, persons and groups: quick actions on them, and on the groups' members, are refused.
 * Once a day, because every action asks Microsoft itself as well.
 */
export const roleHolders = defineWhole({
  name: 'role-holders',
  title: 'Privileged roles',
  permissions: ['RoleManagement.Read.Directory'],
  every: 'day',
  async read(graph) {
    const assignments = await readRoleAssignments(graph, null)
    const rows = assignments.flatMap((assignment) => {
      const roleName = privilegedName(assignment)
      if (roleName === null) return []
      const { principalId, roleDefinitionId: roleId } = assignment
      return [{ principalId, roleId, roleName }]
    })
    // One role can be held in several administrative units.
    return [...new Map(rows.map((row) => [`${row.principalId} ${row.roleId}`, row])).values()]
  },
  write: writeRoleHolders,
})
