import { defineAction, sendOnce } from './define.ts'
import { isPresent } from './presence.ts'

/** https://learn.microsoft.com/graph/api/directory-deleteditems-restore: within 30 days, groups and all. */
export default defineAction({
  id: 'restore-person',
  title: 'Restore account',
  icon: 'personRestore',
  role: 'technician',
  permissions: ['User.DeleteRestore.All', 'User.Read.All'],
  requires: () => ['User.DeleteRestore.All'],
  area: 'account',
  fields: {},
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: true,

  applies(person) {
    if (!person.deletedAt) return 'This account is not deleted.'
    if (!person.onPremisesSyncEnabled) return true
    return 'This account is mastered in on-premises Active Directory: restore it there.'
  },
  confirm: ({ displayName }) => `Restore the account of ${displayName}?`,
  button: 'Restore account',
  audit: ({ userPrincipalName }) => `Restored the account ${userPrincipalName}`,
  changes: ['person', 'licences'],
  unknownNext: 'Look again in a few minutes, before you try once more.',

  async run({ graph, person }) {
    await sendOnce(
      () => graph.post(`/directory/deletedItems/${person.id}/restore`),
      () => isPresent(graph, person.id),
    )
    return undefined
  },
  verify: ({ graph, person }) => isPresent(graph, person.id),
})
