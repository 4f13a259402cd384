import type { WaitingPlan } from '#shared/contract.ts'
import { useRead } from '../query.ts'

/** The plans that wait for approval, by mapping; empty until read. */
export function useWaiting(): ReadonlyMap<string, WaitingPlan> {
  const { data } = useRead('plans.waiting', {})
  return new Map(data?.plans.map((plan) => [plan.mappingId, plan]))
}
