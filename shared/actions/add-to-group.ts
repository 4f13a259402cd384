import { pick } from '../field.ts'
import { defineAction, isHere } from './define.ts'
import { addMember, objectId } from './membership.ts'

export default defineAction({
  id: 'add-to-group',
  title: 'Add to a group',
  icon: 'groupAdd',
  role: 'technician',
  permissions: ['GroupMember.ReadWrite.All', 'User.Read.All'],
  requires: () => ['GroupMember.ReadWrite.All'],
  area: 'groups',
  fields: { group: pick('Group', { from: 'joinableGroups', search: true }) },
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: true,

  applies: isHere,
  confirm: ({ displayName }, { group }) => `Add ${displayName} to the group ${group?.name}?`,
  button: 'Add to group',
  undoneBy: 'remove-from-group',
  audit: ({ userPrincipalName }, { group }) => `Added ${userPrincipalName} to the group ${group?.name}`,
  changes: ['person', 'groups'],
  unknownNext: 'Look at the groups of the person, then add once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    await addMember(graph, person.id, objectId(values.group))
    return undefined
  },
})
