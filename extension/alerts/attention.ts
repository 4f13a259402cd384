import { i18n } from '#i18n'
import type { Alert, Mapping, TenantSummary, WaitingPlan } from '#shared/contract.ts'
import type { ConsoleRoute } from '../console/route.ts'
import { errorSaid } from '../error-said.ts'
import type { Route } from '../popup/route.ts'
import { seatsOf } from '../tenant/seats-of.ts'
import { countText } from '../ui/number.ts'
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

/** Where a tenant is connected again: one that the partner took in needs nobody's consent. */
const connecting = ({ id, reachedBy }: TenantSummary): Pick<Attention, 'to' | 'page'> => ({
  to: { screen: 'connect', tenantId: id },
  ...(reachedBy === 'partner' ? { page: { screen: 'customers' } } : {}),
})

function tenantProblem(tenant: TenantSummary): Attention[] {
  const { id, name, state, problem } = tenant
  // A consent that is still spreading needs nobody.
  if (!problem || state === 'pending') return []
  const said = errorSaid(problem.code, problem.text)
  const consentMissing = problem.code === 'tenant.consentMissing'
  return [
    {
      id: `${id} problem`,
      kind: state === 'stopped' ? 'stopped' : 'problem',
      tenantName: name,
      text: state === 'stopped' ? i18n.t('alerts.syncStopped', { text: said }) : said,
      action: consentMissing ? i18n.t('alerts.reconnect') : i18n.t('alerts.open2'),
      ...(consentMissing ? connecting(tenant) : { to: { screen: 'tenant', tenantId: id } }),
    },
  ]
}

function consentNeeded(tenant: TenantSummary): Attention[] {
  const { id, name, consentAgain } = tenant
  // What an earlier version has kept does not know it.
  if (!consentAgain?.length) return []
  return [
    {
      id: `${id} consent`,
      kind: 'consent',
      tenantName: name,
      text: i18n.t('alerts.versionNeedsMorePermissionsRest'),
      action: i18n.t('alerts.consentAgain'),
      ...connecting(tenant),
    },
  ]
}

function mappingNeeds(tenant: TenantSummary, mapping: Mapping, waiting: Waiting): Attention[] {
  const { id, organisationName, failed, problem } = mapping
  // Paused or off was somebody's decision, too.
  if (mapping.sync === 'paused' || mapping.sync === 'off') return []
  const base = {
    tenantName: organisationName,
    action: i18n.t('alerts.review'),
    to: { screen: 'plan', tenantId: tenant.id, mappingId: id },
  } as const
  const stopped = waiting.get(id)?.waitsFor === 'stopped'
  const reviews = reviewNeeds(mapping, base)
  if (stopped || problem?.code === 'plan.stopped')
    return [{ ...base, ...stoppedRun(tenant, mapping) }, ...reviews]
  if (problem)
    return [
      {
        ...base,
        id: `${id} problem`,
        kind: 'problem',
        text: errorSaid(problem.code, problem.text),
        action: i18n.t('alerts.open2'),
      },
    ]
  if (failed > 0)
    return [{ ...base, id: `${id} refused`, kind: 'refused', text: refusedText(failed) }, ...reviews]
  return [...planNeeds(tenant, mapping, waiting, base), ...reviews]
}

type Base = Pick<Attention, 'tenantName' | 'action' | 'to'>

function stoppedRun(tenant: TenantSummary, { id }: Mapping) {
  return {
    id: `${id} stopped`,
    kind: 'halted' as const,
    text: i18n.t('alerts.stoppedItWouldMakeMany'),
    page: { screen: 'plan' as const, tenantId: tenant.id, mappingId: id },
  }
}

function planNeeds(tenant: TenantSummary, mapping: Mapping, waiting: Waiting, base: Base): Attention[] {
  const { id, approved } = mapping
  if (!tenant.lastSyncAt) return []
  const plan = { ...base, id: `${id} plan`, kind: 'plan' as const }
  if (approved) return waiting.has(id) ? [{ ...plan, text: i18n.t('alerts.planWaitsForApproval') }] : []
  const text =
    mapping.waiting > 0
      ? i18n.t('alerts.firstPlanForApproval', { waiting: changes(mapping.waiting) })
      : i18n.t('alerts.firstPlanWaitsForApproval')
  return [{ ...plan, text }]
}

function reviewNeeds({ id, reviews }: Mapping, base: Base): Attention[] {
  // What an earlier version has kept does not know it.
  if (!reviews) return []
  const text = i18n.t('alerts.personsNeedDecision', reviews, { count: countText(reviews) })
  const page = { screen: 'reviews' as const, mappingId: id }
  return [{ ...base, id: `${id} reviews`, kind: 'review', text, action: i18n.t('alerts.decide'), page }]
}

const changes = (count: number) => i18n.t('alerts.changesWait', count, { count: countText(count) })
const refusedText = (count: number) =>
  i18n.t('alerts.changesRefusedByTicketSystem', count, { count: countText(count) })

function seatsGone({ id, name, licences }: TenantSummary): Attention[] {
  const { gone } = seatsOf(licences)
  const [first] = gone
  if (!first) return []
  const text = i18n.t('alerts.productsHaveNoSeatLeft', gone.length, {
    name: first.name,
    usable: first.usable,
    count: countText(gone.length),
  })
  return [
    {
      id: `${id} seats`,
      kind: 'seats',
      tenantName: name,
      text,
      action: i18n.t('alerts.seeSeats'),
      to: { screen: 'tenant', tenantId: id },
    },
  ]
}
