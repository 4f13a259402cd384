interface AssignedLicence {
  skuId: string
  disabledPlans: string[]
}

export interface LicenceState {
  skuId: string
  assignedByGroup: string | null
  state: 'Active' | 'ActiveWithError' | 'Disabled' | 'Error'
  error: string
  lastUpdatedDateTime: string
  disabledPlans: string[]
}

/**
 * A user as the directory store keeps it, in Graph's names. A property that is absent was never set; null was
 * cleared: `/users/delta` tells them apart.
 */
export interface EntraUser {
  id: string
  userPrincipalName: string
  displayName: string
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  createdDateTime: string
  deletedDateTime?: string | null
  givenName?: string | null
  surname?: string | null
  mail?: string | null
  mailNickname?: string | null
  otherMails?: string[]
  proxyAddresses?: string[]
  businessPhones?: string[]
  mobilePhone?: string | null
  jobTitle?: string | null
  department?: string | null
  officeLocation?: string | null
  companyName?: string | null
  employeeId?: string | null
  employeeType?: string | null
  streetAddress?: string | null
  city?: string | null
  state?: string | null
  postalCode?: string | null
  country?: string | null
  isResourceAccount?: boolean | null
  usageLocation?: string | null
  preferredLanguage?: string | null
  externalUserState?: string | null
  creationType?: string | null
  assignedLicenses?: AssignedLicence[]
  assignedPlans?: {
    service: string
    servicePlanId: string
    capabilityStatus: string
    assignedDateTime: string
  }[]
  licenseAssignmentStates?: LicenceState[]
  onPremisesSyncEnabled?: boolean | null
  onPremisesImmutableId?: string | null
  onPremisesSamAccountName?: string | null
  onPremisesDomainName?: string | null
  onPremisesLastSyncDateTime?: string | null
  lastPasswordChangeDateTime?: string | null
  signInSessionsValidFromDateTime?: string | null
  passwordPolicies?: string | null
  showInAddressList?: boolean | null
  /** Not kept in the directory store: reads of it have rules of their own. */
  signInActivity?: {
    lastSignInDateTime: string | null
    lastNonInteractiveSignInDateTime: string | null
  } | null
}

/** What the world keeps beside the directory's properties, for tests to reconcile; Graph never shows it. */
interface EntraAccount {
  /** Milliseconds since 1970; null = never changed through Graph. The password itself is not kept. */
  passwordChangedAt: number | null
  forceChangePasswordNextSignIn: boolean
  sessionsRevokedAt: number | null
  /** What Exchange calls the mailbox's purpose; null = none, or none that Graph reaches. */
  mailbox: 'user' | 'linked' | 'shared' | 'room' | 'equipment' | 'others' | null
  automaticReplies?: AutomaticReplies
  /** As Graph shows them; hidden ones are not among them */
  inboxRules?: { id: string; [property: string]: unknown }[]
  managerId?: string | null
  /** As Graph shows them, besides the password; at most 50 a page */
  authenticationMethods?: Record<string, unknown>[]
  /** Which of them is asked for first; absent = Microsoft does not say */
  defaultMethodId?: string | null
  managedDevices?: Record<string, unknown>[]
  /** Interactive ones, in any order; the last of `signInActivity` need not be among them */
  signIns?: SignIn[]
}

interface AutomaticReplies {
  status: 'disabled' | 'alwaysEnabled' | 'scheduled'
  scheduledStartDateTime?: { dateTime: string; timeZone: string }
  scheduledEndDateTime?: { dateTime: string; timeZone: string }
  internalReplyMessage?: string
  externalReplyMessage?: string
  externalAudience?: string
}

interface SignIn {
  id: string
  createdDateTime: string
  [property: string]: unknown
}

export type StoredUser = EntraUser & EntraAccount
export type UserProperty = keyof EntraUser

const single: UserProperty[] = [
  'id',
  'userPrincipalName',
  'displayName',
  'accountEnabled',
  'userType',
  'createdDateTime',
  'deletedDateTime',
  'givenName',
  'surname',
  'mail',
  'mailNickname',
  'mobilePhone',
  'jobTitle',
  'department',
  'officeLocation',
  'companyName',
  'employeeId',
  'employeeType',
  'streetAddress',
  'city',
  'state',
  'postalCode',
  'country',
  'isResourceAccount',
  'usageLocation',
  'preferredLanguage',
  'externalUserState',
  'creationType',
  'onPremisesSyncEnabled',
  'onPremisesImmutableId',
  'onPremisesSamAccountName',
  'onPremisesDomainName',
  'onPremisesLastSyncDateTime',
  'lastPasswordChangeDateTime',
  'signInSessionsValidFromDateTime',
  'passwordPolicies',
  'showInAddressList',
  'signInActivity',
]
const collections: UserProperty[] = [
  'otherMails',
  'proxyAddresses',
  'businessPhones',
  'assignedLicenses',
  'assignedPlans',
  'licenseAssignmentStates',
]
const known = new Set<string>([...single, ...collections])

export function isUserProperty(name: string): name is UserProperty {
  return known.has(name)
}

/** What Graph answers without `$select`. */
export const defaultSelect: UserProperty[] = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]

/** As a plain read shows it: what was never set is null, a collection that was never set is empty. */
export function showUser(user: EntraUser, select: readonly UserProperty[]): Record<string, unknown> {
  return Object.fromEntries(
    select.map((name) => [name, user[name] ?? (collections.includes(name) ? [] : null)]),
  )
}

/** As a delta page shows it: what was never set is absent. */
export function showChangedUser(user: EntraUser, select: Iterable<UserProperty>): Record<string, unknown> {
  const names = ['id' as const, ...select]
  return Object.fromEntries(names.flatMap((name) => (user[name] === undefined ? [] : [[name, user[name]]])))
}
