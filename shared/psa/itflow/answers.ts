import * as v from 'valibot'
import { AppError } from '../../errors.ts'
import { NumberId, readerOf, Text } from '../answer.ts'
import type { PsaOrganisation } from '../api.ts'
import type { Contact } from '../contact.ts'
import { webDomains } from '../web-domain.ts'
import { wholeNumber } from './values.ts'

/**
 * The answers of ITFlow's API (github.com/itflow-org/itflow, api/v1/read_output.php, create_output.php, update_output.php):
 * `success` is a text, failures come with status 200, all values of rows are texts or null.
 */
const Envelope = v.object({
  success: v.picklist(['True', 'False']),
  data: v.optional(v.array(v.unknown()), []),
  message: v.optional(v.string(), ''),
})

/** 0 means nobody, and so does a column that is not there. */
const Reference = v.pipe(
  v.nullish(NumberId, null),
  v.transform((id) => (id === '0' ? null : id)),
)

export const ContactRow = v.pipe(
  v.object({
    contact_id: NumberId,
    contact_client_id: Reference,
    contact_name: Text,
    contact_email: Text,
    contact_phone: Text,
    contact_phone_country_code: Text,
    contact_mobile: Text,
    contact_mobile_country_code: Text,
    contact_title: Text,
    contact_department: Text,
    contact_archived_at: Text,
  }),
  v.transform(
    (row): Contact => ({
      id: row.contact_id,
      organisationId: row.contact_client_id ?? '',
      active: row.contact_archived_at === null,
      values: {
        name: row.contact_name,
        email: row.contact_email,
        phone: wholeNumber(row.contact_phone_country_code, row.contact_phone),
        mobile: wholeNumber(row.contact_mobile_country_code, row.contact_mobile),
        title: row.contact_title,
        department: row.contact_department,
      },
    }),
  ),
)

export const ClientRow = v.pipe(
  v.object({ client_id: NumberId, client_name: Text, client_website: Text, client_archived_at: Text }),
  v.transform(({ client_id: id, client_name, client_website, client_archived_at }): PsaOrganisation => {
    return {
      id,
      name: client_name ?? `Client ${id}`,
      email: null,
      disabled: client_archived_at !== null,
      domains: webDomains(client_website),
    }
  }),
)

export const TicketRow = v.pipe(
  v.object({
    ticket_id: NumberId,
    ticket_prefix: Text,
    ticket_number: NumberId,
    ticket_subject: Text,
    ticket_client_id: Reference,
    ticket_contact_id: Reference,
  }),
  v.transform((row) => ({
    id: row.ticket_id,
    number: `${row.ticket_prefix ?? ''}${row.ticket_number}`,
    subject: row.ticket_subject ?? '',
    clientId: row.ticket_client_id,
    contactId: row.ticket_contact_id,
  })),
)

const Inserted = v.tuple([v.object({ insert_id: NumberId })])

const parsed = readerOf('ITFlow')

/** Rows of a listing. "No resource …" is how ITFlow says that there are none (any more); other failures are raised. */
export function rowsOf<S extends v.GenericSchema>(
  schema: S,
  answer: unknown,
  what: string,
): v.InferOutput<S>[] {
  const { success, data, message } = parsed(Envelope, answer, what, 'psa.malformed')
  if (success === 'True') return data.map((row) => parsed(schema, row, what, 'psa.malformed'))
  if (/^No resource\b/i.test(message)) return []
  throw new AppError('psa.rejected', { detail: said(message) })
}

/** The id of what was made; null = ITFlow made nothing. */
export function insertedId(answer: unknown, what: string): string | null {
  const { success, data } = parsed(Envelope, answer, what, 'psa.unknownOutcome')
  return success === 'True' ? parsed(Inserted, data, what, 'psa.unknownOutcome')[0].insert_id : null
}

/** Whether a row was changed. ITFlow says no as well where nothing was different: read it back. */
export function wasChanged(answer: unknown, what: string): boolean {
  return parsed(Envelope, answer, what, 'psa.unknownOutcome').success === 'True'
}

/** What a refusal says. */
export function refusalWords(body: unknown): string | null {
  const result = v.safeParse(Envelope, body)
  return result.success && result.output.message !== '' ? result.output.message : null
}

const said = (message: string): string =>
  `ITFlow said: ${message
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)}`
