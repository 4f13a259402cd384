import type { WaitingPlan } from '#shared/contract.ts'
import { errorText } from '#shared/errors.ts'
import { approvePlan, parseSeen, seenId } from '../store/plans.ts'
import { type WaitingRow, waitingPlans } from '../store/waiting-plans.ts'
import { sendPush } from '../sync/reconcile.ts'
import type { Call, Handlers } from './handlers.ts'
import { countsOf } from './plans.ts'
import { isWithin } from './reach.ts'

/** Approving is several statements a plan, and D1 takes 1,000 a request. */
const mostAtOnce = 100
const tooMany = 'Too many for one request: approve those that are left once more.'

export const waitingPlanHandlers = {
  'plans.waiting': async (_input, call) => ({ plans: await listed(call) }),

  async 'plans.approveTogether'({ planIds }, call) {
    const waiting = new Map((await listed(call)).map((plan) => [plan.planId, plan]))
    const approved: { planId: string; changes: number }[] = []
    const refused: { planId: string; why: string }[] = []
    for (const [at, planId] of [...new Set(planIds)].entries()) {
      const outcome = at < mostAtOnce ? await approveOne(call, planId, waiting.get(planId)) : tooMany
      if (typeof outcome === 'string') refused.push({ planId, why: outcome })
      else approved.push({ planId, changes: outcome })
    }
    return { approved, refused }
  },
} satisfies Partial<Handlers>

async function listed(call: Call): Promise<WaitingPlan[]> {
  const rows = (await waitingPlans(call)).filter(({ tenantId }) => isWithin(call.reach, tenantId))
  const countsIn = await countsOf(call, rows)
  return rows.map((row) => view(row, countsIn(row)))
}

function view(row: WaitingRow, counts: WaitingPlan['counts']): WaitingPlan {
  const { mappingId, tenantId, tenantName, organisationName } = row
  const waitsFor = row.waitsFor ?? 'first'
  return {
    planId: seenId(row),
    mappingId,
    tenantId,
    tenantName,
    organisationName,
    waitsFor,
    counts,
    alone: aloneBecause(waitsFor, counts),
    withoutMail: row.withoutMail,
    unmatched: Math.max(0, row.unlinked - counts.link),
  }
}

const harmless: readonly string[] = ['create', 'link', 'review', 'unchanged']

function aloneBecause(waitsFor: WaitingPlan['waitsFor'], counts: WaitingPlan['counts']): string | null {
  if (waitsFor !== 'first') return 'It is not the first plan of this organisation.'
  const doesMore = Object.entries(counts).some(([kind, count]) => count > 0 && !harmless.includes(kind))
  return doesMore ? 'It does more than create and link.' : null
}

/** How many changes go out, or why none does. */
async function approveOne(
  call: Call,
  planId: string,
  plan: WaitingPlan | undefined,
): Promise<number | string> {
  if (!plan) return errorText('plan.changed')
  if (plan.alone !== null) return plan.alone
  const { id, version } = parseSeen(planId)
  const approved = await approvePlan(call, { id, mappingId: plan.mappingId }, version, call.caller)
  if (approved === null) return errorText('plan.changed')
  if (approved > 0) await sendPush(call, { id: plan.mappingId, tenantId: plan.tenantId })
  return approved
}
