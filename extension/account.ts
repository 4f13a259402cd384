import { i18n } from '#i18n'
import type { Nobody, PersonView } from '#shared/contract.ts'
import { accountState } from '#shared/person.ts'
import { problemSaid } from './error-said.ts'
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
      title: i18n.t('app.accountDeleted'),
      text: i18n.t('app.administratorCanRestoreItIn'),
    }
  if (state === 'enabled') return null
  return isSynced
    ? {
        about: 'account',
        tone: 'danger',
        title: i18n.t('app.signInBlockedInActive'),
        text: i18n.t('app.enableAccountOnPremisesMicrosoft'),
      }
    : {
        about: 'account',
        tone: 'danger',
        title: i18n.t('app.signInBlocked'),
        text: i18n.t('app.nothingMicrosoft365OpensFor'),
      }
}

function tenantProblem({ tenantName, tenantProblem: problem }: PersonView): PersonProblem | null {
  if (!problem) return null
  const text = problemSaid(problem)
  return { about: 'tenant', tone: 'warning', title: i18n.t('app.notUpToDate', { tenantName }), text }
}

function licenceProblem({ person, licences }: PersonView): PersonProblem | null {
  const faulty = licences.find(({ problem }) => problem !== null)
  if (faulty && !person.deletedAt) {
    const isHeld = person.skuIds.includes(faulty.skuId)
    return {
      about: 'licence',
      tone: 'warning',
      title: isHeld ? i18n.t('app.licenceHasProblem') : i18n.t('app.licenceCouldNotBeGiven'),
      text: i18n.t('app.licenceProblem', { licence: faulty.name, problem: String(faulty.problem) }),
    }
  }
  if (licences.length > 0 || person.userType === 'Guest' || person.deletedAt) return null
  return {
    about: 'licence',
    tone: 'info',
    title: i18n.t('app.noLicence'),
    text: i18n.t('app.noMailboxAndNoApps'),
  }
}

/** "Practice manager · Contoso Dental" */
export function aboutPerson({ person, tenantName }: PersonView, organisation: string | null): string {
  return joinForeign([person.jobTitle, organisation ?? tenantName])
}

const nobodyTitles: Record<Nobody['why'], string> = {
  noContact: i18n.t('app.noContactOnTicket'),
  noEmail: i18n.t('app.contactHasNoEMail'),
  notMapped: i18n.t('app.noMicrosoftTenantYet'),
  notInTenant: i18n.t('app.nobodyFound'),
  ambiguous: i18n.t('app.moreThanOnePersonFits'),
}
export function nobodyTitle({ why }: Pick<Nobody, 'why'>): string {
  return nobodyTitles[why]
}
