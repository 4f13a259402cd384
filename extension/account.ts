import type { Nobody, PersonView } from '#shared/contract.ts'
import { accountState } from '#shared/person.ts'
import type { AccountProblem, AccountState } from './ticket/account.ts'
import { joinForeign } from './ui/join-foreign.ts'

/** https://learn.microsoft.com/graph/api/resources/deleteditems: restorable for 30 days. */
const restorableMilliseconds = 30 * 24 * 60 * 60_000

export function accountOf({ person, roles }: PersonView): AccountState {
  const until = person.deletedAt ? Date.parse(person.deletedAt) + restorableMilliseconds : Number.NaN
  return {
    state: accountState(person),
    restorableUntil: Number.isFinite(until) ? new Date(until).toISOString() : null,
    isGuest: person.userType === 'Guest',
    isSynced: person.onPremisesSyncEnabled,
    roles,
  }
}

/** A problem, and where its remedy is. */
export interface PersonProblem extends AccountProblem {
  about: 'account' | 'tenant' | 'licence'
}

/** What is wrong, worst first. */
export function problemsOf(view: PersonView): PersonProblem[] {
  return [signInProblem(view), tenantProblem(view), licenceProblem(view)].filter(
    (problem) => problem !== null,
  )
}

function signInProblem(view: PersonView): PersonProblem | null {
  const { state, isSynced } = accountOf(view)
  if (state === 'deleted')
    return {
      about: 'account',
      tone: 'danger',
      title: 'The account is deleted',
      text: 'An administrator can restore it in the Microsoft Entra admin centre while Microsoft keeps it.',
    }
  if (state === 'enabled') return null
  return isSynced
    ? {
        about: 'account',
        tone: 'danger',
        title: 'Sign-in is blocked in Active Directory',
        text: 'Enable the account on premises. Microsoft follows within about 30 minutes.',
      }
    : {
        about: 'account',
        tone: 'danger',
        title: 'Sign-in is blocked',
        text: 'Nothing of Microsoft 365 opens for this person until it is unblocked.',
      }
}

function tenantProblem({ tenantName, tenantProblem: problem }: PersonView): PersonProblem | null {
  if (!problem) return null
  const text = [problem.text, problem.next].filter(Boolean).join(' ')
  return { about: 'tenant', tone: 'warning', title: `${tenantName} is not up to date`, text }
}

function licenceProblem({ person, licences }: PersonView): PersonProblem | null {
  const faulty = licences.find(({ problem }) => problem !== null)
  if (faulty && !person.deletedAt) {
    const isHeld = person.skuIds.includes(faulty.skuId)
    return {
      about: 'licence',
      tone: 'warning',
      title: isHeld ? 'A licence has a problem' : 'A licence could not be given',
      text: `${faulty.name}: ${faulty.problem}`,
    }
  }
  if (licences.length > 0 || person.userType === 'Guest' || person.deletedAt) return null
  return {
    about: 'licence',
    tone: 'info',
    title: 'No licence',
    text: 'No mailbox and no apps come with this account until a licence is assigned.',
  }
}

/** "Practice manager · Contoso Dental" */
export function aboutPerson({ person, tenantName }: PersonView, organisation: string | null): string {
  return joinForeign([person.jobTitle, organisation ?? tenantName])
}

const nobodyTitles: Record<Nobody['why'], string> = {
  noContact: 'No contact on this ticket',
  noEmail: 'The contact has no e-mail',
  notMapped: 'No Microsoft tenant yet',
  notInTenant: 'Nobody found',
  ambiguous: 'More than one person fits',
}
export function nobodyTitle({ why }: Pick<Nobody, 'why'>): string {
  return nobodyTitles[why]
}
