import * as v from 'valibot'
import { Rule } from '#shared/sync/filter.ts'
import { insertMapping, type Target } from '../store/map-tenant.ts'
import type { Call } from './handlers.ts'
import { sendReconciles } from './mappings.ts'

/** Maps with the rule that a mapping has at first; the id, or null: one of the two was mapped meanwhile. */
export async function mapByDefault(call: Call, target: Omit<Target, 'rule'>): Promise<string | null> {
  const id = await insertMapping(call, { ...target, rule: v.parse(Rule, {}) }, call.caller.id)
  if (id !== null) await sendReconciles(call, target.tenantId, [id])
  return id
}
