import { mailOf, type SeedTenant, tenants } from '../people.ts'
import type { ItflowAccount } from './account.ts'

const hours = 3_600_000

/** Internal ids of the seeded tickets; the numbers people see are others. */
export const ticketIds = {
  /** TCK-3104, Contoso, contact Mara Ellingsworth; the client's primary contact is another one */
  mara: 41,
  /** TCK-3107, Contoso, nobody named */
  withoutContact: 44,
  /** TCK-3111, neither client nor contact */
  withoutClient: 47,
  /** TCK-3112, Contoso's ticket with a contact of Fabrikam, as the API lets it be */
  foreignContact: 48,
} as const

/** Ids of the contacts that people made by hand before any sync. */
export const contactIds = {
  office: 11,
  mara: 12,
  sela: 13,
  gerrit: 14,
  gone: 15,
  osric: 21,
  ellis: 31,
} as const

/** Ids of clients: the customers', a second one for a part of Fabrikam, one that nobody is mapped to, an archived one. */
export const clientIds = {
  contoso: 1,
  fabrikam: 2,
  northwind: 3,
  fabrikamWest: 4,
  adatum: 5,
  wideWorld: 6,
} as const

function seedOf(name: string): SeedTenant {
  const tenant = tenants.find((candidate) => candidate.name.startsWith(name))
  if (!tenant) throw new Error(`There is no tenant called ${name}.`)
  return tenant
}

function mailAt(tenant: SeedTenant, last: string): string {
  const person = tenant.people.find((candidate) => candidate.last === last)
  if (!person) throw new Error(`There is no ${last} in ${tenant.name}.`)
  return mailOf(tenant, person)
}

/** ITFlow as it stands before the product is set up. */
export function seedAccount(account: ItflowAccount): void {
  const contoso = seedOf('Contoso')
  const fabrikam = seedOf('Fabrikam')
  const northwind = seedOf('Northwind')
  account.addClient({ id: clientIds.contoso, name: contoso.name, website: 'www.contoso.example' })
  account.addClient({
    id: clientIds.fabrikam,
    name: fabrikam.name,
    website: `https://${fabrikam.domain}/freight`,
  })
  account.addClient({ id: clientIds.northwind, name: northwind.name })
  account.addClient({ id: clientIds.fabrikamWest, name: 'Fabrikam Freight West' })
  account.addClient({ id: clientIds.adatum, name: 'Adatum Books', isLead: true })
  account.addClient({
    id: clientIds.wideWorld,
    name: 'Wide World Importers',
    archivedAt: account.clock.now(),
  })
  seedContacts(account, contoso, fabrikam)
  seedTickets(account)
}

function seedContacts(account: ItflowAccount, contoso: SeedTenant, fabrikam: SeedTenant): void {
  const clientId = clientIds.contoso
  account.addContact({
    id: contactIds.office,
    clientId,
    name: 'Contoso Dental office',
    email: `office@${contoso.domain}`,
    primary: true,
  })
  account.addContact({
    id: contactIds.mara,
    clientId,
    name: 'Mara Ellingsworth',
    email: mailAt(contoso, 'Ellingsworth').toUpperCase(),
    phoneCountryCode: '1',
    phone: '5550100142',
    notes: 'Prefers to be called after 10.',
  })
  account.addContact({
    id: contactIds.sela,
    clientId,
    name: 'Sela Brightmore',
    email: mailAt(contoso, 'Brightmoor'),
    title: 'Front desk',
  })
  account.addContact({ id: contactIds.gerrit, clientId, name: 'Gerrit (cleaning company)', phone: '5550166' })
  account.addContact({
    id: contactIds.gone,
    clientId,
    name: 'Idris Fennimore',
    email: mailAt(contoso, 'Fennimore'),
    notes: 'Left in spring.\r\nKeys returned.',
    archivedAt: account.clock.now() - 900 * hours,
  })
  account.addContact({
    id: contactIds.osric,
    clientId: clientIds.fabrikam,
    name: 'Osric Danverleigh',
    email: mailAt(fabrikam, 'Danverleigh'),
    mobile: '15550100640',
  })
  account.addContact({
    id: contactIds.ellis,
    clientId: clientIds.adatum,
    name: 'Ellis Farrow',
    email: 'ellis.farrow@mailbox.example',
  })
}

function seedTickets(account: ItflowAccount): void {
  const createdAt = account.clock.now() - 2 * hours
  account.addTicket({
    id: ticketIds.mara,
    number: 3104,
    clientId: clientIds.contoso,
    contactId: contactIds.mara,
    subject: 'Outlook says the mailbox is not available',
    details: '<p>Since this morning Outlook opens with “mailbox not available”.</p>',
    vendor: { name: 'Tailspin Dental Supplies', email: 'orders@tailspin.example' },
    createdAt,
  })
  account.reply(ticketIds.mara, {
    reply: '<p>Asked Mara to restart Outlook. Same message.</p>',
    type: 'Internal',
    by: 'Ruben Deskwright',
    createdAt,
  })
  account.addTicket({
    id: ticketIds.withoutContact,
    number: 3107,
    clientId: clientIds.contoso,
    subject: 'Printer at the front desk prints blank pages',
    createdAt,
  })
  account.addTicket({
    id: ticketIds.withoutClient,
    number: 3111,
    subject: 'Call back, no name left',
    createdAt,
  })
  account.addTicket({
    id: ticketIds.foreignContact,
    number: 3112,
    clientId: clientIds.contoso,
    contactId: contactIds.osric,
    subject: 'Freight papers for the new X-ray device',
    createdAt,
  })
}
