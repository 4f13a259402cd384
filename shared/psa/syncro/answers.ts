import * as v from 'valibot'
import { NumberId as Id, readerOf, Text } from '../answer.ts'
import type { PsaOrganisation, PsaTicket } from '../api.ts'
import { type Contact, emailOf, nameOf } from '../contact.ts'
import { isMarked } from './inactive-line.ts'

/*
 * The answers of Syncro's API, as its description gives them (OpenAPI 3.0, examples of each operation).
 * Everything but ids may be null or absent; a blank counts as null.
 */
export const read = readerOf('Syncro')

/**
 * Contacts carry one name field and no state: a line of ours in `notes` says that one is inactive. `title` is written as
 * a field and read as a property.
 */
export const SyncroContact = v.pipe(
  v.object({
    id: Id,
    name: Text,
    email: Text,
    phone: Text,
    mobile: Text,
    address1: Text,
    city: Text,
    state: Text,
    zip: Text,
    notes: v.nullish(v.string(), ''),
    customer_id: v.nullish(Id, null),
    properties: v.nullish(v.record(v.string(), v.unknown()), {}),
  }),
  v.transform(
    ({ id, customer_id, properties, notes, address1, zip, ...values }): Contact & { notes: string } => ({
      id,
      organisationId: customer_id ?? '',
      active: !isMarked(notes ?? ''),
      notes: notes ?? '',
      values: {
        ...values,
        street: address1,
        postalCode: zip,
        title: typeof properties?.title === 'string' ? properties.title.trim() || null : null,
      },
    }),
  ),
)

const Named = v.object({ id: Id, business_name: Text, business_then_name: Text, fullname: Text, email: Text })
type Named = v.InferOutput<typeof Named>
const customerName = ({ id, business_name, business_then_name, fullname }: Named) =>
  business_name ?? business_then_name ?? fullname ?? `Customer ${id}`

const SyncroCustomer = v.pipe(
  v.object({ ...Named.entries, disabled: v.nullish(v.boolean(), false) }),
  v.transform(
    (customer): PsaOrganisation => ({
      id: customer.id,
      name: customerName(customer),
      email: customer.email,
      disabled: customer.disabled ?? false,
    }),
  ),
)
export const CustomerAnswer = v.object({ customer: SyncroCustomer })

export const TicketAnswer = v.object({
  ticket: v.pipe(
    v.object({
      id: Id,
      number: Id,
      subject: Text,
      customer: v.nullish(Named, null),
      contact: v.nullish(SyncroContact, null),
    }),
    v.transform(
      ({ id, number, subject, customer, contact }): PsaTicket => ({
        id,
        number,
        subject: subject ?? '',
        organisation: customer && { id: customer.id, name: customerName(customer) },
        contact: contact && { id: contact.id, name: nameOf(contact), email: emailOf(contact) },
      }),
    ),
  ),
})

/** The comments of a ticket, which come with it. */
export const CommentsAnswer = v.object({ ticket: v.object({ comments: v.array(v.object({ body: Text })) }) })
export const CommentAnswer = v.object({ comment: v.object({ id: Id }) })
export const MeAnswer = v.object({ user_name: Text, user_email: Text })

const Meta = v.object({ total_pages: v.pipe(v.number(), v.integer(), v.minValue(0)) })
export const ContactsAnswer = v.object({ contacts: v.array(SyncroContact), meta: Meta })
export const CustomersAnswer = v.object({ customers: v.array(SyncroCustomer), meta: Meta })

const Words = v.union([v.string(), v.array(v.string())])
const Refusal = v.object({ errors: v.optional(Words), message: v.optional(Words), error: v.optional(Words) })

/** What a refusal says: `errors` (contacts), `message` (tickets, customers) or `error`, each a string or a list. */
export function refusalWords(body: unknown): string | null {
  const parsed = v.safeParse(Refusal, body)
  if (!parsed.success) return null
  const { errors, message, error } = parsed.output
  const words = [errors ?? message ?? error ?? []].flat()
  return words.length ? words.join('; ') : null
}
