import { mailOf, type SeedTenant, tenants } from '../people.ts'
import type { SyncroAccount } from './account.ts'

const minutes = 60_000
const days = 24 * 60 * minutes

/** Internal ids of the seeded tickets; the numbers people see are others. */
export const ticketIds = {
  /** #4182, contact Mara Ellingsworth */
  mara: 88231,
  /** #4179, contact "Sela Brightmore" (her name misspelt) */
  sela: 88197,
  /** #4177, asked by Tove Lindqvale, who is no contact: no contact on the ticket */
  tove: 88174,
  /** #4175, contact Wim Castelaar, who holds a privileged role */
  wim: 88160,
  /** #4171, Fabrikam, contact Osric Danverleigh, who is blocked in Entra */
  osric: 88122,
  /** #4168, contact without an e-mail address */
  withoutEmail: 88098,
  /** #4166, Fabrikam, nobody named */
  withoutContact: 88071,
  /** #4163, an organisation that no tenant is mapped to */
  elsewhere: 88050,
} as const

/** Ids of the contacts that people at the PSA made by hand before any sync. */
export const contactIds = {
  mara: 5101,
  sela: 5102,
  gerrit: 5103,
  office: 5104,
  wim: 5105,
  osric: 5201,
  ellis: 5301,
} as const

/** A second organisation for a part of Fabrikam's tenant */
export const fabrikamWestId = 110

const unrelated = [
  { id: 104, businessName: 'Adatum Books', email: 'hello@adatum.example', phone: '555-0120' },
  { id: 105, businessName: 'Fourth Coffee', email: 'roastery@fourthcoffee.example', phone: '555-0131' },
  { id: 106, businessName: 'Graphic Design Institute', email: null, phone: null },
  { id: 107, businessName: 'Lucerne Publishing', email: 'desk@lucerne.example', phone: '555-0177' },
  {
    id: 108,
    businessName: 'Wide World Importers',
    email: 'office@wideworld.example',
    phone: null,
    disabled: true,
  },
  {
    id: 109,
    businessName: null,
    firstname: 'Ellis',
    lastname: 'Farrow',
    email: 'ellis.farrow@mailbox.example',
  },
  {
    id: fabrikamWestId,
    businessName: 'Fabrikam Freight West',
    email: 'west@fabrikam.example',
    phone: '555-0110',
  },
]

/** The account as it stands before the product is set up. */
export function seedAccount(account: SyncroAccount): void {
  const start = account.clock.now()
  for (const { organisationId: id, name, domain } of tenants) {
    account.addCustomer({
      id,
      businessName: name,
      email: `office@${domain}`,
      phone: `555-0${id}`,
      createdAt: start - 700 * days,
    })
  }
  for (const customer of unrelated) {
    account.addCustomer({ ...customer, createdAt: start - 500 * days })
  }
  seedContacts(account, start)
  seedTickets(account, start)
}

export function tenantNamed(name: string): SeedTenant {
  const tenant = tenants.find((candidate) => candidate.name.startsWith(name))
  if (!tenant) throw new Error(`There is no tenant called ${name}.`)
  return tenant
}

export function addressOf(tenant: SeedTenant, last: string): string {
  const person = tenant.people.find((candidate) => candidate.last === last)
  if (!person) throw new Error(`There is no ${last} in ${tenant.name}.`)
  return mailOf(tenant, person)
}

function seedContacts(account: SyncroAccount, start: number): void {
  const contoso = tenantNamed('Contoso')
  const fabrikam = tenantNamed('Fabrikam')
  const customerId = contoso.organisationId
  const made = { createdAt: start - 400 * days, updatedAt: start - 90 * days }
  account.addContact({
    ...made,
    id: contactIds.mara,
    customerId,
    name: 'Mara Ellingsworth',
    email: addressOf(contoso, 'Ellingsworth').toUpperCase(),
    phone: '+1 (555) 0100-142 ',
    notes: 'Prefers to be called after 10.',
  })
  account.addContact({
    ...made,
    id: contactIds.sela,
    customerId,
    name: 'Sela Brightmore',
    email: addressOf(contoso, 'Brightmoor'),
    properties: { title: 'Front desk' },
  })
  account.addContact({
    ...made,
    id: contactIds.gerrit,
    customerId,
    name: 'Gerrit (cleaning company)',
    phone: '555 0166',
  })
  account.addContact({
    ...made,
    id: contactIds.office,
    customerId,
    name: 'Contoso Dental office',
    email: `office@${contoso.domain}`,
  })
  account.addContact({
    ...made,
    id: contactIds.wim,
    customerId,
    name: 'Wim Castelaar',
    email: addressOf(contoso, 'Castelaar'),
  })
  account.addContact({
    ...made,
    id: contactIds.osric,
    customerId: fabrikam.organisationId,
    name: 'Osric Danverleigh',
    email: addressOf(fabrikam, 'Danverleigh'),
    mobile: '+1-555-0100-640',
  })
  account.addContact({
    ...made,
    id: contactIds.ellis,
    customerId: 109,
    name: 'Ellis Farrow',
    email: 'ellis.farrow@mailbox.example',
  })
}

