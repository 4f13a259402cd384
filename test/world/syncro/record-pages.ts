import { html, type Markup } from '../html.ts'
import type { SyncroAccount, SyncroContact, SyncroCustomer } from './account.ts'
import { businessThenName } from './json.ts'
import { ago, statusLabel } from './layout.ts'

const mailLink = (email: string | null) => (email ? html`<a href="mailto:${email}">${email}</a>` : html`–`)

export function customerList(account: SyncroAccount): Markup {
  const customers = [...account.customers.values()].sort((a, b) =>
    businessThenName(a).localeCompare(businessThenName(b)),
  )
  const rows = customers.map(
    (
      customer,
    ) => html`<tr><td><a href="/customers/${customer.id}" data-spa>${businessThenName(customer)}</a>${customer.disabled && html` <span class="label waiting">Disabled</span>`}</td>
<td>${mailLink(customer.email)}</td><td>${customer.phone ?? '–'}</td><td>${account.contactsOf(customer.id).length}</td></tr>`,
  )
  return html`<div class="row title"><div class="grow"><h3>Organizations</h3></div></div>
<div class="widget"><table class="list"><thead><tr><th>Name</th><th>Email</th><th>Phone</th><th>End users</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

/** An organisation with its contacts: here a sync becomes visible. */
export function customerPage(account: SyncroAccount, customer: SyncroCustomer): Markup {
  const contacts = account.contactsOf(customer.id).sort((a, b) => a.name.localeCompare(b.name))
  const rows = contacts.map(
    (
      contact,
    ) => html`<tr data-testid="contact"><td><a href="/contacts/${contact.id}">${contact.name}</a></td><td>${contact.properties.title ?? '–'}</td>
<td>${mailLink(contact.email)}</td><td>${contact.phone ?? '–'}</td><td>${contact.mobile ?? '–'}</td></tr>`,
  )
  const tickets = [...account.tickets.values()].filter(({ customerId }) => customerId === customer.id)
  return html`
<div class="row title"><div class="grow"><h3>${businessThenName(customer)}</h3><div class="crumbs"><a href="/customers" data-spa>Organizations</a> · ${mailLink(customer.email)}</div></div>
<div class="btn-bar"><span class="btn">New ticket</span></div></div>
<div class="widget"><div class="widget-header"><h3>End users</h3><span class="soft">${contacts.length}</span></div>
<table class="list"><thead><tr><th>Name</th><th>Title</th><th>Email</th><th>Phone</th><th>Mobile</th></tr></thead><tbody>${rows}</tbody></table>
${contacts.length === 0 && html`<div class="empty">No end users yet.</div>`}</div>
<div class="widget"><div class="widget-header"><h3>Tickets</h3><span class="soft">${tickets.length}</span></div><table class="list"><tbody>
${tickets.map(({ id, number, subject, status, createdAt }) => html`<tr><td><a href="/tickets/${id}">#${number}</a></td><td>${subject}</td><td>${statusLabel(status)}</td><td class="soft">${ago(createdAt, account.clock.now())}</td></tr>`)}
</tbody></table></div>`
}

export function contactPage(account: SyncroAccount, contact: SyncroContact): Markup {
  const customer = account.customers.get(contact.customerId)
  const facts: [string, Markup | string][] = [
    [
      'Organization',
      customer ? html`<a href="/customers/${customer.id}">${businessThenName(customer)}</a>` : '–',
    ],
    ['Title', contact.properties.title ?? '–'],
    ['Email', mailLink(contact.email)],
    ['Phone', contact.phone ?? '–'],
    ['Mobile', contact.mobile ?? '–'],
    ['Notes', contact.notes ?? '–'],
    ['Updated', ago(contact.updatedAt, account.clock.now())],
  ]
  return html`<div class="row title"><div class="grow"><h3>${contact.name}</h3></div></div>
<div class="widget"><div class="widget-header"><h3>End user</h3></div><div class="widget-content"><table class="facts"><tbody>
${facts.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</tbody></table></div></div>`
}
