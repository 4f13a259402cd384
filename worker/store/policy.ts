import { desc } from 'drizzle-orm'
import * as v from 'valibot'
import { ActionPolicy, freePolicy } from '#shared/action-policy.ts'
import type { Deps } from '../env.ts'
import { timeOrderedId } from './audit.ts'
import { database } from './database.ts'
import { policyChange } from './schema.ts'

type Row = typeof policyChange.$inferSelect
type PolicyChange = Omit<Row, 'policy'> & { policy: ActionPolicy }

/** What holds now: the newest change. */
export async function currentPolicy(deps: Deps): Promise<ActionPolicy> {
  const [newest] = await listPolicyChanges(deps, 1)
  return newest?.policy ?? freePolicy
}

/** Newest first. */
export async function listPolicyChanges(deps: Deps, limit: number): Promise<PolicyChange[]> {
  const rows = await database(deps.env)
    .select()
    .from(policyChange)
    .orderBy(desc(policyChange.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, policy: v.parse(ActionPolicy, row.policy) }))
}

/** The change is the policy: there is no other place where it stands. */
export async function storePolicy(deps: Deps, change: Omit<PolicyChange, 'id' | 'at'>): Promise<void> {
  const at = deps.now()
  await database(deps.env)
    .insert(policyChange)
    .values({ ...change, id: timeOrderedId(at), at })
}
