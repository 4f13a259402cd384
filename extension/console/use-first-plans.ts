import type { Output, TenantSummary, WaitingPlan } from '#shared/contract.ts'
import { useRead } from '../query.ts'

const pollMilliseconds = 15_000

/** First plans of organisations that nobody has approved yet. */
export interface FirstPlans {
  waiting: number
  /** Their plans come by themselves. */
  computing: number
  /** Nothing comes until something is mended. */
  stuck: number
}

/** Where the first plans of new organisations are; null until read. Asked again only while one is being computed. */
export function useFirstPlans(enabled = true): FirstPlans | null {
  const list = useRead('tenants.list', {}, { enabled }).data?.tenants ?? null
  const pollOf = (plans: readonly WaitingPlan[] | undefined) =>
    list && plans && firstPlansOf(list, plans).computing > 0 ? pollMilliseconds : false
  const poll = (last: Output<'plans.waiting'> | undefined) => pollOf(last?.plans)
  const plans = useRead('plans.waiting', {}, { enabled, poll }).data?.plans
  // The same list once more: how often it is asked for depends on the plans.
  useRead('tenants.list', {}, { enabled, poll: () => pollOf(plans) })
  return list && plans ? firstPlansOf(list, plans) : null
}

function firstPlansOf(tenants: readonly TenantSummary[], plans: readonly WaitingPlan[]): FirstPlans {
  const firsts = new Set(
    plans.filter(({ waitsFor }) => waitsFor === 'first').map(({ mappingId }) => mappingId),
  )
  const open = tenants
    .filter(({ problem }) => problem?.code !== 'tenant.disconnected')
    .flatMap((tenant) => tenant.mappings.map((mapping) => ({ tenant, mapping })))
    .filter(({ mapping }) => !mapping.approved && mapping.sync === 'on' && !firsts.has(mapping.id))
  const stuck = open.filter(({ tenant, mapping }) => tenant.state === 'stopped' || mapping.problem !== null)
  return { waiting: firsts.size, computing: open.length - stuck.length, stuck: stuck.length }
}
