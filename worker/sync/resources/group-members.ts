import {
  groupsToRead,
  type Membership,
  membershipHashes,
  writeMemberships,
} from '../../store/group-member-rows.ts'
import { hashOf } from '../hash.ts'
import { readMemberships } from '../read-memberships.ts'
import { defineWhole } from '../resource.ts'

/** Members of the groups that decide something: those that rules name, those that can hold roles, those in them. */
export const groupMembers = defineWhole<Membership>({
  name: 'group-members',
  title: 'Group members',
  permissions: ['GroupMember.Read.All'],
  every: 'hour',
  async read(graph, { deps, tenantId }) {
    const known = await membershipHashes(deps, tenantId)
    const read = await readMemberships(deps, graph, await groupsToRead(deps, tenantId))
    return Promise.all(
      [...read].map(async ([groupId, members]) => {
        const membersHash = await hashOf(members)
        return { groupId, membersHash, members: known.get(groupId) === membersHash ? null : members }
      }),
    )
  },
  changedIn: (rows) => rows.filter(({ members }) => members !== null).length,
  write: writeMemberships,
})
