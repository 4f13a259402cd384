import * as v from 'valibot'
import { Person } from '../person.ts'
import { type EndpointMap, Guid, Problem, PsaHost, PsaRecordId, Time } from './basics.ts'
import { Licence } from './licences.ts'
import { PersonHit } from './search.ts'

/** Which ticket: the page's host and the id in its address, nothing else that a page says. */
export const TicketRef = v.object({ host: PsaHost, ticketId: PsaRecordId })
export type TicketRef = v.InferOutput<typeof TicketRef>

const HeldLicence = v.object({
  ...Licence.entries,
  /** Names of the groups that give it (an id where the name is not known); null = no group does. */
  byGroup: v.optional(v.nullable(v.string()), null),
  /** Given to the person as such, perhaps besides a group. */
  direct: v.optional(v.boolean(), true),
  /** What is wrong with it, in words. */
  problem: v.optional(v.nullable(v.string()), null),
})

export const PersonView = v.object({
  person: Person,
  tenantName: v.string(),
  /** Also products that could not be given: those are not among the person’s `skuIds`. */
  licences: v.array(HeldLicence),
  /** Names of privileged roles; empty = none known. */
  roles: v.array(v.string()),
  /** When the mirror last read this person, and when its tenant was last read completely. */
  asOf: Time,
  tenantProblem: v.nullable(Problem),
  /** Actions in menu order for this caller and person. */
  actions: v.array(
    v.object({
      id: v.string(),
      /** Why it cannot be used; null = it can. */
      off: v.nullable(v.string()),
      /** The step that mends that, or null. */
      next: v.optional(v.nullable(v.string()), null),
      /** https, where it is mended or done by hand. */
      link: v.optional(v.nullable(v.string()), null),
      /** What Microsoft may refuse it for, though nothing is known to be missing. */
      caution: v.optional(v.nullable(v.string()), null),
    }),
  ),
})
export type PersonView = v.InferOutput<typeof PersonView>

const TicketInfo = v.object({
  id: v.string(),
  number: v.string(),
  subject: v.string(),
  organisationName: v.nullable(v.string()),
})

/** A person who may be meant, and what the rules of the organisation say of them. */
const Candidate = v.object({
  ...PersonHit.entries,
  /** By what they were found: the contact's address or name. A name alone never decides. */
  by: v.picklist(['email', 'name']),
  /** Whether the tenant's rules give the person to this organisation, and why or why not, in words. */
  belongs: v.boolean(),
  reason: v.string(),
})
export type Candidate = v.InferOutput<typeof Candidate>

/** Why nobody was found, and what may help. */
export const Nobody = v.object({
  why: v.picklist(['noContact', 'noEmail', 'notMapped', 'notInTenant', 'ambiguous']),
  /** The reason in words, with names. */
  text: v.string(),
  contact: v.nullable(v.object({ name: v.string(), email: v.nullable(v.string()) })),
  /** The PSA's organisation; null = the PSA names none. */
  organisation: v.optional(
    v.nullable(
      v.object({
        connectionId: v.string(),
        organisationId: v.string(),
        name: v.string(),
        /** To a tenant that the caller may see; false = an administrator maps it. */
        mapped: v.boolean(),
        /** Those tenants. */
        tenantIds: v.optional(v.array(v.string()), []),
      }),
    ),
    null,
  ),
  /** The likeliest first. */
  candidates: v.optional(v.array(Candidate), []),
})
export type Nobody = v.InferOutput<typeof Nobody>

export const TicketAnswer = v.variant('found', [
  v.object({
    found: v.literal('person'),
    ticket: TicketInfo,
    /**
     * choice: chosen for this ticket by a technician · link: contact linked by object id · email: the contact's address
     * inside the mapped tenants
     */
    by: v.picklist(['choice', 'link', 'email']),
    view: PersonView,
    /** Who chose, and when; null = nobody did. */
    choice: v.optional(v.nullable(v.object({ byName: v.string(), at: Time })), null),
  }),
  v.object({ found: v.literal('nobody'), ticket: TicketInfo, ...Nobody.entries }),
])
export type TicketAnswer = v.InferOutput<typeof TicketAnswer>

const PersonRef = { tenantId: Guid, personId: Guid }

export const personEndpoints = {
  'tickets.resolve': { input: TicketRef, output: TicketAnswer },
  /**
   * Says whom a ticket is about, for everybody and 90 days: somebody of a tenant mapped to the ticket's organisation;
   * null takes it back. The answer is that of tickets.resolve from then on.
   */
  'tickets.choose': {
    input: v.object({ ...TicketRef.entries, tenantId: Guid, personId: v.nullable(Guid) }),
    output: TicketAnswer,
  },
  'persons.get': { input: v.object(PersonRef), output: PersonView },
  /** Reads the person from Microsoft now; the answer is that of persons.get from then on. */
  'persons.refresh': { input: v.object(PersonRef), output: PersonView },
} as const satisfies EndpointMap
