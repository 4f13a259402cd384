import * as v from 'valibot'
import type { Graph } from '../graph/client.ts'
import { ObjectId, parserOf } from './parse-item.ts'
import { privilegedRoles } from './privileged-roles.ts'
import { readAll } from './resource.ts'

const RoleAssignment = v.object({
  /** A person, a group whose members hold the role, or an application */
  principalId: ObjectId,
  /** Template id of a built-in role; of a custom one, its own id */
  roleDefinitionId: v.pipe(v.string(), v.toLowerCase()),
  roleDefinition: v.nullish(
    v.object({ displayName: v.nullish(v.string()), isBuiltIn: v.nullish(v.boolean()) }),
  ),
})
export type RoleAssignment = v.InferOutput<typeof RoleAssignment>
const parse = parserOf(RoleAssignment, 'unifiedRoleAssignment')

/**
 * Who holds which directory role, the whole tenant or an administrative unit: of everyone, or of one principal.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 */
export function readRoleAssignments(graph: Graph, principalId: string | null): Promise<RoleAssignment[]> {
  const filter =
    principalId === null ? '' : `$filter=${encodeURIComponent(`principalId eq '${principalId}'`)}&`
  return readAll(graph, `/roleManagement/directory/roleAssignments?${filter}$expand=roleDefinition`, parse)
}

/** The role's name when it is privileged. A role of the customer's own making may allow anything, so it counts. */
export function privilegedName({ roleDefinitionId, roleDefinition }: RoleAssignment): string | null {
  const known = privilegedRoles[roleDefinitionId]
  if (known) return known
  return roleDefinition?.isBuiltIn === true ? null : (roleDefinition?.displayName ?? 'a custom role')
}
