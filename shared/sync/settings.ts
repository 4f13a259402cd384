import * as v from 'valibot'

/**
 * When a field of a contact is written. default: at first linking where it is blank, afterwards when it changes in Entra
 * and nobody has edited it since · always: Entra wins · never: not at all (name and e-mail of a new contact excepted).
 */
export const fieldPolicies = ['always', 'default', 'never'] as const
export type FieldPolicy = (typeof fieldPolicies)[number]
/** By field; a field that is absent has the default of its PSA. */
export const FieldPolicies = v.record(v.pipe(v.string(), v.maxLength(64)), v.picklist(fieldPolicies))
export type FieldPolicies = v.InferOutput<typeof FieldPolicies>

/** Names of accounts that are nobody's; `*` stands for any characters, case does not count. */
const defaultPatterns = [
  'svc-*',
  'svc_*',
  'svc.*',
  'service-*',
  'service.*',
  'sa-*',
  'sync_*',
  'noreply*',
  'no-reply*',
  'donotreply*',
  'do-not-reply*',
  'scan*',
  'printer*',
  'copier*',
  'fax',
  'fax-*',
  'backup*',
  'bot-*',
  'mailer*',
  'postmaster',
]

/** Accounts that are no people's: left out although the rule takes them, unless switched off. */
export const LeaveOut = v.object({
  /** Accounts that Entra marks as resource accounts, e.g. of a Teams call queue. */
  resourceAccounts: v.optional(v.boolean(), true),
  sharedMailboxes: v.optional(v.boolean(), true),
  roomMailboxes: v.optional(v.boolean(), true),
  equipmentMailboxes: v.optional(v.boolean(), true),
  /** Compared with the part before the @ of sign-in name and e-mail address; empty = nobody. */
  namePatterns: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64))), v.maxLength(100)),
    defaultPatterns,
  ),
})
export type LeaveOut = v.InferOutput<typeof LeaveOut>
export const defaultLeaveOut: LeaveOut = v.parse(LeaveOut, {})

/** on · paused: nothing is planned or sent until it is on again · off: mapped, but its contacts are not Sidelight's. */
export const syncStates = ['on', 'paused', 'off'] as const
export type SyncState = (typeof syncStates)[number]

/** Percent of an organisation's active linked contacts that one run may deactivate, and below how many it always may. */
export const breakerDefaults = { share: 20, atLeast: 5 }

/** Whether a run would deactivate so many that a person must look first. */
export function isStopped(deactivations: number, active: number, share: number): boolean {
  return deactivations >= breakerDefaults.atLeast && deactivations > (active * share) / 100
}
