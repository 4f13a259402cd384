import { AppError } from '../errors.ts'
import { defineAction, isMasteredHere, sendOnce } from './define.ts'
import { isPresent } from './presence.ts'

/** https://learn.microsoft.com/graph/api/user-delete: restorable for 30 days; the licences are free at once. */
export default defineAction({
  id: 'delete-person',
  title: 'Delete account',
  icon: 'personDelete',
  role: 'technician',
  permissions: ['User.DeleteRestore.All', 'User.Read.All'],
  requires: () => ['User.DeleteRestore.All'],
  area: 'account',
  fields: {},
  danger: 'destructive',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: isMasteredHere,
  confirm: ({ displayName }) =>
    `Delete the account of ${displayName} with mailbox and files, which can be restored for 30 days?`,
  button: 'Delete account',
  audit: ({ userPrincipalName }) => `Deleted the account ${userPrincipalName}, restorable for 30 days`,
  changes: ['person', 'licences'],
  unknownNext: 'Look again in a few minutes, before you try once more.',

  async run({ graph, person }) {
    const isGone = async () => !(await isPresent(graph, person.id))
    try {
      await sendOnce(() => graph.delete(`/users/${person.id}`), isGone)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'graph.notFound' && (await isGone()))) throw error
    }
    return undefined
  },
  verify: async ({ graph, person }) => !(await isPresent(graph, person.id)),
})
