import { pick } from '../field.ts'
import { defineAction, isHere } from './define.ts'
import { objectId, removeMember } from './membership.ts'

export default defineAction({
  id: 'remove-from-group',
  title: 'Remove from a group',
  icon: 'groupRemove',
  role: 'technician',
  permissions: ['GroupMember.ReadWrite.All', 'User.Read.All'],
  requires: () => ['GroupMember.ReadWrite.All'],
  area: 'groups',
  fields: { group: pick('Group', { from: 'groupsOfPerson' }) },
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: true,

  applies: isHere,
  confirm: ({ displayName }, { group }) => `Remove ${displayName} from the group ${group?.name}?`,
  button: 'Remove from group',
  undoneBy: 'add-to-group',
  audit: ({ userPrincipalName }, { group }) => `Removed ${userPrincipalName} from the group ${group?.name}`,
  changes: ['person', 'groups'],
  unknownNext: 'Look at the groups of the person, then remove once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    await removeMember(graph, person.id, objectId(values.group))
    return undefined
  },
})
