import type { PersonView } from '#shared/contract.ts'
import { accountOf } from '../../account.ts'

/** What the state of an account means for the person, most telling first; a sentence each. */
export function meaningOf(view: PersonView): string[] {
  const { state, isGuest, isSynced } = accountOf(view)
  const kinds = [
    isGuest && 'A guest: they sign in with an account of another organisation, which keeps password and MFA.',
    isSynced && 'Mastered in on-premises Active Directory: name, password and state are changed there.',
    view.person.isResourceAccount && 'It stands for a device or a service; no person signs in with it.',
  ]
  return [states[state], ...kinds.filter((kind) => kind !== false)]
}

const states = {
  enabled: 'The account is on. Microsoft may still ask for MFA, or refuse by Conditional Access.',
  // https://learn.microsoft.com/entra/identity/users/users-revoke-access
  blocked:
    'Microsoft refuses every sign-in. What is open already can go on for about an hour, unless sessions are ended.',
  // https://learn.microsoft.com/entra/fundamentals/users-restore
  deleted:
    'Microsoft keeps a deleted account for 30 days. Restored before then, it has its licences and mailbox again.',
}
