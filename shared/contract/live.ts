import * as v from 'valibot'
import { Count, Detail, type EndpointMap, Guid, Time } from './basics.ts'

/** What is not mirrored: each part is read from Microsoft when somebody looks, and fails alone. */
export const liveParts = ['mfa', 'signIns', 'devices', 'mailbox', 'groups', 'manager'] as const
export type LivePart = (typeof liveParts)[number]

const Text = v.nullable(v.string())
const When = v.nullable(Time)

const Mfa = v.object({
  part: v.literal('mfa'),
  /** Besides the password, which everybody has. */
  methods: v.array(
    v.object({
      id: v.string(),
      /** Microsoft's type, e.g. phone, microsoftAuthenticator, fido2; one that is newer than this version too. */
      kind: v.string(),
      /** The kind in words. */
      title: v.string(),
      /** Which one it is: a device’s name, the end of a number; null = Microsoft does not say. */
      detail: Text,
      createdAt: When,
    }),
  ),
})

const SignIns = v.object({
  part: v.literal('signIns'),
  /** Newest first. */
  signIns: v.array(
    v.object({
      id: v.string(),
      at: Time,
      app: Text,
      ipAddress: Text,
      /** Place and country. */
      location: Text,
      /** Name or operating system of the device, and the browser. */
      device: Text,
      ok: v.boolean(),
      /** AADSTS number; 0 = signed in. */
      errorCode: Count,
      /** Microsoft's words for a failure. */
      failure: Text,
    }),
  ),
})

const Devices = v.object({
  part: v.literal('devices'),
  devices: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      system: Text,
      version: Text,
      model: Text,
      serialNumber: Text,
      /** company · personal · unknown */
      owner: v.string(),
      /** Microsoft's state, e.g. compliant, noncompliant, inGracePeriod. */
      compliance: v.string(),
      encrypted: v.nullable(v.boolean()),
      lastSyncAt: When,
    }),
  ),
})

/** As Microsoft says it: local time of the zone, e.g. UTC or Pacific Standard Time. */
const Moment = v.object({ dateTime: v.string(), timeZone: v.string() })

const Mailbox = v.object({
  part: v.literal('mailbox'),
  /** user, shared, room …; null = Microsoft does not say. */
  kind: Text,
  automaticReplies: v.object({
    /** off · on · scheduled */
    state: v.picklist(['off', 'on', 'scheduled']),
    /** Of scheduled ones. */
    from: v.nullable(Moment),
    until: v.nullable(Moment),
  }),
  timeZone: Text,
  language: Text,
})

const Groups = v.object({
  part: v.literal('groups'),
  /** Those that the person is in, directly or through others, by name. */
  groups: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      /** In words. */
      kind: v.string(),
      dynamic: v.boolean(),
      synced: v.boolean(),
    }),
  ),
})

const Manager = v.object({
  part: v.literal('manager'),
  /** Null = none is set. */
  manager: v.nullable(
    v.object({
      personId: v.string(),
      displayName: v.string(),
      userPrincipalName: Text,
      mail: Text,
      jobTitle: Text,
    }),
  ),
})

const shown = {
  state: v.literal('shown'),
  /** When Microsoft was asked. */
  asOf: Time,
  /** A list was cut: Microsoft has more. */
  more: v.boolean(),
}

export const LiveAnswer = v.variant('state', [
  v.variant('part', [
    v.object({ ...shown, ...Mfa.entries }),
    v.object({ ...shown, ...SignIns.entries }),
    v.object({ ...shown, ...Devices.entries }),
    v.object({ ...shown, ...Mailbox.entries }),
    v.object({ ...shown, ...Groups.entries }),
    v.object({ ...shown, ...Manager.entries }),
  ]),
  v.object({
    state: v.literal('missing'),
    part: v.picklist(liveParts),
    asOf: Time,
    /**
     * licence: the tenant has not bought it · permission: not granted, `permissions` says which · none: this person has
     * none · gone: Microsoft does not know the person · failed: try again
     */
    why: v.picklist(['licence', 'permission', 'none', 'gone', 'failed']),
    /** In words, and the step that mends it. */
    text: v.string(),
    detail: Detail,
    next: Text,
    /** One of shared/errors.ts (the server may be newer). */
    code: v.string(),
    permissions: v.array(v.string()),
  }),
])
export type LiveAnswer = v.InferOutput<typeof LiveAnswer>
/** A part as it is read, before it is dated. */
export type LiveData =
  | v.InferOutput<typeof Mfa>
  | v.InferOutput<typeof SignIns>
  | v.InferOutput<typeof Devices>
  | v.InferOutput<typeof Mailbox>
  | v.InferOutput<typeof Groups>
  | v.InferOutput<typeof Manager>

export const liveEndpoints = {
  'persons.live': {
    input: v.object({ tenantId: Guid, personId: Guid, part: v.picklist(liveParts) }),
    output: LiveAnswer,
  },
} as const satisfies EndpointMap
