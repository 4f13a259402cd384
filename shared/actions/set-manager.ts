import { pick } from '../field.ts'
import { defineAction, isMasteredHere, sendOnce } from './define.ts'
import { readManager } from './manager.ts'
import { objectId } from './membership.ts'

/** https://learn.microsoft.com/graph/api/user-post-manager */
export default defineAction({
  id: 'set-manager',
  title: 'Set manager',
  icon: 'manager',
  role: 'technician',
  permissions: ['User.ReadWrite.All'],
  area: 'profile',
  fields: { manager: pick('Manager', { from: 'persons', search: true }) },
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: false,

  applies: isMasteredHere,
  confirm: ({ displayName }, { manager }) => `Make ${manager?.name} the manager of ${displayName}?`,
  button: 'Set manager',
  audit: ({ userPrincipalName }, { manager }) => `Made ${manager?.name} the manager of ${userPrincipalName}`,
  unknownNext: 'Look at the manager of the person, then set once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    const managerId = objectId(values.manager)
    await sendOnce(
      () =>
        graph.put(`/users/${person.id}/manager/$ref`, { '@odata.id': graph.address(`/users/${managerId}`) }),
      async () => (await readManager(graph, person.id)) === managerId,
    )
    return undefined
  },
})
