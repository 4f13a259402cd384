import * as v from 'valibot'
import { Person } from '../person.ts'
import { type EndpointMap, Guid, Problem, Time } from './basics.ts'
import { Licence } from './licences.ts'

/** Which ticket: the page's host and the id in its address, nothing else that a page says. */
export const TicketRef = v.object({
  host: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(1), v.maxLength(253)),
  ticketId: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(64),
    v.regex(/^[\w-]+$/, 'This is not a ticket id.'),
  ),
})
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
  /** Actions in menu order for this caller and person; `off` says why one cannot be used. */
  actions: v.array(v.object({ id: v.string(), off: v.nullable(v.string()) })),
})
export type PersonView = v.InferOutput<typeof PersonView>

const TicketInfo = v.object({
  id: v.string(),
  number: v.string(),
  subject: v.string(),
  organisationName: v.nullable(v.string()),
})

export const TicketAnswer = v.variant('found', [
  v.object({
    found: v.literal('person'),
    ticket: TicketInfo,
    /** link: contact linked by object id · email: the contact's address inside the mapped tenants */
    by: v.picklist(['link', 'email']),
    view: PersonView,
  }),
  v.object({
    found: v.literal('nobody'),
    ticket: TicketInfo,
    why: v.picklist(['noContact', 'noEmail', 'notMapped', 'notInTenant', 'ambiguous']),
    /** The reason in words, with names. */
    text: v.string(),
    contact: v.nullable(v.object({ name: v.string(), email: v.nullable(v.string()) })),
  }),
])
export type TicketAnswer = v.InferOutput<typeof TicketAnswer>

export const personEndpoints = {
  'tickets.resolve': { input: TicketRef, output: TicketAnswer },
  'persons.get': { input: v.object({ tenantId: Guid, personId: Guid }), output: PersonView },
} as const satisfies EndpointMap
