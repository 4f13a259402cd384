import { type ActionStep, reads } from '../actions/define.ts'
import { createPassphrase } from '../actions/passphrase.ts'
import type { Person } from '../person.ts'

const isSynced = ({ onPremisesSyncEnabled }: Person) => onPremisesSyncEnabled
const isGuest = ({ userPrincipalName }: Person) => /#EXT#@/i.test(userPrincipalName)
const elsewhere = 'This guest signs in with an account of another organisation.'
const leftOut = 'Left out.'

/** https://learn.microsoft.com/graph/api/user-update: what Active Directory masters it sets back. */
export function blockStep(person: Person, isWanted: boolean): ActionStep<unknown> {
  const about = { id: 'block', title: 'Block sign-in' }
  if (!isWanted) return { ...about, skip: leftOut }
  if (isSynced(person)) {
    const text = 'Disable the account in on-premises Active Directory, which masters it.'
    return { ...about, manual: { text, centre: 'entra' } }
  }
  return {
    ...about,
    async run({ graph }) {
      await graph.patch(`/users/${person.id}`, { accountEnabled: false })
      return undefined
    },
    verify: ({ graph }) => reads(graph, person, { accountEnabled: false }),
  }
}

/** https://learn.microsoft.com/graph/api/user-revokesigninsessions */
export function revokeStep(person: Person, isWanted: boolean): ActionStep<unknown> {
  const about = { id: 'revoke', title: 'End all sessions' }
  if (!isWanted) return { ...about, skip: leftOut }
  return {
    ...about,
    async run({ graph }) {
      await graph.post(`/users/${person.id}/revokeSignInSessions`)
      return undefined
    },
  }
}

/** hidden: a password that nobody ever sees, so that the old one opens nothing any more. */
export function resetStep(person: Person, how: 'shown' | 'hidden' | 'no'): ActionStep<unknown> {
  const about = { id: 'reset', title: 'Reset password' }
  if (how === 'no') return { ...about, skip: leftOut }
  if (isGuest(person)) return { ...about, skip: elsewhere }
  if (isSynced(person)) {
    const text = 'Reset the password in on-premises Active Directory, which masters it.'
    return { ...about, manual: { text, centre: 'entra' } }
  }
  return {
    ...about,
    async run({ graph, random }) {
      const password = createPassphrase(random, person.userPrincipalName)
      const profile = { password, forceChangePasswordNextSignIn: true }
      await graph.patch(`/users/${person.id}`, { passwordProfile: profile })
      if (how === 'hidden') return { text: 'To one that nobody has seen.' }
      return { secret: { label: 'New password', value: password } }
    },
  }
}
