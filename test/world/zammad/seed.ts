import { mailOf, tenants } from '../people.ts'
import type { ZammadAccount } from './account.ts'

export const zammadIds = { ticket: 41, nobody: 42, withoutOrganisation: 43 } as const

/** As Zammad stands after its installation: the system's own user has the first id. */
export function seed({ organisations, users, tickets, articles }: ZammadAccount): void {
  organisations.add({ name: 'Lamplight IT', domain: '', active: true })
  users.add({ login: '-', firstname: '-', lastname: '', email: '', organization_id: null })
  const at = (login: string, firstname: string, lastname: string, organization_id: number | null) =>
    users.add({ login, firstname, lastname, email: login, organization_id })
  at('tilda@lamplight.example', 'Tilda', 'Harrow', 1)
  at('ruben@lamplight.example', 'Ruben', 'Deskwright', 1)
  for (const tenant of tenants) {
    const { id } = organisations.add({ name: tenant.name, domain: tenant.domain, active: true })
    at(`office@${tenant.domain}`, '', '', id)
    for (const person of tenant.people.slice(0, 2)) at(mailOf(tenant, person), person.first, person.last, id)
  }
  organisations.add({ name: 'Wide World Importers', domain: '', active: false })
  const mara = users.all().find(({ lastname }) => lastname === 'Ellingsworth')
  if (!mara) throw new Error('Nobody asks for the ticket.')
  const rest = { organization_id: mara.organization_id, customer_id: mara.id }
  tickets.add({ ...rest, id: zammadIds.ticket, number: '71041', title: 'Outlook says no' })
  const nobody = { organization_id: null, customer_id: 1 }
  tickets.add({ ...nobody, id: zammadIds.nobody, number: '71042', title: 'Backup failed' })
  tickets.add({
    id: zammadIds.withoutOrganisation,
    number: '71043',
    title: 'Hello',
    organization_id: null,
    customer_id: at('ellis.farrow@mailbox.example', 'Ellis', 'Farrow', null).id,
  })
  articles.add({
    ticket_id: zammadIds.ticket,
    subject: 'Outlook says no',
    body: 'Since this morning.',
    content_type: 'text/plain',
    type: 'email',
    internal: false,
  })
}
