import { AppError } from '../errors.ts'
import { defineAction, isMasteredHere, sendOnce } from './define.ts'
import { readManager } from './manager.ts'

/** https://learn.microsoft.com/graph/api/user-delete-manager: without `/$ref` it would be the manager that is deleted. */
export default defineAction({
  id: 'remove-manager',
  title: 'Remove manager',
  icon: 'managerOff',
  role: 'technician',
  permissions: ['User.ReadWrite.All'],
  area: 'profile',
  fields: {},
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: false,

  applies: isMasteredHere,
  confirm: ({ displayName }) => `Leave ${displayName} without a manager?`,
  button: 'Remove manager',
  audit: ({ userPrincipalName }) => `Removed the manager of ${userPrincipalName}`,
  unknownNext: 'Remove the manager once more: doing it twice does no harm.',

  async run({ graph, person }) {
    const isGone = async () => (await readManager(graph, person.id)) === null
    try {
      await sendOnce(() => graph.delete(`/users/${person.id}/manager/$ref`), isGone)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'graph.notFound' && (await isGone()))) throw error
    }
    return undefined
  },
  verify: async ({ graph, person }) => (await readManager(graph, person.id)) === null,
})
