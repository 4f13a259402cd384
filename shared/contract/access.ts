import * as v from 'valibot'
import { type EndpointMap, Guid, Time } from './basics.ts'

/** Whom a limit is about: one technician, or a group of the MSP's own tenant, by object id. */
const AccessSubject = v.object({ kind: v.picklist(['person', 'group']), id: Guid })

/** With the name that people read; it decides nothing. */
const NamedSubject = v.object({
  ...AccessSubject.entries,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(256)),
})

export const AccessLimit = v.object({
  subject: NamedSubject,
  /** The tenants that are left; empty = none. */
  tenantIds: v.array(v.string()),
  changedAt: Time,
  changedBy: v.string(),
})
export type AccessLimit = v.InferOutput<typeof AccessLimit>

const AccessChange = v.object({
  id: v.string(),
  at: Time,
  actorId: v.string(),
  actorName: v.string(),
  subject: NamedSubject,
  /** What holds since then; null = the limit was lifted. */
  tenantIds: v.nullable(v.array(v.string())),
})

export const accessEndpoints = {
  /** Who the caller is, as the token says. */
  'session.get': {
    input: v.object({}),
    output: v.object({
      id: v.string(),
      name: v.string(),
      role: v.picklist(['viewer', 'technician', 'admin']),
      /** Whether an administrator has limited the caller to certain tenants. */
      limited: v.optional(v.boolean(), false),
    }),
  },
  /** Who is limited to which tenants (all limits), and the newest 100 changes of limits, newest first. */
  'access.list': {
    input: v.object({}),
    output: v.object({ limits: v.array(AccessLimit), changes: v.array(AccessChange) }),
  },
  /** Limits a technician or a group to these tenants alone, from the next request on. Replaces a limit that is there. */
  'access.set': {
    input: v.object({ subject: NamedSubject, tenantIds: v.pipe(v.array(Guid), v.maxLength(1500)) }),
    output: AccessLimit,
  },
  /** Lifts a limit. Whoever has no limit left sees every tenant again. */
  'access.remove': {
    input: v.object({ subject: AccessSubject }),
    output: v.object({ removed: v.literal(true) }),
  },
} as const satisfies EndpointMap
