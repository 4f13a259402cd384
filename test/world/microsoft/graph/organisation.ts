import { collection, type GraphAnswer, type GraphCall, pick } from './call.ts'

export function listOrganisations(call: GraphCall): GraphAnswer {
  return collection('organization', [pick(call, 'organization', organisation(call))])
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
    verifiedDomains: domainsOf(tenant).map(({ id, isDefault, isInitial }) => ({
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
    'domains',
    domainsOf(call.tenant).map((domain) => pick(call, 'domain', domain)),
  )
}

function domainsOf(tenant: GraphCall['tenant']) {
  const domain = (id: string, isInitial: boolean) => ({
    id,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: !isInitial,
    isInitial,
    isRoot: true,
    isVerified: true,
    passwordNotificationWindowInDays: null,
    passwordValidityPeriodInDays: 2147483647,
    supportedServices: isInitial ? ['Email'] : ['Email', 'OfficeCommunicationsOnline'],
    state: null,
  })
  return [domain(tenant.domain, false), domain(tenant.initialDomain, true)]
}
