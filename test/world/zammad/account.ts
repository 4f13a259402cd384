import { createRecords, type Records } from '../embedded-psa.ts'

interface ZammadOrganisation {
  id: number
  name: string
  domain: string
  active: boolean
}
interface ZammadUser {
  id: number
  login: string
  firstname: string
  lastname: string
  email: string
  organization_id: number | null
}
export interface ZammadTicket {
  id: number
  /** What people see. */
  number: string
  title: string
  organization_id: number | null
  customer_id: number
}
interface ZammadArticle {
  id: number
  ticket_id: number
  subject: string
  body: string
  content_type: string
  type: string
  internal: boolean
}

/** One Zammad with the one token that it knows. */
export interface ZammadAccount {
  token: string
  permissions: Set<string>
  /** Id of the user whom the token acts as. */
  agent: number
  /** A page has no more, whatever is asked for. */
  hardLimit: number
  organisations: Records<ZammadOrganisation>
  users: Records<ZammadUser>
  tickets: Records<ZammadTicket>
  articles: Records<ZammadArticle>
}

export function createAccount(token: string): ZammadAccount {
  return {
    token,
    permissions: new Set(['ticket.agent']),
    agent: 3,
    hardLimit: 500,
    organisations: createRecords(1),
    users: createRecords(1),
    tickets: createRecords(1),
    articles: createRecords(1),
  }
}
