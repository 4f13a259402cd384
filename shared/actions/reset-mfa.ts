import { toggle } from '../field.ts'
import { defineAction, isNoGuest, laterStep, type Step } from './define.ts'
import { readMethods, removeMethods } from './methods.ts'

const none: Step = { title: 'Remove MFA methods', state: 'skipped', text: 'There were none.' }

/** Everything but the password goes, so that the person registers anew at the next sign-in. */
export default defineAction({
  id: 'reset-mfa',
  title: 'Reset MFA',
  icon: 'phoneReset',
  role: 'technician',
  permissions: ['UserAuthenticationMethod.ReadWrite.All', 'User.RevokeSessions.All'],
  requires: () => ['UserAuthenticationMethod.ReadWrite.All'],
  area: 'signIn',
  fields: {
    revoke: toggle('Also end all sessions', {
      initial: true,
      help: 'Without this, whoever is signed in now is not asked to register for a while.',
    }),
  },
  danger: 'hardToUndo',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: (person) =>
    isNoGuest(person, 'This guest proves who they are at another organisation: MFA is reset there.'),
  confirm({ displayName }, { revoke }) {
    return `Remove every MFA method of ${displayName}${revoke ? ' and end all sessions' : ''}?`
  },
  button: 'Reset MFA',
  audit: ({ userPrincipalName }) => `Reset the MFA methods of ${userPrincipalName}`,
  unknownNext: 'Look at the MFA methods of the person, then reset once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    const methods = await readMethods(graph, person.id)
    const steps = methods.length === 0 ? [none] : await removeMethods(graph, methods)
    if (values.revoke) {
      const end = () => graph.post(`/users/${person.id}/revokeSignInSessions`)
      steps.push(await laterStep('End all sessions', end))
    }
    return { steps }
  },
  async verify({ graph, person }) {
    const left = await readMethods(graph, person.id)
    return left.every(({ path }) => path === null)
  },
})
