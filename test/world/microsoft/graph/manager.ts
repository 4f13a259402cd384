import { enter, mastered, presentUser, readExactly, refuseBody } from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { badRequest, denied, notFound } from './refusal.ts'

/** `PUT /users/{id}/manager/$ref` */
export function setManager(call: GraphCall): GraphAnswer {
  const { tenant, root } = call
  const { '@odata.id': address } = readExactly(call.body, 'reference', ['@odata.id'])
  const text = String(address)
  const [, id = ''] = /^\/(?:users|directoryObjects)\/([0-9a-f-]{36})$/.exec(text.slice(root.length)) ?? []
  if (!text.startsWith(root) || !id) throw badRequest("Invalid URL specified for '@odata.id'.")
  const user = presentUser(call)
  if (user.onPremisesSyncEnabled) throw mastered()
  if (!tenant.users.has(id)) throw notFound(id)
  tenant.updateUser(user.id, { managerId: id })
  enter(call, 'Set manager', user.id, id)
  return { status: 204 }
}

/** `DELETE /users/{id}/manager/$ref` */
export function removeManager(call: GraphCall): GraphAnswer {
  refuseBody(call, 'Removing the manager')
  const user = presentUser(call)
  if (user.onPremisesSyncEnabled) throw mastered()
  if (!user.managerId) throw notFound('manager')
  call.tenant.updateUser(user.id, { managerId: null })
  enter(call, 'Remove manager', user.id)
  return { status: 204 }
}

/** `DELETE /users/{id}/manager` without `/$ref`: the manager is deleted, where the application may. */
export function deleteThroughManager(call: GraphCall): GraphAnswer {
  const { managerId } = presentUser(call)
  if (!call.roles.has('User.DeleteRestore.All')) throw denied()
  if (!managerId) throw notFound('manager')
  call.tenant.softDelete(managerId)
  enter(call, 'Delete user', managerId)
  return { status: 204 }
}
