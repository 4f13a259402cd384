import * as v from 'valibot'
import type { ActionDefinition } from './actions/define.ts'

/** How many actions a technician may begin within an hour; null = as many as they like. */
const Quota = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)))

/** What an administrator asks of every action. */
export const ActionPolicy = v.object({
  /** Credential actions need to be told how the technician made sure who asks. */
  verifyCaller: v.boolean(),
  needsTicket: v.boolean(),
  needsReason: v.boolean(),
  /** An action counts as every kind that it is. */
  quotas: v.object({ any: Quota, credential: Quota, destructive: Quota }),
})
export type ActionPolicy = v.InferOutput<typeof ActionPolicy>
export type QuotaKind = keyof ActionPolicy['quotas']

/** Until an administrator says otherwise. */
export const freePolicy: ActionPolicy = {
  verifyCaller: false,
  needsTicket: false,
  needsReason: false,
  quotas: { any: null, credential: null, destructive: null },
}

/** The quotas in words, for a refusal. */
export const quotaNames: Record<QuotaKind, string> = {
  any: 'actions',
  credential: 'actions on passwords and sign-in methods',
  destructive: 'actions that cannot be taken back',
}

type About = Pick<ActionDefinition, 'permissions' | 'danger' | 'givesSecret'>

/**
 * Changes how somebody signs in, or hands out a first password. Told by the permissions it needs and by what it hands
 * out, so that a new action cannot forget to say it.
 */
export function isCredential({ permissions, givesSecret }: About): boolean {
  const changesSignIn = permissions.some((name) =>
    /^User-PasswordProfile\.|^UserAuth.*\.ReadWrite/.test(name),
  )
  return changesSignIn || givesSecret !== undefined
}

export function isDestructive({ danger }: About): boolean {
  return danger === 'destructive'
}

/** Whether the action must name how the caller was verified. */
export function needsVerification(policy: ActionPolicy, action: About): boolean {
  return policy.verifyCaller && isCredential(action)
}
