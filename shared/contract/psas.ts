import * as v from 'valibot'
import { trialKinds } from '../psa/api.ts'
import { type EndpointMap, Id, Problem, Time } from './basics.ts'

export const Connection = v.object({
  id: v.string(),
  psa: v.string(),
  /** The account within the PSA, e.g. Syncro's subdomain. */
  account: v.string(),
  /** Host names whose ticket pages belong to this account. */
  hosts: v.array(v.string()),
  keyHint: v.string(),
  connectedAs: v.nullable(v.string()),
  checkedAt: v.nullable(Time),
  problem: v.nullable(Problem),
  /** Which sealing key opens its credentials; old: SEALING_KEY_OLD is still needed · other: none that is set */
  sealedBy: v.optional(v.picklist(['current', 'old', 'other']), 'current'),
  /** Disconnected: the key is gone, the mappings are kept for when it is connected again. */
  disconnected: v.optional(v.boolean(), false),
  /** Fields of contacts that can be written here, with the policy each begins with. */
  fields: v.optional(v.array(v.object({ id: v.string(), label: v.string(), offAtFirst: v.boolean() })), []),
  /** What works in this account now. */
  can: v.optional(
    v.object({
      contacts: v.boolean(),
      create: v.boolean(),
      update: v.boolean(),
      deactivate: v.boolean(),
      move: v.boolean(),
      note: v.boolean(),
      createOrganisation: v.boolean(),
    }),
  ),
  /** What this PSA cannot do at all, in sentences. */
  cannot: v.optional(v.array(v.string()), []),
  /** What stays off until it was tried in this account, and why. */
  trials: v.optional(
    v.array(v.object({ kind: v.picklist(trialKinds), why: v.string(), triedAt: v.nullable(Time) })),
    [],
  ),
})
export type Connection = v.InferOutput<typeof Connection>

export const Organisation = v.object({
  id: v.string(),
  name: v.string(),
  email: v.nullable(v.string()),
  disabled: v.boolean(),
  /** The tenant it is mapped to already, if any. */
  tenantId: v.nullable(v.string()),
})
export type Organisation = v.InferOutput<typeof Organisation>

export const psaEndpoints = {
  /** Checks the credentials against the PSA first; nothing is stored when the check fails. Same account = new key. */
  'psas.connect': {
    input: v.object({
      psa: v.pipe(v.string(), v.maxLength(32)),
      credentials: v.record(v.string(), v.unknown()),
    }),
    output: Connection,
  },
  'psas.list': { input: v.object({}), output: v.object({ connections: v.array(Connection) }) },
  'organisations.list': {
    input: v.object({
      connectionId: Id,
      query: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
    }),
    output: v.object({ organisations: v.array(Organisation), more: v.boolean() }),
  },

  /** Asks the PSA whether the key still does, and says in words what is wrong. */
  'psas.check': { input: v.object({ connectionId: Id }), output: Connection },
  /** Removes the key. Mappings, links and every contact stay; connecting the account again goes on with them. */
  'psas.disconnect': {
    input: v.object({ connectionId: Id, dryRun: v.optional(v.boolean(), false) }),
    /** Sentences. */
    output: v.object({
      disconnected: v.boolean(),
      goes: v.array(v.string()),
      remains: v.array(v.string()),
    }),
  },
  /**
   * Tries in this account what nobody has confirmed. contact: makes a contact “Sidelight trial” in the organisation, changes
   * it, makes it inactive and active and inactive again, and reads it back each time; it stays there inactive. note: writes
   * a note on the ticket; `seen` says that a person has looked and that the customer cannot see it.
   */
  'psas.trial': {
    input: v.object({
      connectionId: Id,
      kind: v.picklist(trialKinds),
      organisationId: v.optional(Id),
      ticketId: v.optional(Id),
      seen: v.optional(v.boolean(), false),
    }),
    output: v.object({
      succeeded: v.boolean(),
      steps: v.array(
        v.object({
          title: v.string(),
          state: v.picklist(['done', 'failed', 'skipped']),
          text: v.nullable(v.string()),
        }),
      ),
      /** What a person does next, or what is left behind. */
      next: v.nullable(v.string()),
      connection: Connection,
    }),
  },
} as const satisfies EndpointMap
