import { mailOf, tenants } from '../people.ts'
import type { Company, ConnectwiseAccount } from './account.ts'

export const connectwiseIds = { ticket: 608_718, withoutContact: 608_719, byMail: 608_720 } as const

export function seed(account: ConnectwiseAccount): void {
  const { companies, tickets, notes } = account
  for (const { name, domain } of tenants) {
    const website = `https://www.${domain}/`
    companies.add({ identifier: name.replace(/\W/g, ''), name, website, deletedFlag: false })
  }
  const gone = { identifier: 'Adatum', name: 'Adatum Books', website: '', deletedFlag: true }
  companies.add(gone)
  const [contoso] = companies.all()
  if (!contoso) throw new Error('The seed has no company.')
  const mara = seedContacts(account, contoso)
  const rest = { companyId: contoso.id, contactName: null, contactEmailAddress: null }
  const { ticket: id, withoutContact, byMail } = connectwiseIds
  tickets.add({ ...rest, id, summary: 'Outlook says no', contactId: mara, contactName: 'Mara Ellingsworth' })
  tickets.add({
    ...rest,
    id: withoutContact,
    summary: 'Printer at dock 4',
    contactId: null,
    contactName: 'Somebody at the desk',
    contactEmailAddress: 'desk@contoso.example',
  })
  tickets.add({
    ...rest,
    id: byMail,
    summary: 'From my telephone',
    contactId: mara,
    contactEmailAddress: 'mara@home.example',
  })
  notes.add({
    ticketId: id,
    text: 'Since this morning.',
    detailDescriptionFlag: true,
    internalAnalysisFlag: false,
    resolutionFlag: false,
    mailed: true,
  })
}

/** The company's own contact comes first; who asks has two e-mail addresses, the default one not the first. */
function seedContacts({ contacts, communications }: ConnectwiseAccount, { id: companyId }: Company): number {
  const [tenant] = tenants
  const [person] = tenant?.people ?? []
  if (!tenant || !person) throw new Error('Nobody asks for the ticket.')
  const office = contacts.add({ firstName: 'Front', lastName: 'Office', companyId })
  const mara = contacts.add({ firstName: person.first, lastName: person.last, companyId })
  const at = (contactId: number, communicationType: string, value: string, defaultFlag: boolean) =>
    communications.add({ contactId, communicationType, value, defaultFlag })
  at(office.id, 'Email', `office@${tenant.domain}`, true)
  at(mara.id, 'Phone', '5550100142', true)
  at(mara.id, 'Email', 'old@contoso.example', false)
  at(mara.id, 'Email', mailOf(tenant, person), true)
  return mara.id
}
