import * as v from 'valibot'
import { readerOf, Text } from '../answer.ts'
import type { PsaOrganisation, PsaTicket } from '../api.ts'
import type { Contact } from '../contact.ts'
import { webDomains } from '../web-domain.ts'
import { type PhoneRow, phoneOf } from './phones.ts'

/**
 * Answers of AlgaPSA's API v1, as its description has them (sdk/docs/openapi/alga-openapi.ce.json of Nine-Minds/alga-psa):
 * `{ data }` for one record, `{ data, pagination }` for a list. Of tickets it says only that they are objects; what is
 * read of them is what the server's getById selects.
 */
export const read = readerOf('AlgaPSA')

const Uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase())
const Flag = v.pipe(
  v.nullish(v.boolean(), false),
  v.transform((flag) => flag ?? false),
)

const Phone = v.object({
  contact_phone_number_id: Uuid,
  phone_number: v.string(),
  extension: v.nullish(v.string(), null),
  canonical_type: v.nullish(v.string(), null),
  custom_type: v.nullish(v.string(), null),
  is_default: Flag,
})

/** A contact with its telephone numbers as they stand there: writing them replaces all. */
export type AlgaContact = Contact & { phones: PhoneRow[] }

export const AlgaContact = v.pipe(
  v.object({
    contact_name_id: Uuid,
    client_id: v.nullish(Uuid, null),
    full_name: Text,
    email: Text,
    role: Text,
    is_inactive: Flag,
    phone_numbers: v.nullish(v.array(Phone), []),
  }),
  v.transform((found): AlgaContact => {
    const phones = found.phone_numbers ?? []
    return {
      id: found.contact_name_id,
      organisationId: found.client_id ?? '',
      active: !found.is_inactive,
      values: {
        name: found.full_name,
        email: found.email,
        title: found.role,
        phone: phoneOf(phones, 'work'),
        mobile: phoneOf(phones, 'mobile'),
      },
      phones,
    }
  }),
)

export const AlgaClient = v.pipe(
  v.object({ client_id: Uuid, client_name: Text, email: Text, url: Text, is_inactive: Flag }),
  v.transform((client): PsaOrganisation => {
    return {
      id: client.client_id,
      name: client.client_name ?? `Client ${client.client_id}`,
      email: client.email,
      disabled: client.is_inactive,
      domains: webDomains(client.url),
    }
  }),
)

const TicketNumber = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
export const AlgaTicket = v.pipe(
  v.object({
    ticket_id: Uuid,
    ticket_number: TicketNumber,
    title: Text,
    client_id: v.nullish(Uuid, null),
    client_name: Text,
    contact_name_id: v.nullish(Uuid, null),
    contact_name: Text,
    contact_email: Text,
  }),
  v.transform(
    (found): PsaTicket => ({
      id: found.ticket_id,
      number: found.ticket_number,
      subject: found.title ?? '',
      organisation: found.client_id
        ? { id: found.client_id, name: found.client_name ?? `Client ${found.client_id}` }
        : null,
      contact: found.contact_name_id
        ? { id: found.contact_name_id, name: found.contact_name ?? '', email: found.contact_email }
        : null,
    }),
  ),
)

export const AlgaComment = v.object({ comment_id: Uuid, is_internal: v.nullish(v.boolean()) })

/** `{ data: … }` of one record. */
export const one = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.object({ data: v.unknown() }),
    v.transform(({ data }) => data),
    schema,
  )

export const pageOf = <S extends v.GenericSchema>(row: S) =>
  v.object({ data: v.array(row), pagination: v.object({ hasNext: v.boolean() }) })

const Refusal = v.object({
  error: v.union([v.string(), v.object({ message: v.string(), details: v.optional(v.unknown()) })]),
})
const Issues = v.array(v.object({ path: v.array(v.union([v.string(), v.number()])), message: v.string() }))

/** What a refusal says: `error` is a text, or `{ code, message, details }` with the fields that are wrong. */
export function refusalWords(body: unknown): string | null {
  const parsed = v.safeParse(Refusal, body)
  if (!parsed.success) return null
  const { error } = parsed.output
  if (typeof error === 'string') return error
  const issues = v.safeParse(Issues, error.details)
  if (!issues.success) return error.message
  return [error.message, ...issues.output.map(({ path, message }) => `${path.join('.')}: ${message}`)].join(
    '; ',
  )
}
