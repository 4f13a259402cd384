import { mailOf, tenants } from '../people.ts'
import type { AutotaskAccount } from './account.ts'

export const autotaskIds = { ticket: 7_118, withoutContact: 7_119, withoutCompany: 7_120 } as const

export function seed({ companies, contacts, tickets, notes }: AutotaskAccount): void {
  companies.add({ companyName: 'Lamplight IT', webAddress: 'www.lamplight.example', isActive: true })
  for (const tenant of tenants) {
    const { id: companyID } = companies.add({
      companyName: tenant.name,
      webAddress: `www.${tenant.domain}`,
      isActive: true,
    })
    const office = { firstName: 'Front', lastName: 'Office', emailAddress: `office@${tenant.domain}` }
    contacts.add({ ...office, companyID, isActive: 1 })
    for (const person of tenant.people.slice(0, 2)) {
      const emailAddress = mailOf(tenant, person)
      contacts.add({ firstName: person.first, lastName: person.last, emailAddress, companyID, isActive: 1 })
    }
  }
  companies.add({ companyName: 'Adatum Books', webAddress: '', isActive: false })
  const mara = contacts.all().find(({ lastName }) => lastName === 'Ellingsworth')
  if (!mara) throw new Error('Nobody asks for the ticket.')
  const { companyID, id: contactID } = mara
  const { ticket, withoutContact, withoutCompany } = autotaskIds
  const number = 'T20261102.0001'
  tickets.add({ id: ticket, ticketNumber: number, title: 'Outlook says no', companyID, contactID })
  tickets.add({
    id: withoutContact,
    ticketNumber: 'T20261102.0002',
    title: 'Printer',
    companyID,
    contactID: null,
  })
  const nothing = { companyID: null, contactID: null }
  tickets.add({ id: withoutCompany, ticketNumber: 'T20261102.0003', title: 'Alarm', ...nothing })
  const seen = { noteType: 3, publish: 1 }
  notes.add({ ticketID: ticket, title: 'From the customer', description: 'Since this morning.', ...seen })
}
