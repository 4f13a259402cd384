import { collection, type GraphAnswer, type GraphCall, pick } from './call.ts'

export function listOrganisations(call: GraphCall): GraphAnswer {
  return collection(call, 'organization', [pick(call, 'organization', organisation(call))])
}

function organisation({ tenant }: GraphCall): Record<string, unknown> {
  const plans = tenant.subscriptions.flatMap(({ product, capabilityStatus }) =>
    product.plans.map(({ id, name }) => ({
      assignedDateTime: '2024-02-05T08:30:00Z',
      capabilityStatus: capabilityStatus === 'Enabled' ? 'Enabled' : 'Warning',
      service: name,
      servicePlanId: id,
    })),
  )
  const verified = domainsOf(tenant).filter(({ isVerified }) => isVerified)
  return {
    id: tenant.id,
    displayName: tenant.name,
    countryLetterCode: 'US',
    createdDateTime: '2024-02-05T08:00:00Z',
    defaultUsageLocation: 'US',
    preferredLanguage: 'en',
    tenantType: 'AAD',
    onPremisesSyncEnabled: [...tenant.users.values()].some((user) => user.onPremisesSyncEnabled) || null,
    technicalNotificationMails: [`admin@${tenant.domain}`],
    businessPhones: [],
    city: null,
    country: null,
    postalCode: null,
    state: null,
    street: null,
    assignedPlans: plans,
    verifiedDomains: verified.map(({ id, isDefault, isInitial }) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault,
      isInitial,
      name: id,
      type: 'Managed',
    })),
  }
}

export function listDomains(call: GraphCall): GraphAnswer {
  return collection(
    call,
    'domains',
    domainsOf(call.tenant).map((domain) => pick(call, 'domain', domain)),
  )
}

function domainsOf({ domains }: GraphCall['tenant']) {
  return domains.map(({ id, isInitial, isDefault, isVerified }) => ({
    id,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault,
    isInitial,
    isRoot: true,
    isVerified,
    passwordNotificationWindowInDays: null,
    passwordValidityPeriodInDays: 2147483647,
    supportedServices: isInitial || !isVerified ? ['Email'] : ['Email', 'OfficeCommunicationsOnline'],
    state: null,
  }))
}
