import type { Alert, Mapping, TenantSummary } from '#shared/contract.ts'
import type { Route } from '../route.ts'
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
}

const order: Attention['kind'][] = [
  ...(['stopped', 'halted', 'problem', 'consent'] as const),
  ...(['refused', 'review', 'plan', 'seats'] as const),
]

/** What needs a person, most pressing first; a tenant can stand here more than once. */
export function attentionOf(tenants: readonly TenantSummary[], alerts: readonly Alert[] = []): Attention[] {
  // Disconnecting was somebody's decision: nothing of it waits for anybody.
  const present = tenants.filter(({ problem }) => problem?.code !== 'tenant.disconnected')
  const own = present.flatMap((tenant) => [
    ...tenantProblem(tenant),
    ...consentNeeded(tenant),
    ...tenant.mappings.flatMap((mapping) => mappingNeeds(tenant, mapping)),
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

function mappingNeeds(tenant: TenantSummary, mapping: Mapping): Attention[] {
  const { id, organisationName, approved, waiting, failed, problem } = mapping
  const base = {
    tenantName: organisationName,
    action: 'Review',
    to: { screen: 'plan', tenantId: tenant.id, mappingId: id },
  } as const
  if (problem) return [{ ...base, id: `${id} problem`, kind: 'problem', text: problem.text, action: 'Open' }]
  if (failed > 0) return [{ ...base, id: `${id} refused`, kind: 'refused', text: refusedText(failed) }]
  if (approved || !tenant.lastSyncAt) return []
  const text =
    waiting > 0 ? `First plan: ${changes(waiting)} for approval` : 'The first plan waits for approval'
  return [{ ...base, id: `${id} plan`, kind: 'plan', text }]
}

const changes = (count: number) => (count === 1 ? '1 change waits' : `${count} changes wait`)
const refusedText = (count: number) =>
  count === 1
    ? '1 change was refused by the ticket system'
    : `${count} changes were refused by the ticket system`

function seatsGone({ id, name, licences }: TenantSummary): Attention[] {
  const gone = licences.filter(({ free, usable, available }) => !free && usable > 0 && available <= 0)
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
