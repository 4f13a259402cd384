import type { Output, PartnerCustomer, PartnerJob, PartnerState } from '#shared/contract.ts'

/** A partner and its customers as the worker gives them; tests change what they are about. */
export const idAt = (at: number) => `d0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
export const daysAhead = (days: number) => new Date(Date.now() + days * 24 * 3_600_000 - 60_000).toISOString()
export const relationshipLink =
  'https://partner.microsoft.com/dashboard/commerce2/customers/x/adminrelationships'

export const rested: PartnerState['reading'] = {
  running: false,
  startedAt: minutesAgo(13),
  finishedAt: minutesAgo(12),
  problem: null,
}

export function partnerWith(changes: Partial<PartnerState> = {}): PartnerState {
  return {
    state: 'connected',
    account: 'sidelight-service@lamplight.example',
    since: minutesAgo(90),
    refreshedAt: minutesAgo(60),
    problem: null,
    setUp: null,
    attempt: null,
    permissions: [],
    roles: [],
    reading: rested,
    ...changes,
  }
}

const roleNames = ['Cloud Application Administrator', 'Privileged Role Administrator'] as const
type Role = PartnerCustomer['roles'][number]
const roleWith = (at: 0 | 1, changes: Partial<Role> = {}): Role => ({
  id: `role-${at}`,
  name: roleNames[at],
  state: 'ready',
  text: `${roleNames[at]} works.`,
  link: null,
  ...changes,
})
const missingRole = roleWith(1, {
  state: 'notGranted',
  text: 'No active admin relationship has Privileged Role Administrator: ask the customer for one that has it.',
  link: relationshipLink,
})

/** The customer with that number: ready, and its relationship renews by itself. */
export function customerAt(at: number, changes: Partial<PartnerCustomer> = {}): PartnerCustomer {
  return {
    tenantId: idAt(at),
    name: `Customer ${at}`,
    domain: `customer-${at}.example`,
    standing: 'active',
    endsAt: null,
    ready: true,
    text: 'Everything that taking it in needs is there.',
    link: null,
    roles: [roleWith(0), roleWith(1)],
    relationships: [
      {
        id: `gdap-${at}`,
        name: `Lamplight ${at}`,
        status: 'active',
        endsAt: '2027-08-14T00:00:00.000Z',
        autoExtends: true,
        roles: [...roleNames],
      },
    ],
    tenant: null,
    jobId: null,
    ...changes,
  }
}

export const lacking: Partial<PartnerCustomer> = {
  ready: false,
  text: 'Roles are missing.',
  link: relationshipLink,
  roles: [roleWith(0), missingRole],
}
type Reached = NonNullable<PartnerCustomer['tenant']>
export const byPartner: Reached = {
  state: 'connected',
  reachedBy: 'partner',
  problem: null,
}
export const byConsent: Reached = {
  state: 'connected',
  reachedBy: 'consent',
  problem: null,
}

const stepTitles = {
  check: 'Look whether everything is there',
  consent: 'Consent through Partner Center',
  application: 'Put the application into the tenant',
  permissions: 'Grant its permissions',
  proof: 'Wait until it works, and read the tenant',
  connect: 'Connect the tenant',
}

/** A job of that customer, `done` steps of which are over; the next one runs or failed, as the job does. */
export function jobAt(at: number, done: number, changes: Partial<PartnerJob> = {}): PartnerJob {
  const state = changes.state ?? (done === 6 ? 'done' : 'running')
  return {
    id: `job-${at}`,
    tenantId: idAt(at),
    name: `Customer ${at}`,
    kind: 'onboard',
    apps: 'reader',
    by: 'Ruben Deskwright',
    startedAt: minutesAgo(1),
    finishedAt: state === 'running' ? null : minutesAgo(0),
    problem: null,
    steps: Object.entries(stepTitles).map(([id, title], step) => ({
      ...{ id, title },
      state: step < done ? 'done' : step === done && state !== 'done' ? state : 'waiting',
      text: step < done ? `${title}: done.` : null,
      changedAt: step <= done ? minutesAgo(0) : null,
    })),
    ...changes,
    state,
  }
}

/** The job, one step of which says or is something else. */
export const withStep = (job: PartnerJob, at: number, changes: Partial<PartnerJob['steps'][number]>) => ({
  ...job,
  steps: job.steps.map((step, index) => (index === at ? { ...step, ...changes } : step)),
})

const guest: PartnerJob['problem'] = {
  code: 'partner.guest',
  text: 'Microsoft does not let the partner’s account into this tenant: it is a guest there, or in no group with access.',
  next: 'The customer’s administrator removes the guest account of your service account; check its security groups too. Then try again.',
  since: minutesAgo(0),
}
export const failedAt = (at: number, problem = guest) => jobAt(at, 3, { state: 'failed', problem })

/** One page of customers; the counts are of these unless said otherwise. */
export function pageOf(
  customers: PartnerCustomer[],
  changes: Partial<Output<'partner.customers'>> = {},
): Output<'partner.customers'> {
  const count = (is: (customer: PartnerCustomer) => boolean) => customers.filter(is).length
  return {
    customers,
    next: null,
    counts: {
      all: customers.length,
      ready: count(({ ready, tenant }) => ready && !tenant),
      missing: count(({ ready }) => !ready),
      connected: count(({ tenant }) => tenant !== null),
      ending: count(({ standing }) => standing === 'expiring' || standing === 'expired'),
    },
    reading: rested,
    ...changes,
  }
}
