import { html, type Markup } from '../html.ts'
import type { SyncroAccount, SyncroComment, SyncroContact, SyncroTicket } from './account.ts'
import { businessThenName } from './json.ts'
import { ago, initialsOf, type Session, statusLabel } from './layout.ts'

export function ticketList(account: SyncroAccount): Markup {
  const tickets = [...account.tickets.values()].sort((a, b) => b.number - a.number)
  return html`
<div class="row title"><div class="grow"><h3>Tickets</h3></div><div class="btn-bar"><span class="btn">New ticket</span></div></div>
<div class="widget"><table class="list"><thead><tr><th>Number</th><th>Subject</th><th>Organization</th><th>Contact</th><th>Status</th><th>Created</th></tr></thead>
<tbody>${tickets.map((ticket) => ticketRow(account, ticket))}</tbody></table></div>`
}

function ticketRow(account: SyncroAccount, ticket: SyncroTicket): Markup {
  const contact = contactOf(account, ticket)
  return html`<tr><td><a href="/tickets/${ticket.id}" data-spa>#${ticket.number}</a></td>
<td><a href="/tickets/${ticket.id}" data-spa>${ticket.subject}</a></td>
<td><a href="/customers/${ticket.customerId}">${customerName(account, ticket)}</a></td><td>${contact?.name ?? '–'}</td>
<td>${statusLabel(ticket.status)}</td><td class="soft">${ago(ticket.createdAt, account.clock.now())}</td></tr>`
}

/** A ticket with the structure that userscripts rely on: number, subject, widgets with th and td, comments. */
export function ticketPage(account: SyncroAccount, ticket: SyncroTicket, session: Session): Markup {
  const comments = ticket.comments.toReversed().map((comment) => commentMarkup(account, ticket, comment))
  return html`
<div class="row title"><h1>#${ticket.number}</h1><div class="grow"><h3 id="ticket-subject" class="ticket-subject-title">${ticket.subject}</h3>
<div class="crumbs"><a href="/tickets" data-spa>Tickets</a> › <a href="/customers/${ticket.customerId}">${customerName(account, ticket)}</a> · created ${ago(ticket.createdAt, account.clock.now())}</div></div>
<div class="title-btns btn-bar"><span class="btn">Print</span><span class="btn btn-primary">Resolve</span></div></div>
<div class="row columns"><div class="col-main">${editor(ticket, session)}
<div class="widget"><div class="widget-header"><h3>Communications</h3><span class="soft">${ticket.comments.length}</span></div>
<div class="comment-list pbm">${comments}</div></div></div>
<div class="col-side">${customerWidget(account, ticket)}${ticketWidget(ticket)}</div></div>`
}

function commentMarkup(account: SyncroAccount, ticket: SyncroTicket, comment: SyncroComment): Markup {
  const author = comment.tech ?? contactOf(account, ticket)?.name ?? customerName(account, ticket)
  const mark = comment.hidden
    ? html`<span class="label private">Private note</span>`
    : comment.emailed && html`<span class="label">E-mailed</span>`
  return html`<div class="comment ${comment.hidden && 'private'}" data-testid="reply-comment"><span class="avatar">${initialsOf(author)}</span>
<div><div class="meta"><strong>${author}</strong><span>${comment.subject}</span>${mark}<span>${ago(comment.createdAt, account.clock.now())}</span></div>
<div class="body">${comment.body}</div></div></div>`
}

function editor(ticket: SyncroTicket, session: Session): Markup {
  return html`<div class="widget"><div class="widget-header"><h3>New comment</h3></div><form class="widget-content editor" method="post" action="/tickets/${ticket.id}/comments">
<input type="hidden" name="authenticity_token" value="${session.csrf}">
<input type="text" id="comment_subject" name="comment[subject]" value="Update" aria-label="Subject">
<textarea id="comment_body" class="note-editable" name="comment[body]" placeholder="Type a comment" aria-label="Comment" required></textarea>
<div class="foot"><label><input type="checkbox" name="comment[hidden]" value="1" checked> Private</label><button class="btn btn-primary" type="submit">Add comment</button></div></form></div>`
}

/** The organisation's address stands before the contact's: the first mailto is not the requester's. */
function customerWidget(account: SyncroAccount, ticket: SyncroTicket): Markup {
  const customer = account.customers.get(ticket.customerId)
  const contact = contactOf(account, ticket)
  return html`<div class="widget"><div class="widget-header"><h3>Customer Info</h3></div><div class="widget-content"><table class="facts"><tbody>
<tr><th>Organization</th><td><a href="/customers/${ticket.customerId}">${customerName(account, ticket)}</a></td></tr>
<tr><th>Email</th><td>${mailLink(customer?.email)}</td></tr>
<tr><th>Phone</th><td>${customer?.phone ?? '–'}</td></tr>
<tr><th>Assigned Contact</th><td>${contact ? contactLink(contact) : html`<span class="soft">None</span>`}</td></tr>
${contact && html`<tr><th>Email</th><td>${mailLink(contact.email)}</td></tr><tr><th>Phone</th><td>${contact.phone ?? '–'}</td></tr><tr><th>Contact Mobile</th><td>${contact.mobile ?? '–'}</td></tr>`}
</tbody></table></div></div>`
}

function ticketWidget(ticket: SyncroTicket): Markup {
  return html`<div class="widget"><div class="widget-header"><h3>Ticket Info</h3></div><div class="widget-content"><table class="facts"><tbody>
<tr><th>Status</th><td id="ticket_status">${statusLabel(ticket.status)}</td></tr>
<tr><th>Issue Type</th><td>${ticket.problemType}</td></tr><tr><th>Priority</th><td>${ticket.priority}</td></tr>
<tr><th>Assignee</th><td id="best_in_place_ticket_${ticket.id}_user_id">${ticket.assignee ?? 'Unassigned'}</td></tr>
</tbody></table></div></div>`
}

const contactLink = (contact: SyncroContact) =>
  html`<a href="/contacts/${contact.id}" data-original-title="${contact.name}">${contact.name}</a>`
const mailLink = (email: string | null | undefined) =>
  email ? html`<a href="mailto:${email}">${email}</a>` : html`–`

function contactOf(account: SyncroAccount, ticket: SyncroTicket): SyncroContact | undefined {
  return ticket.contactId === null ? undefined : account.contacts.get(ticket.contactId)
}

function customerName(account: SyncroAccount, ticket: SyncroTicket): string {
  const customer = account.customers.get(ticket.customerId)
  return customer ? businessThenName(customer) : '–'
}
