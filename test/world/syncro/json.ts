import type { SyncroAccount, SyncroComment, SyncroContact, SyncroCustomer, SyncroTicket } from './account.ts'

const time = (at: number) => new Date(at).toISOString()

/** The JSON of the API, every documented field present, nullable as documented. */
export function contactJson({ createdAt, updatedAt, customerId, properties, ...fields }: SyncroContact) {
  return {
    ...fields,
    customer_id: customerId,
    properties: { ...properties },
    latitude: null,
    longitude: null,
    account_id: 1,
    created_at: time(createdAt),
    updated_at: time(updatedAt),
    vendor_id: null,
    opt_out: false,
    extension: null,
  }
}

export function businessThenName({ businessName, firstname, lastname }: SyncroCustomer): string {
  return businessName ?? `${firstname} ${lastname}`.trim()
}

export function customerJson(account: SyncroAccount, customer: SyncroCustomer) {
  const { id, businessName, firstname, lastname, email, phone, disabled, createdAt } = customer
  const fullname = `${firstname} ${lastname}`.trim()
  return {
    id,
    firstname,
    lastname,
    fullname,
    business_name: businessName,
    email,
    phone,
    mobile: null,
    created_at: time(createdAt),
    updated_at: time(createdAt),
    pdf_url: null,
    address: null,
    address_2: null,
    city: null,
    state: null,
    zip: null,
    latitude: null,
    longitude: null,
    notes: null,
    get_sms: false,
    opt_out: false,
    disabled,
    no_email: !email,
    location_name: null,
    location_id: null,
    properties: {},
    online_profile_url: `https://${account.subdomain}.syncromsp.com/my_profile/v2/index`,
    tax_rate_id: null,
    notification_email: null,
    invoice_cc_emails: null,
    invoice_term_id: null,
    referred_by: null,
    ref_customer_id: null,
    business_and_full_name: businessName ? `${businessName} - ${fullname}` : fullname,
    business_then_name: businessThenName(customer),
    contacts: account.contactsOf(id).map(contactJson),
  }
}

export function commentJson({ id, ticketId, subject, body, tech, hidden, createdAt }: SyncroComment) {
  return {
    id,
    created_at: time(createdAt),
    updated_at: time(createdAt),
    ticket_id: ticketId,
    subject,
    body,
    tech,
    hidden,
    user_id: null,
  }
}

/** A ticket as lists give it. */
export function ticketJson(account: SyncroAccount, ticket: SyncroTicket) {
  const customer = account.customers.get(ticket.customerId)
  const contact = ticket.contactId === null ? undefined : account.contacts.get(ticket.contactId)
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    created_at: time(ticket.createdAt),
    updated_at: time(ticket.createdAt),
    customer_id: ticket.customerId,
    customer_business_then_name: customer ? businessThenName(customer) : null,
    due_date: null,
    start_at: null,
    end_at: null,
    resolved_at: null,
    location_id: null,
    problem_type: ticket.problemType,
    status: ticket.status,
    priority: ticket.priority,
    properties: {},
    user_id: null,
    pdf_url: null,
    tag_list: [],
    contact_id: contact?.id ?? null,
    contact_fullname: contact?.name ?? null,
    comments: ticket.comments.map(commentJson),
    user: null,
  }
}

/** A ticket by id: with its customer (and that one's contacts) and its contact, which may be null. */
export function ticketDetailJson(account: SyncroAccount, ticket: SyncroTicket) {
  const { contact_id: _contactId, contact_fullname: _contactName, ...shared } = ticketJson(account, ticket)
  const customer = account.customers.get(ticket.customerId)
  const contact = ticket.contactId === null ? undefined : account.contacts.get(ticket.contactId)
  return {
    ...shared,
    customer: customer ? customerJson(account, customer) : null,
    contact: contact ? contactJson(contact) : null,
    attachments: [],
    ticket_timers: [],
    line_items: [],
    assets: [],
    address: null,
  }
}
