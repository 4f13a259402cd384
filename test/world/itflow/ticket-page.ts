import { html, type Markup, verbatim } from '../html.ts'
import type { ItflowAccount, ItflowContact, ItflowTicket } from './account.ts'

/** An agent's ticket page with the structure and the traps of the real one. */
export function ticketPage(account: ItflowAccount, ticket: ItflowTicket, clientInAddress: number): Markup {
  const contact = account.contacts.get(ticket.contactId)
  return html`${clientInAddress > 0 && clientHeader(account, clientInAddress)}
<input type="hidden" id="ticket_id" value="${ticket.id}">
${meta(account, ticket, contact)}
<div class="row"><div class="col-md-9">
<div class="card"><div class="card-header"><h4 class="ticket-subject">${ticket.subject}</h4></div><div class="card-body">${verbatim(ticket.details)}</div></div>
${ticket.replies.map(({ type, by, reply }) => html`<div class="card ticket-reply" data-reply-group="${type === 'Internal' ? 'internal' : 'public'}"><div class="card-header">${by}</div><div class="card-body">${verbatim(reply)}</div></div>`)}
</div><div class="col-md-3">${contact && contactCard(contact)}${ticket.vendor && linkedCard(ticket.vendor)}</div></div>`
}

/** With `client_id` in the address: collapsed, and its mailto is the primary contact's, before the ticket's own. */
function clientHeader(account: ItflowAccount, clientId: number): Markup {
  const primary = account.contactsOf(clientId).find((contact) => contact.primary)
  return html`<div class="card"><div class="collapse" id="clientHeader">
${primary && html`<a href="mailto:${primary.email}">${primary.email}</a>`}</div></div>`
}

function meta(account: ItflowAccount, ticket: ItflowTicket, contact: ItflowContact | undefined): Markup {
  const client = account.clients.get(ticket.clientId)
  return html`<div class="ticket-meta"><span class="badge badge-pill badge-secondary">${account.ticketPrefix}${ticket.number}</span>
${client && html`<a href="client_overview.php?client_id=${client.id}">${client.name}</a>`}
${contact && html`<a href="#" class="ajax-modal" data-modal-url="modals/contact/contact.php?id=${contact.id}">${contact.name}</a>`}
<span class="badge">${ticket.status}</span></div>`
}

/** Icon and title alone tell this card from the others. */
function contactCard({ name, email, phone }: ItflowContact): Markup {
  return html`<div class="card"><div class="card-header"><h5 class="card-title"><i class="fas fa-fw fa-user-check"></i>Contact</h5></div>
<div class="card-body"><div>${name}</div>${email && html`<a href="mailto:${email}">${email}</a>`}${phone && html`<a href="tel:${phone}">${phone}</a>`}</div></div>`
}

function linkedCard({ name, email }: { name: string; email: string }): Markup {
  return html`<div class="card"><div class="card-header"><h5 class="card-title"><i class="fas fa-fw fa-link"></i>Linked</h5></div>
<div class="card-body"><div>${name}</div><a href="mailto:${email}">${email}</a></div></div>`
}
