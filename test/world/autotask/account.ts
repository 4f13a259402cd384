import { createRecords, type Records } from '../embedded-psa.ts'

interface Company {
  id: number
  companyName: string
  webAddress: string
  isActive: boolean
}
interface Contact {
  id: number
  companyID: number
  firstName: string
  lastName: string
  emailAddress: string
  isActive: number
}
interface Ticket {
  id: number
  /** What people see. */
  ticketNumber: string
  title: string
  companyID: number | null
  contactID: number | null
}
export interface Note {
  id: number
  ticketID: number
  title: string
  description: string
  noteType: number
  publish: number
}
interface Choice {
  value: string
  label: string
  isActive: boolean
  isDefaultValue: boolean
}

export interface AutotaskAccount {
  zone: number
  key: { userName: string; secret: string; integrationCode: string }
  /** Entities that the security level does not allow at all. */
  forbidden: Set<string>
  /** A query gives no more, whatever is asked for. */
  maxRecords: number
  companies: Records<Company>
  contacts: Records<Contact>
  tickets: Records<Ticket>
  notes: Records<Note>
  /** Lists of each account, by field of a note. */
  choices: { publish: Choice[]; noteType: Choice[] }
}

const choice = (value: string, label: string, more: Partial<Choice> = {}): Choice => {
  return { value, label, isActive: true, isDefaultValue: false, ...more }
}

export function createAccount(zone: number, key: AutotaskAccount['key']): AutotaskAccount {
  return {
    zone,
    key,
    forbidden: new Set(),
    maxRecords: 500,
    // The MSP itself is company 0.
    companies: createRecords(0),
    contacts: createRecords(30_682_000),
    tickets: createRecords(7_100),
    notes: createRecords(29_680_000),
    choices: {
      publish: [
        choice('1', 'All Autotask Users'),
        choice('4', 'Internal & Co-Managed'),
        choice('2', 'Internal Project Team'),
      ],
      noteType: [
        choice('13', 'System Workflow Note'),
        choice('1', 'Task Summary', { isActive: false }),
        choice('3', 'Task Notes'),
      ],
    },
  }
}
