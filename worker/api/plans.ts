import type { Output, PlanEntry } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { type ChangeKind, changeKinds } from '#shared/sync/plan.ts'
import { openPaced } from '../psa/open.ts'
import { getMapping, type MappingRow } from '../store/mappings.ts'
import {
  approvePlan,
  type ChangeRow,
  countToSend,
  getPlan,
  newestPlan,
  type PlanRow,
  parseSeen,
  planCounts,
  planPage,
  seenId,
} from '../store/plans.ts'
import { createPlanner } from '../sync/planner.ts'
import { reconcileMapping, sendPush } from '../sync/reconcile.ts'
import type { Call, Handlers } from './handlers.ts'

const pageSize = 100

export const planHandlers = {
  async 'plans.get'(input, call) {
    const mapping = await mappingOf(call, input.mappingId)
    // While changes are being written there is nothing to compare with: the plan that runs is the answer.
    if (input.refresh)
      await reconcileMapping(call, mapping, { readContacts: true, retryFailed: true, attempt: 1 })
    const plan = await newestPlan(call, mapping.id)
    const isBuilding = (await mappingOf(call, mapping.id)).stage !== null
    if (!plan || isBuilding) return building(call, mapping)
    return planOutput(call, plan, input)
  },

  async 'plans.approve'({ planId }, call) {
    const { id, version } = parseSeen(planId)
    const plan = await getPlan(call, id)
    if (!plan) throw new AppError('access.notFound')
    const mapping = await mappingOf(call, plan.mappingId)
    const approved = await approvePlan(call, plan, version, call.caller)
    if (approved === null) return approvedBefore(call, plan.id, version)
    if (approved > 0) await sendPush(call, mapping)
    return { approved }
  },

  async 'plans.untouched'({ mappingId, after = '' }, call) {
    const mapping = await mappingOf(call, mappingId)
    const { api } = await openPaced(call, mapping.connectionId)
    const planner = await createPlanner(call, mapping, api)
    const { plan, upTo, isLast } = await planner.page(after, pageSize)
    return { persons: plan.unchanged, next: isLast ? null : upTo }
  },
} satisfies Partial<Handlers>

export async function mappingOf(call: Call, mappingId: string): Promise<MappingRow> {
  const mapping = await getMapping(call, mappingId)
  if (!mapping) throw new AppError('access.notFound')
  return mapping
}

/** Approving twice is no harm; approving what changed since it was seen is refused. */
async function approvedBefore(call: Call, id: string, version: number): Promise<Output<'plans.approve'>> {
  const plan = await getPlan(call, id)
  const isSame = plan && plan.state !== 'replaced' && plan.approvedAt !== null && plan.version === version
  if (!isSame) throw new AppError('plan.changed')
  return { approved: await countToSend(call, id) }
}

const noCounts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>

function building(call: Call, mapping: MappingRow): Output<'plans.get'> {
  const createdAt = new Date(call.now()).toISOString()
  const counts = { ...noCounts, unchanged: 0 }
  const nothing = { waitsFor: null, entries: [], next: null }
  return { id: '', mappingId: mapping.id, state: 'building', createdAt, counts, ...nothing }
}

type Counted = Pick<PlanRow, 'id' | 'unchanged'>

/** Tells counts by kind, those that a plan does not have as 0; of however many plans, it asks the database once. */
export async function countsOf(
  call: Call,
  plans: readonly Counted[],
): Promise<(plan: Counted) => Output<'plans.get'>['counts']> {
  const known = await planCounts(
    call,
    plans.map(({ id }) => id),
  )
  return ({ id, unchanged }) => ({ ...noCounts, ...known.get(id), unchanged })
}

/** `after` names the plan too: a page of one plan is never continued with a page of what became of it. */
async function planOutput(
  call: Call,
  plan: PlanRow,
  { after, kind }: { after?: string | undefined; kind?: ChangeKind | undefined },
): Promise<Output<'plans.get'>> {
  const seen = seenId(plan)
  const isOther = after !== undefined && !after.startsWith(`${seen}.`)
  if (isOther || plan.state === 'replaced') throw new AppError('plan.changed')
  const position = after?.slice(seen.length + 1) ?? ''
  const rows = await planPage(call, plan.id, { after: position, limit: pageSize + 1, kind })
  const entries = rows.slice(0, pageSize)
  const last = entries.at(-1)
  return {
    id: seen,
    mappingId: plan.mappingId,
    state: plan.state,
    waitsFor: plan.state === 'waiting' ? (plan.waitsFor ?? 'first') : null,
    createdAt: new Date(plan.createdAt).toISOString(),
    counts: (await countsOf(call, [plan]))(plan),
    entries: entries.map(entryOutput),
    next: last && rows.length > pageSize ? `${seen}.${last.id}` : null,
  }
}

function entryOutput(row: ChangeRow): PlanEntry {
  const { id, kind, personId, displayName, userPrincipalName, contactId, fields, reason, state, problem } =
    row
  const { candidates } = row
  return {
    id,
    kind,
    personId,
    displayName,
    userPrincipalName,
    contactId,
    fields,
    reason,
    state,
    problem,
    candidates,
  }
}
