import type { StoredGroup } from '../directory/group.ts'
import { enter, mastered, readExactly, refuseBody } from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { showObject } from './directory-object.ts'
import { badRequest, denied, notFound } from './refusal.ts'

/** `POST /groups/{id}/members/$ref` */
export function addMember(call: GraphCall): GraphAnswer {
  const { tenant, root } = call
  const { '@odata.id': address } = readExactly(call.body, 'reference', ['@odata.id'])
  const [, id = ''] = /^\/(?:directoryObjects|users)\/([0-9a-f-]{36})$/.exec(below(root, address)) ?? []
  const group = editable(call)
  if (!tenant.users.has(id)) throw notFound(id)
  if (group.members.has(id))
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    )
  tenant.groups.addMember(group.id, id)
  enter(call, 'Add member to group', id, group.id)
  return { status: 204 }
}

/** `DELETE /groups/{id}/members/{id}/$ref` */
export function removeMember(call: GraphCall): GraphAnswer {
  refuseBody(call, 'Removing a member')
  const [, id = ''] = call.params
  const group = editable(call)
  if (!group.members.has(id)) throw notFound(id)
  call.tenant.groups.removeMember(group.id, id)
  enter(call, 'Remove member from group', id, group.id)
  return { status: 204 }
}

/** `DELETE /groups/{id}/members/{id}` without `/$ref`: the member itself is deleted, where the application may. */
export function deleteThroughGroup(call: GraphCall): GraphAnswer {
  const [, id = ''] = call.params
  if (!['User.DeleteRestore.All', 'User.ReadWrite.All'].some((name) => call.roles.has(name))) throw denied()
  if (!call.tenant.users.has(id)) throw notFound(id)
  call.tenant.softDelete(id)
  enter(call, 'Delete user', id)
  return { status: 204 }
}

function below(root: string, address: unknown): string {
  const text = String(address)
  if (!text.startsWith(`${root}/`)) throw badRequest("Invalid URL specified for '@odata.id'.")
  return text.slice(root.length)
}

/** A group whose members an application may change. */
function editable({ tenant, params, roles }: GraphCall): StoredGroup {
  const [id = ''] = params
  const group = tenant.groups.all.get(id.toLowerCase())
  if (!group) throw notFound(id)
  if (group.groupTypes.includes('DynamicMembership'))
    throw badRequest('Insufficient privileges to update a group with dynamic membership.')
  if (group.onPremisesSyncEnabled) throw mastered()
  if (group.mailEnabled && !group.groupTypes.includes('Unified'))
    throw badRequest('Cannot Update a mail-enabled security groups and or distribution list.')
  if (group.isAssignableToRole && !roles.has('RoleManagement.ReadWrite.Directory')) throw denied()
  return group
}

/** `GET /users/{id}/memberOf/{id}`: a direct membership, or 404. */
export function getMembership({ tenant, params, root }: GraphCall): GraphAnswer {
  const [userId = '', groupId = ''] = params
  const user = tenant.find(userId)
  if (!user) throw notFound(userId)
  const group = tenant.groups.directOf(user.id).find(({ id }) => id === groupId)
  const shown = group && showObject(tenant, group.id, null)
  if (!shown) throw notFound(groupId)
  return { body: { '@odata.context': `${root}/$metadata#directoryObjects/$entity`, ...shown } }
}
