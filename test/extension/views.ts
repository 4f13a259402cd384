import type { ActionOutcome, PersonHit, PersonView, TicketAnswer } from '#shared/contract.ts'
import type { Person } from '#shared/person.ts'

const mara: Person = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  id: '22222222-2222-4222-8222-222222222222',
  displayName: 'Mara Ellingsworth',
  givenName: 'Mara',
  surname: 'Ellingsworth',
  userPrincipalName: 'mara.ellingsworth@contoso.example',
  mail: 'mara.ellingsworth@contoso.example',
  proxyAddresses: ['smtp:mara@old.contoso.example'],
  userType: 'Member',
  accountEnabled: true,
  jobTitle: 'Practice manager',
  department: 'Front office',
  officeLocation: null,
  companyName: null,
  mobilePhone: '+1 555 0100 977',
  businessPhone: null,
  streetAddress: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
  usageLocation: 'US',
  onPremisesSyncEnabled: false,
  isResourceAccount: false,
  createdAt: '2021-03-12T08:00:00Z',
  skuIds: ['s1'],
  licences: [],
  deletedAt: null,
}
export const ticket = {
  id: '90417',
  number: '4182',
  subject: 'Outlook says the mailbox is not available',
  organisationName: 'Contoso Dental',
}

/** Mara, unless said otherwise; every action works. */
export function viewOf(person: Partial<Person> = {}, more: Partial<PersonView> = {}): PersonView {
  return {
    person: { ...mara, ...person },
    tenantName: 'Contoso Dental',
    licences: [
      {
        skuId: 's1',
        partNumber: 'SPB',
        name: 'Microsoft 365 Business Premium',
        byGroup: null,
        direct: true,
        problem: null,
      },
    ],
    roles: [],
    asOf: new Date(Date.now() - 12 * 60_000).toISOString(),
    tenantProblem: null,
    actions: ['reset-password', 'block-sign-in', 'unblock-sign-in', 'revoke-sessions'].map((id) =>
      actionView(id, id === 'unblock-sign-in' ? 'Sign-in is not blocked.' : null),
    ),
    ...more,
  }
}

/** An action in the menu; off says why. */
export function actionView(
  id: string,
  off: string | null = null,
  more: Partial<PersonView['actions'][number]> = {},
): PersonView['actions'][number] {
  return { id, off, next: null, link: null, caution: null, ...more }
}

type Found = Extract<TicketAnswer, { found: 'person' }>
export function found(view: PersonView, more: Partial<Found> = {}): TicketAnswer {
  return { found: 'person', ticket, by: 'email', view, choice: null, ...more }
}

type NobodyAnswer = Extract<TicketAnswer, { found: 'nobody' }>
/** Nobody for the ticket's contact, though the organisation is mapped. */
export function nobodyFor(more: Partial<Omit<NobodyAnswer, 'found'>> = {}): NobodyAnswer {
  return {
    found: 'nobody',
    ticket,
    why: 'notInTenant',
    text: 'Nobody in Contoso Dental has the address frontdesk@contoso.example.',
    contact: { name: 'Front desk', email: 'frontdesk@contoso.example' },
    organisation: {
      connectionId: 'c1',
      organisationId: '311',
      name: 'Contoso Dental',
      mapped: true,
      tenantIds: [],
    },
    candidates: [],
    ...more,
  }
}

export function hitOf(more: Partial<PersonHit> = {}): PersonHit {
  return {
    tenantId: mara.tenantId,
    tenantName: 'Contoso Dental',
    personId: '33333333-3333-4333-8333-333333333333',
    displayName: 'Sela Brightmoor',
    userPrincipalName: 'sela.brightmoor@contoso.example',
    mail: 'sela.brightmoor@contoso.example',
    jobTitle: 'Receptionist',
    department: 'Front office',
    mobilePhone: '+1 555 0100 318',
    businessPhone: null,
    userType: 'Member',
    account: 'enabled',
    ...more,
  }
}

export function outcomeOf(more: Partial<ActionOutcome> = {}): ActionOutcome {
  return {
    outcome: 'done',
    auditId: 'audit-77',
    text: 'Reset the password of mara.ellingsworth@contoso.example.',
    next: null,
    steps: [],
    secret: null,
    note: 'written',
    noteText: null,
    repeated: false,
    view: null,
    handover: null,
    resumable: false,
    ...more,
  }
}

/** A name as an attacker would choose it. */
export const hostileName = `\u202eevil<img src=x onerror="document.title='pwned'"><b>${'x'.repeat(10_000)}`
