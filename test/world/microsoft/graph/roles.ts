import { type RoleAssignment, type RoleTemplate, roleTemplates } from '../directory/role.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { collection, type GraphAnswer, type GraphCall, pick } from './call.ts'
import { readObjectSelect, showObject } from './directory-object.ts'
import { notFound, unsupportedQuery } from './refusal.ts'

/** `$expand` of directory objects shows at most this many. */
const mostExpanded = 20

/** A role exists in a tenant once it was given to somebody; its id there differs from the template's. */
export function roleIdOf(tenant: EntraTenant, template: RoleTemplate): string {
  return `${template.id.slice(0, 24)}${tenant.id.slice(-12)}`
}

function activeRoles({ roleAssignments }: EntraTenant): RoleTemplate[] {
  return roleTemplates.filter(({ id }) => roleAssignments.some(({ roleTemplateId }) => roleTemplateId === id))
}

export function listDirectoryRoles(call: GraphCall): GraphAnswer {
  const { tenant, query } = call
  const expand = query.get('$expand')
  const shape = /^members(?:\(\$select=([\w,]+)\))?$/.exec(expand ?? 'members')
  if (!shape) throw unsupportedQuery(`Unsupported $expand: '${expand}'.`)
  const wanted = wantedTemplate(query.get('$filter'))
  const roles = activeRoles(tenant).filter(({ id }) => wanted === null || id === wanted)
  const value = roles.map((role) => ({
    ...pick(call, 'directoryRole', directoryRole(tenant, role)),
    ...(expand === null ? {} : { members: membersOf(tenant, role, shape[1] ?? null).slice(0, mostExpanded) }),
  }))
  return collection(call, 'directoryRoles', value)
}

function wantedTemplate(filter: string | null): string | null {
  if (filter === null) return null
  const id = /^roleTemplateId eq '([0-9a-f-]{36})'$/.exec(filter)?.[1]
  if (!id) throw unsupportedQuery(`Unsupported or invalid query filter clause specified: '${filter}'.`)
  return id
}

export function listRoleMembers(call: GraphCall): GraphAnswer {
  const { tenant, params, query } = call
  const [roleId = ''] = params
  const role = activeRoles(tenant).find((template) => roleIdOf(tenant, template) === roleId)
  if (!role) throw notFound(roleId)
  return collection(call, 'directoryObjects', membersOf(tenant, role, query.get('$select')))
}

export function directoryRole(tenant: EntraTenant, template: RoleTemplate): Record<string, unknown> {
  return {
    id: roleIdOf(tenant, template),
    deletedDateTime: null,
    description: `Can do what a ${template.name} does.`,
    displayName: template.name,
    roleTemplateId: template.id,
  }
}

/** Users, and role-assignable groups: who is in those has to be read there. */
function membersOf(tenant: EntraTenant, template: RoleTemplate, text: string | null) {
  const select = readObjectSelect(text)
  return tenant.roleAssignments
    .filter(({ roleTemplateId }) => roleTemplateId === template.id)
    .flatMap(({ principalId }) => showObject(tenant, principalId, select) ?? [])
}

/** `GET /roleManagement/directory/roleAssignments`, `$filter` on principal or definition, `$expand` of one of them. */
export function listRoleAssignments(call: GraphCall): GraphAnswer {
  const { tenant, query } = call
  const matches = readAssignmentFilter(query.get('$filter'))
  const expand = query.get('$expand')
  if (expand !== null && expand !== 'principal' && expand !== 'roleDefinition') {
    throw unsupportedQuery('Expand supports one of principal and roleDefinition at a time.')
  }
  const value = tenant.roleAssignments.filter(matches).map((assignment) => ({
    ...pick(call, 'unifiedRoleAssignment', shown(assignment)),
    ...(expand === 'principal' ? { principal: principalOf(tenant, assignment) } : {}),
    ...(expand === 'roleDefinition' ? { roleDefinition: definitionOf(assignment.roleTemplateId) } : {}),
  }))
  return collection(call, 'roleManagement/directory/roleAssignments', value)
}

function readAssignmentFilter(filter: string | null): (assignment: RoleAssignment) => boolean {
  if (filter === null) return () => true
  const [, name, id] = /^(principalId|roleDefinitionId) eq '([0-9a-f-]{36})'$/.exec(filter) ?? []
  if (!name) throw unsupportedQuery(`Unsupported or invalid query filter clause specified: '${filter}'.`)
  return (assignment) => (name === 'principalId' ? assignment.principalId : assignment.roleTemplateId) === id
}

function shown({ id, principalId, roleTemplateId }: RoleAssignment): Record<string, unknown> {
  return { id, principalId, directoryScopeId: '/', roleDefinitionId: roleTemplateId }
}

function principalOf(tenant: EntraTenant, { principalId }: RoleAssignment) {
  return showObject(tenant, principalId, null)
}

function definitionOf(templateId: string): Record<string, unknown> | null {
  const template = roleTemplates.find(({ id }) => id === templateId)
  return template ? roleDefinition(template) : null
}

/** v1.0 does not say which definition is privileged: that is beta. */
function roleDefinition({ id, name }: RoleTemplate): Record<string, unknown> {
  return {
    id,
    description: `Can do what a ${name} does.`,
    displayName: name,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: id,
    version: '1',
    rolePermissions: [
      { allowedResourceActions: ['microsoft.directory/users/standard/read'], condition: null },
    ],
  }
}

export function listRoleDefinitions(call: GraphCall): GraphAnswer {
  const value = roleTemplates.map((template) => pick(call, 'unifiedRoleDefinition', roleDefinition(template)))
  return {
    body: { '@odata.context': `${call.root}/$metadata#roleManagement/directory/roleDefinitions`, value },
  }
}
