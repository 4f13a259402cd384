import { defineAction, isMasteredHere, reads, sendOnce } from './define.ts'

/** https://learn.microsoft.com/graph/api/user-update */
export default defineAction({
  id: 'unblock-sign-in',
  title: 'Unblock sign-in',
  icon: 'signIn',
  role: 'technician',
  permissions: ['User.EnableDisableAccount.All', 'User.Read.All'],
  area: 'signIn',
  fields: {},
  danger: 'reversible',
  protectsPrivileged: true,
  refusesSelf: true,

  applies(person) {
    if (!person.deletedAt && person.accountEnabled) return 'Sign-in is not blocked.'
    return isMasteredHere(person)
  },
  confirm: ({ displayName }) => `Allow ${displayName} to sign in again?`,
  button: 'Unblock sign-in',
  undoneBy: 'block-sign-in',
  audit: ({ userPrincipalName }) => `Unblocked sign-in for ${userPrincipalName}`,
  unknownNext: 'Look again in a few minutes, before you try once more.',

  async run({ graph, person }) {
    await sendOnce(
      () => graph.patch(`/users/${person.id}`, { accountEnabled: true }),
      () => reads(graph, person, { accountEnabled: true }),
    )
    return undefined
  },
  verify: ({ graph, person }) => reads(graph, person, { accountEnabled: true }),
})
