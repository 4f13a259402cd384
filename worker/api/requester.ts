import type { Nobody } from '#shared/contract.ts'
import type { PsaTicket } from '#shared/psa/api.ts'
import { personLinkedTo } from '../store/links.ts'
import { mappedTenantIds } from '../store/mappings.ts'
import { type MirroredPerson, personsOf } from '../store/persons.ts'
import { searchPersons } from '../store/search.ts'
import { findTenant } from '../store/tenants.ts'
import { candidatesOf, type Likely, mostCandidates } from './candidates.ts'
import type { Call } from './handlers.ts'
import { isWithin } from './reach.ts'

/** What a page of a PSA names: a ticket's or a contact's own organisation and contact. */
export interface Asked extends Pick<PsaTicket, 'organisation' | 'contact'> {
  connectionId: string
  /** In words, e.g. Ticket 4182 */
  what: string
}

interface Found {
  tenantId: string
  personId: string
  by: 'link' | 'email'
}

/**
 * Whom a contact stands for, within tenants mapped to its organisation alone. A tenant that is not the caller's counts
 * as not mapped.
 */
export async function findRequester(call: Call, asked: Asked): Promise<Found | Nobody> {
  const found = await look(call, asked)
  if (!('why' in found) || !found.organisation) return found
  return { ...found, organisation: { ...found.organisation, tenantIds: await visibleTenants(call, asked) } }
}

async function look(call: Call, asked: Asked): Promise<Found | Nobody> {
  const { organisation, contact, what, connectionId } = asked
  if (!contact) return nobody(asked, 'noContact', `${what} names no contact.`)
  if (!organisation) return nobody(asked, 'notMapped', `${what} belongs to no organisation.`)
  const tenantIds = await visibleTenants(call, asked)
  if (tenantIds.length === 0)
    return nobody(asked, 'notMapped', `${organisation.name} is not mapped to a Microsoft tenant.`)
  const mapped = { ...asked, organisation, contact, tenantIds }
  const link = await personLinkedTo(call, connectionId, contact.id)
  // A contact that was moved to another customer must not take its person along.
  if (link && tenantIds.includes(link.tenantId)) {
    if (await personsOf(call, link.tenantId).get(link.personId)) return { ...link, by: 'link' }
    return findByEmail(call, mapped, 'The person linked to this contact no longer exists. ')
  }
  return findByEmail(call, mapped, '')
}

/** The tenants mapped to the organisation that the caller may see. */
export async function visibleTenants(
  call: Call,
  { connectionId, organisation }: Pick<Asked, 'connectionId' | 'organisation'>,
): Promise<string[]> {
  const mapped = organisation ? await mappedTenantIds(call, connectionId, organisation.id) : []
  return mapped.filter((tenantId) => isWithin(call.reach, tenantId))
}

interface Mapped extends Asked {
  organisation: NonNullable<Asked['organisation']>
  contact: NonNullable<Asked['contact']>
  tenantIds: readonly string[]
}

async function findByEmail(call: Call, mapped: Mapped, before: string): Promise<Found | Nobody> {
  const { name, email } = mapped.contact
  if (!email) {
    const help = await candidates(call, mapped, await ofThatName(call, mapped))
    return nobody(mapped, 'noEmail', `${before}The contact ${name} has no e-mail address.`, help)
  }
  const found = await Promise.all(
    mapped.tenantIds.map((tenantId) => personsOf(call, tenantId).byAddress(email)),
  )
  const persons = presentFirst(found.flat()).map(({ person }) => person)
  const [only] = persons
  if (only && persons.length === 1) return { tenantId: only.tenantId, personId: only.id, by: 'email' }
  const names = await namesOf(call, mapped.tenantIds)
  if (!only) {
    const help = await candidates(call, mapped, await ofThatName(call, mapped))
    const text = `${before}Nobody in ${[...names.values()].join(' or ')} has the address ${email}.`
    return nobody(mapped, 'notInTenant', text, help)
  }
  const who = persons.map((person) => `${person.displayName} (${person.userPrincipalName})`)
  const likely = persons.map((person): Likely => {
    return { person, tenantName: names.get(person.tenantId) ?? person.tenantId, by: 'email' }
  })
  const text = `${before}Several persons have the address ${email}: ${who.join(', ')}.`
  return nobody(mapped, 'ambiguous', text, await candidates(call, mapped, likely))
}

/** A deleted account stands aside when somebody else has its address now. */
function presentFirst(found: MirroredPerson[]): MirroredPerson[] {
  const present = found.filter(({ person }) => person.deletedAt === null)
  return present.length > 0 ? present : found
}

async function ofThatName(call: Call, { contact, tenantIds }: Mapped): Promise<Likely[]> {
  const search = { text: contact.name, within: tenantIds, first: [], most: mostCandidates }
  const found = await searchPersons(call, search)
  return found.map(({ person, tenantName }) => ({ person, tenantName, by: 'name' }))
}

function candidates(call: Call, { connectionId, organisation }: Mapped, likely: readonly Likely[]) {
  return candidatesOf(call, { connectionId, organisationId: organisation.id }, likely)
}

async function namesOf(call: Call, tenantIds: readonly string[]): Promise<Map<string, string>> {
  const tenants = await Promise.all(tenantIds.map((tenantId) => findTenant(call, tenantId)))
  return new Map(tenantIds.map((tenantId, index) => [tenantId, tenants[index]?.name ?? tenantId]))
}

function nobody(
  { connectionId, organisation, contact }: Asked,
  why: Nobody['why'],
  text: string,
  candidates: Nobody['candidates'] = [],
): Nobody {
  return {
    ...{ why, text, candidates },
    contact: contact && { name: contact.name, email: contact.email },
    organisation: organisation && {
      ...{ connectionId, organisationId: organisation.id, name: organisation.name },
      ...{ mapped: why !== 'notMapped', tenantIds: [] },
    },
  }
}
