import { choice, secret, toggle } from '../field.ts'
import { defineAction, isMasteredHere, laterStep } from './define.ts'
import { checkPassword, createPassphrase } from './passphrase.ts'

/** https://learn.microsoft.com/graph/api/user-update: passwordProfile has a permission of its own. */
export default defineAction({
  id: 'reset-password',
  title: 'Reset password',
  icon: 'keyReset',
  role: 'technician',
  permissions: ['User-PasswordProfile.ReadWrite.All', 'User.RevokeSessions.All'],
  requires: () => ['User-PasswordProfile.ReadWrite.All'],
  caution: { directoryRole: 'User Administrator' },
  area: 'signIn',
  fields: {
    mode: choice('New password', { passphrase: 'Generate a passphrase', own: 'Type one' }, 'passphrase'),
    password: secret('Password', {
      required: false,
      verbatim: true,
      maxLength: 256,
      when: { field: 'mode', is: 'own' },
      help: 'At least 8 characters, with three of: small letters, capital letters, digits, symbols.',
    }),
    mustChange: toggle('Must change it at next sign-in', { initial: true }),
    revoke: toggle('Also end all sessions'),
  },
  danger: 'hardToUndo',
  protectsPrivileged: true,
  refusesSelf: true,

  applies(person) {
    if (/#EXT#@/i.test(person.userPrincipalName)) {
      return 'This guest signs in with an account of another organisation: its password is reset there.'
    }
    return isMasteredHere(person)
  },
  check({ userPrincipalName }, { mode, password }) {
    return mode === 'own' ? checkPassword(password, userPrincipalName) : true
  },
  confirm({ displayName }, { mode, mustChange, revoke }) {
    const which = mode === 'own' ? 'the password you typed' : 'a new passphrase'
    const then = mustChange ? ', to be changed at the next sign-in' : ''
    return `Reset the password of ${displayName} to ${which}${then}${revoke ? ', and end all sessions' : ''}?`
  },
  button: 'Reset password',
  givesSecret: ({ mode }) => mode === 'passphrase',
  audit({ userPrincipalName }, { mustChange }) {
    return `Reset the password of ${userPrincipalName}${mustChange ? ', to be changed at the next sign-in' : ''}`
  },
  unknownNext: 'Reset the password again: whichever was set last counts.',

  async run({ graph, person, values, random }) {
    const isOwn = values.mode === 'own'
    const password = isOwn ? values.password : createPassphrase(random, person.userPrincipalName)
    await graph.patch(`/users/${person.id}`, {
      passwordProfile: { password, forceChangePasswordNextSignIn: values.mustChange },
    })
    const shown = isOwn ? undefined : { label: 'New password', value: password }
    if (!values.revoke) return { secret: shown }
    const ended = await laterStep('End all sessions', () =>
      graph.post(`/users/${person.id}/revokeSignInSessions`),
    )
    return { secret: shown, steps: [{ title: 'Reset password', state: 'done', text: null }, ended] }
  },
})
