import type { Alert, Mapping, TenantSummary, WaitingPlan } from '#shared/contract.ts'
import type { ConsoleRoute } from '../console/route.ts'
import type { Route } from '../popup/route.ts'
import { seatsOf } from '../tenant/seats-of.ts'
import { alertNeeds } from './alert-needs.ts'

/** Something of a tenant that needs a person, with the way to it. */
export interface Attention {
  id: string
  kind: 'stopped' | 'problem' | 'halted' | 'consent' | 'plan' | 'review' | 'refused' | 'seats'
  tenantName: string
  text: string
  /** The button's word, and where it leads. */
  action: string
  to: Route
  /** A full page instead, in a tab of its own. */
  page?: ConsoleRoute
}
type Waiting = ReadonlyMap<string, WaitingPlan>

const order: Attention['kind'][] = [
  ...(['stopped', 'halted', 'problem', 'consent'] as const),
  ...(['refused', 'review', 'plan', 'seats'] as const),
]

/** What needs a person, most pressing first; a tenant can stand here more than once. */
export function attentionOf(
  tenants: readonly TenantSummary[],
  alerts: readonly Alert[] = [],
  waiting: Waiting = new Map(),
): Attention[] {
  // Disconnecting was somebody's decision: nothing of it waits for anybody.
  const present = tenants.filter(({ problem }) => problem?.code !== 'tenant.disconnected')
  const own = present.flatMap((tenant) => [
    ...tenantProblem(tenant),
    ...consentNeeded(tenant),
    ...tenant.mappings.flatMap((mapping) => mappingNeeds(tenant, mapping, waiting)),
    ...seatsGone(tenant),
  ])
  const all = [...own, ...alertNeeds(alerts, present, new Set(own.map(({ id }) => id)))]
  return all.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

function tenantProblem({ id, name, state, problem }: TenantSummary): Attention[] {
  // A consent that is still spreading needs nobody.
  if (!problem || state === 'pending') return []
  const consentMissing = problem.code === 'tenant.consentMissing'
  return [
    {
      id: `${id} problem`,
      kind: state === 'stopped' ? 'stopped' : 'problem',
      tenantName: name,
      text: state === 'stopped' ? `${problem.text} Sync stopped.` : problem.text,
      action: consentMissing ? 'Reconnect' : 'Open',
      to: consentMissing ? { screen: 'connect', tenantId: id } : { screen: 'tenant', tenantId: id },
    },
  ]
}

function consentNeeded({ id, name, consentAgain }: TenantSummary): Attention[] {
  // What an earlier version has kept does not know it.
  if (!consentAgain?.length) return []
  return [
    {
      id: `${id} consent`,
      kind: 'consent',
      tenantName: name,
      text: 'This version needs more permissions; the rest goes on',
      action: 'Consent again',
      to: { screen: 'connect', tenantId: id },
    },
  ]
}

function mappingNeeds(tenant: TenantSummary, mapping: Mapping, waiting: Waiting): Attention[] {
  const { id, organisationName, failed, problem } = mapping
  // Paused or off was somebody's decision, too.
  if (mapping.sync === 'paused' || mapping.sync === 'off') return []
  const base = {
    tenantName: organisationName,
    action: 'Review',
    to: { screen: 'plan', tenantId: tenant.id, mappingId: id },
  } as const
  const stopped = waiting.get(id)?.waitsFor === 'stopped'
  const reviews = reviewNeeds(mapping, base)
  if (stopped || problem?.code === 'plan.stopped')
    return [{ ...base, ...stoppedRun(tenant, mapping) }, ...reviews]
  if (problem) return [{ ...base, id: `${id} problem`, kind: 'problem', text: problem.text, action: 'Open' }]
  if (failed > 0)
    return [{ ...base, id: `${id} refused`, kind: 'refused', text: refusedText(failed) }, ...reviews]
  return [...planNeeds(tenant, mapping, waiting, base), ...reviews]
}

type Base = Pick<Attention, 'tenantName' | 'action' | 'to'>

function stoppedRun(tenant: TenantSummary, { id }: Mapping) {
  return {
    id: `${id} stopped`,
    kind: 'halted' as const,
    text: 'Stopped: it would make many contacts inactive',
    page: { screen: 'plan' as const, tenantId: tenant.id, mappingId: id },
  }
}

function planNeeds(tenant: TenantSummary, mapping: Mapping, waiting: Waiting, base: Base): Attention[] {
  const { id, approved } = mapping
  if (!tenant.lastSyncAt) return []
  const plan = { ...base, id: `${id} plan`, kind: 'plan' as const }
  if (approved) return waiting.has(id) ? [{ ...plan, text: 'A plan waits for approval' }] : []
  const text =
    mapping.waiting > 0
      ? `First plan: ${changes(mapping.waiting)} for approval`
      : 'The first plan waits for approval'
  return [{ ...plan, text }]
}

function reviewNeeds({ id, reviews }: Mapping, base: Base): Attention[] {
  // What an earlier version has kept does not know it.
  if (!reviews) return []
  const text = reviews === 1 ? '1 person needs a decision' : `${reviews} persons need a decision`
  const page = { screen: 'reviews' as const, mappingId: id }
  return [{ ...base, id: `${id} reviews`, kind: 'review', text, action: 'Decide', page }]
}

const changes = (count: number) => (count === 1 ? '1 change waits' : `${count} changes wait`)
const refusedText = (count: number) =>
  count === 1
    ? '1 change was refused by the ticket system'
    : `${count} changes were refused by the ticket system`

function seatsGone({ id, name, licences }: TenantSummary): Attention[] {
  const { gone } = seatsOf(licences)
  const [first] = gone
  if (!first) return []
  const text =
    gone.length === 1
      ? `${first.name}: 0 of ${first.usable} left`
      : `${gone.length} products have no seat left`
  return [
    {
      id: `${id} seats`,
      kind: 'seats',
      tenantName: name,
      text,
      action: 'See seats',
      to: { screen: 'tenant', tenantId: id },
    },
  ]
}
