import { createRecords, type Records } from '../embedded-psa.ts'

export interface Company {
  id: number
  identifier: string
  name: string
  website: string
  deletedFlag: boolean
}
interface Contact {
  id: number
  firstName: string
  lastName: string
  companyId: number
}
/** An address of a contact: e-mail, telephone … */
interface Communication {
  id: number
  contactId: number
  communicationType: string
  value: string
  defaultFlag: boolean
}
/** The number that people see is the id. */
export interface Ticket {
  id: number
  summary: string
  companyId: number
  contactId: number | null
  /** Typed or taken from a mail, also where there is no contact. */
  contactName: string | null
  contactEmailAddress: string | null
}
export interface Note {
  id: number
  ticketId: number
  text: string
  detailDescriptionFlag: boolean
  internalAnalysisFlag: boolean
  resolutionFlag: boolean
  /** Whether the customer got it by e-mail. */
  mailed: boolean
}

/** The security role of the API member. */
export const rights = ['companies', 'contacts', 'tickets', 'notes'] as const

export interface ConnectwiseAccount {
  key: { companyId: string; publicKey: string; privateKey: string; clientId: string }
  rights: Set<(typeof rights)[number]>
  companies: Records<Company>
  contacts: Records<Contact>
  communications: Records<Communication>
  tickets: Records<Ticket>
  notes: Records<Note>
}

export function createAccount(key: ConnectwiseAccount['key']): ConnectwiseAccount {
  return {
    key,
    rights: new Set(rights),
    companies: createRecords(19_300),
    contacts: createRecords(500),
    communications: createRecords(9_000),
    tickets: createRecords(608_700),
    notes: createRecords(77_000),
  }
}