function seedTickets(account: SyncroAccount, start: number): void {
  const contoso = tenantNamed('Contoso').organisationId
  const fabrikam = tenantNamed('Fabrikam').organisationId
  const ticket = (
    id: number,
    number: number,
    ageMinutes: number,
    rest: Parameters<SyncroAccount['addTicket']>[0],
    body: string,
  ) => {
    const createdAt = start - ageMinutes * minutes
    account.addTicket({ ...rest, id, number, createdAt })
    account.comment(id, { subject: 'Initial Issue', body, createdAt })
  }
  ticket(
    ticketIds.mara,
    4182,
    26,
    {
      customerId: contoso,
      contactId: contactIds.mara,
      subject: 'Outlook says the mailbox is not available',
      problemType: 'E-mail',
      priority: '1 High',
      assignee: 'Ruben Deskwright',
    },
    'Since this morning Outlook opens with “mailbox not available”. Teams works. I need the calendar for the 11:00 patient list. Cc’d Sela at the front desk.\n\nMara',
  )
  account.comment(ticketIds.mara, {
    subject: 'Update',
    body: 'Asked Mara to restart Outlook. Same message.',
    hidden: true,
    tech: 'Ruben Deskwright',
    createdAt: start - 9 * minutes,
  })
  ticket(
    ticketIds.sela,
    4179,
    95,
    {
      customerId: contoso,
      contactId: contactIds.sela,
      subject: 'Voicemail greeting for the holidays',
      problemType: 'Phones',
      status: 'In Progress',
      assignee: 'Tilda Harrow',
    },
    'Could you change our greeting from Friday on? We are closed until the 4th.',
  )
  ticket(
    ticketIds.tove,
    4177,
    190,
    {
      customerId: contoso,
      subject: 'New phone: Authenticator asks for a code I do not have',
      problemType: 'Sign-in',
    },
    `From: Tove Lindqvale <${addressOf(tenantNamed('Contoso'), 'Lindqvale')}>\n\nI got a new phone and cannot sign in any more.`,
  )
  ticket(
    ticketIds.wim,
    4175,
    60 * 5,
    {
      customerId: contoso,
      contactId: contactIds.wim,
      subject: 'Please reset my password',
      problemType: 'Sign-in',
    },
    'I am locked out. Please send me a new password quickly.',
  )
  ticket(
    ticketIds.osric,
    4171,
    60 * 20,
    {
      customerId: fabrikam,
      contactId: contactIds.osric,
      subject: 'Cannot log on since Monday',
      problemType: 'Sign-in',
      status: 'Waiting on Customer',
      assignee: 'Tilda Harrow',
    },
    'The dispatch screen says my account is disabled.',
  )
  ticket(
    ticketIds.withoutEmail,
    4168,
    60 * 27,
    {
      customerId: contoso,
      contactId: contactIds.gerrit,
      subject: 'Alarm code for the server room',
      problemType: 'Other',
    },
    'Called: the cleaning company needs the new alarm code.',
  )
  ticket(
    ticketIds.withoutContact,
    4166,
    60 * 29,
    { customerId: fabrikam, subject: 'Printer at dock 4 prints blank pages', problemType: 'Printer' },
    'Left on the answering machine without a name.',
  )
  ticket(
    ticketIds.elsewhere,
    4163,
    60 * 50,
    {
      customerId: 109,
      contactId: contactIds.ellis,
      subject: 'Laptop is slow',
      problemType: 'Computer',
      status: 'Resolved',
    },
    'It takes ten minutes to start.',
  )
}
