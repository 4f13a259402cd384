import type { TicketAnswer, TicketRef } from '#shared/contract.ts'
import type { PsaTicket } from '#shared/psa/api.ts'
import { type OpenTicket, openTicket } from '../act/ticket.ts'
import { personLinkedTo } from '../store/links.ts'
import { mappedTenantIds } from '../store/mappings.ts'
import { type MirroredPerson, personsOf } from '../store/persons.ts'
import { findTenant } from '../store/tenants.ts'
import type { Call, Handlers } from './handlers.ts'
import { personView } from './person-view.ts'
import { isWithin } from './reach.ts'

export const ticketHandlers = {
  'tickets.resolve': (input, call) => resolveTicket(call, input),
} satisfies Partial<Handlers>

type Found = { tenantId: string; personId: string; by: 'link' | 'email' }
type Nobody = Pick<Extract<TicketAnswer, { found: 'nobody' }>, 'why' | 'text'>

/**
 * Who a ticket is about: by the ticket's contact alone, and only within tenants mapped to its organisation. A tenant
 * that is not the caller's counts as not mapped.
 */
async function resolveTicket(call: Call, ref: TicketRef): Promise<TicketAnswer> {
  const opened = await openTicket(call, ref)
  const { id, number, subject, organisation, contact } = opened.ticket
  const ticket = { id, number, subject, organisationName: organisation?.name ?? null }
  const answer = await findRequester(call, opened)
  if ('why' in answer) {
    const shown = contact && { name: contact.name, email: contact.email }
    return { found: 'nobody', ticket, ...answer, contact: shown }
  }
  const view = await personView(call, call.caller, answer.tenantId, answer.personId)
  return { found: 'person', ticket, by: answer.by, view }
}

async function findRequester(call: Call, { ticket, connectionId }: OpenTicket): Promise<Found | Nobody> {
  const { organisation, contact } = ticket
  if (!contact) return { why: 'noContact', text: `Ticket ${ticket.number} names no contact.` }
  if (!organisation) return { why: 'notMapped', text: `Ticket ${ticket.number} belongs to no organisation.` }
  const mapped = await mappedTenantIds(call, connectionId, organisation.id)
  const tenantIds = mapped.filter((tenantId) => isWithin(call.reach, tenantId))
  if (tenantIds.length === 0) {
    return { why: 'notMapped', text: `${organisation.name} is not mapped to a Microsoft tenant.` }
  }
  const link = await personLinkedTo(call, connectionId, contact.id)
  // A contact that was moved to another customer must not take its person along.
  if (link && tenantIds.includes(link.tenantId)) {
    if (await personsOf(call, link.tenantId).get(link.personId)) return { ...link, by: 'link' }
    return findByEmail(call, contact, tenantIds, 'The person linked to this contact no longer exists. ')
  }
  return findByEmail(call, contact, tenantIds, '')
}

async function findByEmail(
  call: Call,
  { name, email }: NonNullable<PsaTicket['contact']>,
  tenantIds: readonly string[],
  before: string,
): Promise<Found | Nobody> {
  if (!email) return { why: 'noEmail', text: `${before}The contact ${name} has no e-mail address.` }
  const found = await Promise.all(tenantIds.map((tenantId) => personsOf(call, tenantId).byAddress(email)))
  const candidates = presentFirst(found.flat())
  const [only] = candidates
  if (!only) {
    const names = await namesOf(call, tenantIds)
    return { why: 'notInTenant', text: `${before}Nobody in ${names} has the address ${email}.` }
  }
  if (candidates.length === 1)
    return { tenantId: only.person.tenantId, personId: only.person.id, by: 'email' }
  const who = candidates.map(({ person }) => `${person.displayName} (${person.userPrincipalName})`)
  return { why: 'ambiguous', text: `${before}Several persons have the address ${email}: ${who.join(', ')}.` }
}

/** A deleted account stands aside when somebody else has its address now. */
function presentFirst(found: MirroredPerson[]): MirroredPerson[] {
  const present = found.filter(({ person }) => person.deletedAt === null)
  return present.length > 0 ? present : found
}

async function namesOf(call: Call, tenantIds: readonly string[]): Promise<string> {
  const tenants = await Promise.all(tenantIds.map((tenantId) => findTenant(call, tenantId)))
  return tenants.map((tenant, index) => tenant?.name ?? tenantIds[index]).join(' or ')
}
