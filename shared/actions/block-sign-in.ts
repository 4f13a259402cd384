import { toggle } from '../field.ts'
import { defineAction, isMasteredHere, laterStep, reads, sendOnce } from './define.ts'

/** https://learn.microsoft.com/graph/api/user-update: accountEnabled never shares a request with a password. */
export default defineAction({
  id: 'block-sign-in',
  title: 'Block sign-in',
  icon: 'blocked',
  role: 'technician',
  permissions: ['User.EnableDisableAccount.All', 'User.Read.All', 'User.RevokeSessions.All'],
  requires: () => ['User.EnableDisableAccount.All', 'User.Read.All'],
  area: 'signIn',
  fields: {
    revoke: toggle('Also end all sessions', {
      initial: true,
      help: 'Without this, whoever is signed in now stays so for up to an hour or more.',
    }),
  },
  danger: 'reversible',
  protectsPrivileged: true,
  refusesSelf: true,

  applies(person) {
    if (!person.deletedAt && !person.accountEnabled) return 'Sign-in is blocked already.'
    return isMasteredHere(person)
  },
  confirm({ displayName }, { revoke }) {
    return `Block sign-in for ${displayName}${revoke ? ' and end all sessions' : ''}?`
  },
  button: 'Block sign-in',
  undoneBy: 'unblock-sign-in',
  audit: ({ userPrincipalName }) => `Blocked sign-in for ${userPrincipalName}`,
  unknownNext: 'Look again in a few minutes, before you try once more.',

  async run({ graph, person, values }) {
    await sendOnce(
      () => graph.patch(`/users/${person.id}`, { accountEnabled: false }),
      () => reads(graph, person, { accountEnabled: false }),
    )
    if (!values.revoke) return
    const ended = await laterStep('End all sessions', () =>
      graph.post(`/users/${person.id}/revokeSignInSessions`),
    )
    return { steps: [{ title: 'Block sign-in', state: 'done', text: null }, ended] }
  },
  verify: ({ graph, person }) => reads(graph, person, { accountEnabled: false }),
})
