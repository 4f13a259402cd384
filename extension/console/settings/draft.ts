import type { ClientInput, Connection, Mapping } from '#shared/contract.ts'
import { type FieldPolicies, type FieldPolicy, isStopped } from '#shared/sync/settings.ts'

/** What the form shows and can change. */
export type Draft = Pick<Mapping, 'sync' | 'approval' | 'fields' | 'leaveOut' | 'breakerShare'>
type Field = Connection['fields'][number]

export function draftOf({ sync, approval, fields, leaveOut, breakerShare }: Mapping): Draft {
  return { sync, approval, fields, leaveOut, breakerShare }
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

export type Changes = Omit<ClientInput<'mappings.settings'>, 'mappingId'>

/** Only what was changed is sent: what somebody else has changed meanwhile stays. */
export function changesOf(mapping: Mapping, draft: Draft): Changes {
  const saved = draftOf(mapping)
  const names = (Object.keys(saved) as (keyof Draft)[]).filter((name) => !isEqual(saved[name], draft[name]))
  return Object.fromEntries(names.map((name) => [name, draft[name]]))
}

/** The policy that a field begins with. */
export const firstPolicy = ({ offAtFirst }: Field): FieldPolicy => (offAtFirst ? 'never' : 'default')
export const policyOf = (policies: FieldPolicies, field: Field): FieldPolicy =>
  policies[field.id] ?? firstPolicy(field)

/** What is as it began is not kept, so that it follows the ticket system's own default. */
export function withPolicy(policies: FieldPolicies, field: Field, policy: FieldPolicy): FieldPolicies {
  const { [field.id]: _before, ...others } = policies
  return policy === firstPolicy(field) ? others : { ...others, [field.id]: policy }
}

/** How many of so many contacts one run may make inactive without stopping. */
export function mostInOneRun(active: number, share: number): number {
  let most = 0
  while (most < active && !isStopped(most + 1, active, share)) most += 1
  return most
}
