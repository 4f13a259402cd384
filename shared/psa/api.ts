import type { ErrorCode } from '../errors.ts'

/** Requests to one account of a PSA. Raises AppError psa.*; parsing JSON is done, checking its shape is not. */
export interface HttpPort {
  get(path: string, query?: Record<string, string | number | undefined>): Promise<unknown>
  /** Not repeated by the transport: a lost answer raises psa.unknownOutcome. */
  post(path: string, body: object): Promise<unknown>
  put(path: string, body: object): Promise<unknown>
}

/** The fields that a plan compares; null = blank in the PSA. */
export interface ContactFields {
  name: string
  email: string | null
  phone: string | null
  mobile: string | null
  title: string | null
}
export type ContactField = keyof ContactFields

export interface Contact extends ContactFields {
  id: string
  organisationId: string
}

export interface PsaOrganisation {
  id: string
  name: string
  email: string | null
  disabled: boolean
}

export interface PsaTicket {
  id: string
  /** The number people see. */
  number: string
  subject: string
  organisation: { id: string; name: string } | null
  contact: { id: string; name: string; email: string | null } | null
}

/** One page of a listing; `next` is null on the last page. */
interface PsaPageOf<T> {
  items: T[]
  next: string | null
}

/**
 * What an account of a PSA can do. A method that is absent is a thing this PSA cannot do:
 * nobody asks for a PSA by name.
 */
export interface PsaApi {
  /** Who the key is, in words; raises psa.keyRefused, psa.permission … when it will not do. */
  check(): Promise<{ connectedAs: string }>
  organisations(query: string, page: string | null): Promise<PsaPageOf<PsaOrganisation>>
  organisation(id: string): Promise<PsaOrganisation>
  contacts(organisationId: string, page: string | null): Promise<PsaPageOf<Contact>>
  contact(id: string): Promise<Contact>
  ticket(id: string): Promise<PsaTicket>
  /** Which fields createContact and updateContact can write. */
  writable?: readonly ContactField[]
  /** A value as this PSA keeps it: equal values in this form are no change. */
  normal?(field: ContactField, value: string): string
  createContact?(organisationId: string, fields: Partial<ContactFields> & { name: string }): Promise<Contact>
  updateContact?(id: string, fields: Partial<ContactFields> & { name: string }): Promise<Contact>
  /** A private note: never e-mailed, never seen by the customer. Plain text. */
  note?(ticketId: string, subject: string, body: string): Promise<void>
}

export interface PsaApiDefinition {
  /** https origin + base path of an account's API, e.g. https://x.syncromsp.com/api/v1 */
  baseUrl(account: string): string
  headers(credentials: Record<string, string>): Record<string, string>
  /** The PSA's own limit, per account. */
  limit: { requests: number; perSeconds: number }
  /**
   * Reads a refusal (status ≥ 400): the code where the PSA says more than the status does, and its own words.
   * `body` is parsed JSON, or null when it was none.
   */
  refusal?(answer: { status: number; body: unknown }): { code: ErrorCode | null; words: string | null }
  api(http: HttpPort): PsaApi
}
