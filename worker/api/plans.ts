import type { Output, PlanEntry } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { getMapping, type MappingRow } from '../store/mappings.ts'
import {
  approvePlan,
  type ChangeRow,
  countToSend,
  getPlan,
  newestPlan,
  type PlanRow,
  planCounts,
  planPage,
} from '../store/plans.ts'
import { reconcileMapping, sendPush } from '../sync/reconcile.ts'
import type { Call, Handlers } from './handlers.ts'

const pageSize = 100

export const planHandlers = {
  async 'plans.get'(input, call) {
    const mapping = await mappingOf(call, input.mappingId)
    // While changes are being written there is nothing to compare with: the plan that runs is the answer.
    if (input.refresh) await reconcileMapping(call, mapping, { retryFailed: true })
    const plan = await newestPlan(call, mapping.id)
    return plan ? planOutput(call, plan, input.after) : building(call, mapping)
  },

  async 'plans.approve'({ planId }, call) {
    const plan = await getPlan(call, planId)
    if (!plan) throw new AppError('access.notFound')
    const mapping = await mappingOf(call, plan.mappingId)
    const approved = await approvePlan(call, plan, call.caller.id)
    if (approved === null) return approvedBefore(call, planId)
    if (approved > 0) await sendPush(call, mapping)
    return { approved }
  },
} satisfies Partial<Handlers>

async function mappingOf(call: Call, mappingId: string): Promise<MappingRow> {
  const mapping = await getMapping(call, mappingId)
  if (!mapping) throw new AppError('access.notFound')
  return mapping
}

/** Approving twice is no harm; approving what another plan replaced is refused. */
async function approvedBefore(call: Call, planId: string): Promise<Output<'plans.approve'>> {
  const plan = await getPlan(call, planId)
  if (!plan || plan.state === 'replaced' || plan.approvedAt === null) throw new AppError('plan.changed')
  return { approved: await countToSend(call, planId) }
}

function building(call: Call, mapping: MappingRow): Output<'plans.get'> {
  const counts = { create: 0, link: 0, update: 0, review: 0, unchanged: 0 }
  const createdAt = new Date(call.now()).toISOString()
  return { id: '', mappingId: mapping.id, state: 'building', createdAt, counts, entries: [], next: null }
}

/** `after` names the plan too: a page of one plan is never continued with a page of the next one. */
async function planOutput(
  call: Call,
  plan: PlanRow,
  after: string | undefined,
): Promise<Output<'plans.get'>> {
  const [planId, position] = (after ?? `${plan.id}.`).split('.')
  if (planId !== plan.id || plan.state === 'replaced') throw new AppError('plan.changed')
  const rows = await planPage(call, plan.id, position ?? '', pageSize + 1)
  const entries = rows.slice(0, pageSize)
  const last = entries.at(-1)
  return {
    id: plan.id,
    mappingId: plan.mappingId,
    state: plan.state,
    createdAt: new Date(plan.createdAt).toISOString(),
    counts: { ...(await planCounts(call, plan.id)), unchanged: plan.unchanged },
    entries: entries.map(entryOutput),
    next: last && rows.length > pageSize ? `${plan.id}.${last.id}` : null,
  }
}

function entryOutput(row: ChangeRow): PlanEntry {
  const { id, kind, personId, displayName, userPrincipalName, contactId, fields, reason, state, problem } =
    row
  return { id, kind, personId, displayName, userPrincipalName, contactId, fields, reason, state, problem }
}
