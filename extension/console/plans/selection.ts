import { useState } from 'preact/hooks'
import type { WaitingPlan } from '#shared/contract.ts'

/** As many as are looked through at once. */
const most = 500

/** May be approved with others: first plans that only create or link. The server says which. */
export const mayJoin = (plan: WaitingPlan) => plan.alone === null

/** Which plans are chosen. A plan that is computed anew is another plan, and is not chosen any more. */
export function useSelection(plans: readonly WaitingPlan[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const eligible = plans.filter(mayJoin).slice(0, most)
  const chosen = eligible.filter(({ planId }) => ids.has(planId))
  const toggle = (planId: string) =>
    setIds((before) => {
      const next = new Set(before)
      if (!next.delete(planId)) next.add(planId)
      return next
    })
  const areAll = eligible.length > 0 && chosen.length === eligible.length
  return {
    eligible,
    chosen,
    areAll,
    has: (planId: string) => chosen.some((plan) => plan.planId === planId),
    toggle,
    leaveOut: (planIds: readonly string[]) =>
      setIds((before) => new Set([...before].filter((planId) => !planIds.includes(planId)))),
    toggleAll: () => setIds(new Set(areAll ? [] : eligible.map(({ planId }) => planId))),
    clear: () => setIds(new Set()),
  }
}
