import * as v from 'valibot'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Picked } from '../field.ts'
import type { GraphPort } from './define.ts'

const Guid = v.pipe(v.string(), v.toLowerCase(), v.uuid())

/** Object ids stand in paths: anything else is refused. */
export function objectId(picked: Picked | null): string {
  const id = v.safeParse(Guid, picked?.id)
  if (!id.success) throw new AppError('action.values')
  return id.output
}

/** Whether the person is a direct member: https://learn.microsoft.com/graph/api/user-list-memberof */
export async function isMember(graph: GraphPort, personId: string, groupId: string): Promise<boolean> {
  try {
    await graph.get(`/users/${personId}/memberOf/${groupId}`)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return false
    throw error
  }
}

/** Answers after which a reading tells whether it is as wanted all the same. */
const open: readonly ErrorCode[] = ['graph.unknownOutcome', 'group.notEditable', 'graph.notFound']

/** Sends, and where that is refused or its answer is lost, reads: already a member, or no longer one, is as good. */
async function until(isDone: () => Promise<boolean>, send: () => Promise<unknown>): Promise<void> {
  try {
    await send()
  } catch (error) {
    if (!(error instanceof AppError && open.includes(error.code))) throw error
    if ((await isDone().catch(() => false)) !== true) throw error
  }
}

/** https://learn.microsoft.com/graph/api/group-post-members */
export async function addMember(graph: GraphPort, personId: string, groupId: string): Promise<void> {
  const member = { '@odata.id': graph.address(`/directoryObjects/${personId}`) }
  await until(
    () => isMember(graph, personId, groupId),
    () => graph.post(`/groups/${groupId}/members/$ref`, member),
  )
}

/** https://learn.microsoft.com/graph/api/group-delete-members: without `/$ref` the person would be deleted. */
export async function removeMember(graph: GraphPort, personId: string, groupId: string): Promise<void> {
  await until(
    async () => !(await isMember(graph, personId, groupId)),
    () => graph.delete(`/groups/${groupId}/members/${personId}/$ref`),
  )
}

export interface GroupKind {
  groupTypes?: readonly string[] | null | undefined
  mailEnabled?: boolean | null | undefined
  onPremisesSyncEnabled?: boolean | null | undefined
  isAssignableToRole?: boolean | null | undefined
}

/**
 * Why members of this group cannot be changed through Graph, or null.
 * https://learn.microsoft.com/graph/api/group-post-members
 */
export function membershipRefusal(group: GroupKind): string | null {
  if (group.groupTypes?.includes('DynamicMembership'))
    return 'A rule says who is in it: change what the rule asks for.'
  if (group.onPremisesSyncEnabled) return 'It is kept in on-premises Active Directory: change it there.'
  // Distribution lists and mail-enabled security groups.
  if (group.mailEnabled && !group.groupTypes?.includes('Unified'))
    return 'Exchange keeps its members: use the Exchange admin centre.'
  if (group.isAssignableToRole) return 'It can give directory roles: use the Microsoft Entra admin centre.'
  return null
}
