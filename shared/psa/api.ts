import type { ErrorCode } from '../errors.ts'
import type { Contact, ContactField, ContactValues } from './contact.ts'

export type Query = Record<string, string | number | undefined>

/** One request to an account's API; `path` is appended to the definition's base address. */
export interface PsaRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  path: string
  query: Query
  /** Sent as JSON; null = no body. */
  body: object | null
  headers: Record<string, string>
}

/** Requests to one account of a PSA. Raises AppError psa.*; parsing JSON is done, checking its shape is not. */
export interface HttpPort {
  get(path: string, query?: Query): Promise<unknown>
  /** A POST that only reads (a query): repeated like a GET when nothing came back. */
  query(path: string, body: object): Promise<unknown>
  /** Not repeated by the transport: a lost answer raises psa.unknownOutcome. */
  post(path: string, body: object): Promise<unknown>
  put(path: string, body: object): Promise<unknown>
  patch(path: string, body: object): Promise<unknown>
}

export interface PsaOrganisation {
  id: string
  name: string
  email: string | null
  disabled: boolean
  /** Where the PSA itself knows which Microsoft tenant it is. */
  tenantId?: string | null
  /** E-mail or web domains that the PSA keeps with the organisation, lower-case. */
  domains?: string[]
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
export interface PsaPageOf<T> {
  items: T[]
  next: string | null
}

/** A field that contacts of this PSA have and that its API writes. */
export interface FieldSpec {
  id: ContactField
  /** For fields of the PSA's own. */
  label?: string
  /** For fields of the PSA's own: what of the person fills it. */
  from?: 'userPrincipalName' | 'objectId'
  /** Written only where an administrator says so. */
  offAtFirst?: boolean
}

/** Values of a contact to write; blanks are never among them. */
export type NewValues = ContactValues & { name: string }

/**
 * What an account of a PSA can do. A method that is absent is a thing this PSA cannot do, or may not do before the
 * trial (`PsaApiDefinition.trials`): nobody asks for a PSA by name.
 */
export interface PsaApi {
  /** Who the key is, in words; raises psa.keyRefused, psa.permission … when it will not do. */
  check(): Promise<{ connectedAs: string }>
  organisations(query: string, page: string | null): Promise<PsaPageOf<PsaOrganisation>>
  organisation(id: string): Promise<PsaOrganisation>
  ticket(id: string): Promise<PsaTicket>
  /** Inactive ones too. Absent: contacts of this PSA are not kept by Sidelight. */
  contacts?(organisationId: string, page: string | null): Promise<PsaPageOf<Contact>>
  contact?(id: string): Promise<Contact>
  /** Every contact of the organisation with this address, inactive ones too, where the PSA can find them. */
  findContacts?(organisationId: string, email: string): Promise<Contact[]>
  /** E-mail addresses of contacts of all organisations, for suggesting mappings. */
  addresses?(page: string | null): Promise<PsaPageOf<{ organisationId: string; email: string }>>
  /** Which fields createContact and updateContact can write. */
  fields?: readonly FieldSpec[]
  /** A value as this PSA keeps it: equal values in this form are no change. */
  normal?(field: ContactField, value: string): string
  createContact?(organisationId: string, values: NewValues): Promise<Contact>
  /** Writes these values and the name; the others stay. `contact` is as it was read a moment ago. */
  updateContact?(contact: Contact, values: ContactValues): Promise<Contact>
  /** In the PSA's own way, never by deleting. `why` and `day` (yyyy-mm-dd) where it keeps words. Idempotent. */
  deactivate?(contact: Contact, why: string, day: string): Promise<Contact>
  /** Idempotent. */
  reactivate?(contact: Contact): Promise<Contact>
  /** The same contact in another organisation. */
  moveContact?(contact: Contact, organisationId: string): Promise<Contact>
  createOrganisation?(name: string): Promise<PsaOrganisation>
  /** A private note: never e-mailed, never seen by the customer. Plain text. */
  note?(ticketId: string, subject: string, body: string): Promise<void>
  /** Whether a note of the ticket holds this line, for one whose answer was lost. Absent: notes cannot be read. */
  hasNote?(ticketId: string, line: string): Promise<boolean>
}

/** What stays off in an account until it was tried there, because nobody has confirmed how the PSA answers. */
export const trialKinds = ['contact', 'note'] as const
export type TrialKind = (typeof trialKinds)[number]
type Absent<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T]
export const triedBy: Record<TrialKind, readonly Absent<PsaApi>[]> = {
  contact: [
    'createContact',
    'updateContact',
    'deactivate',
    'reactivate',
    'moveContact',
    'createOrganisation',
  ],
  note: ['note'],
}

export interface PsaApiDefinition {
  /** https origin + base path of an account's API, e.g. https://x.syncromsp.com/api/v1 */
  baseUrl(account: string): string
  /** Puts the credentials into a request: header, query or body, as the PSA wants them. `token`: see below. */
  sign(request: PsaRequest, credentials: Record<string, string>, token: string | null): PsaRequest
  /** Where requests need a token that is asked for first: kept for the life of one API, asked anew after a 401. */
  token?: {
    url(account: string, credentials: Record<string, string>): string
    /** Sent as a form (application/x-www-form-urlencoded). */
    form(account: string, credentials: Record<string, string>): Record<string, string>
    /** The token in the answer; null = there is none. */
    read(answer: unknown): string | null
  }
  /** Other origins that requests of this account may go to, beside those of `baseUrl` and `token`. */
  otherOrigins?: readonly string[]
  /** The PSA's own limit, per account. */
  limit: { requests: number; perSeconds: number }
  /**
   * Reads a refusal (status ≥ 400): the code where the PSA says more than the status does, and its own words.
   * `body` is parsed JSON, or null when it was none.
   */
  refusal?(answer: { status: number; body: unknown; isPost: boolean }): {
    code: ErrorCode | null
    words: string | null
  }
  /** What must be tried in each account first, with the reason in words. */
  trials?: Partial<Record<TrialKind, string>>
  api(http: HttpPort, account: string): PsaApi
}
