import { defineAction } from './define.ts'

/** https://learn.microsoft.com/graph/api/user-revokesigninsessions: documented as 204, answers 200 with a value. */
export default defineAction({
  id: 'revoke-sessions',
  title: 'End all sessions',
  icon: 'sessions',
  role: 'technician',
  permissions: ['User.RevokeSessions.All'],
  area: 'signIn',
  fields: {},
  danger: 'reversible',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: ({ deletedAt }) => (deletedAt ? 'This account has been deleted.' : true),
  confirm: ({ displayName }) => `Sign ${displayName} out of every session on every device?`,
  button: 'End all sessions',
  audit: ({ userPrincipalName }) => `Ended all sessions of ${userPrincipalName}`,
  unknownNext: 'End the sessions once more: doing it twice does no harm.',

  async run({ graph, person }) {
    await graph.post(`/users/${person.id}/revokeSignInSessions`)
    return undefined
  },
})
