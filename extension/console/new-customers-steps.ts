import { i18n } from '#i18n'
import type { Output, PartnerState, TenantSummary } from '#shared/contract.ts'
import { isUnmapped } from '../mapping/is-unmapped.ts'
import { countText } from '../ui/number.ts'
import type { FirstPlans } from './use-first-plans.ts'

export type StepPage = 'partner' | 'customers' | 'suggestions' | 'plans'
export interface Step {
  page: StepPage
  title: string
  /** How it stands, in words. */
  text: string
  /** later: nothing can be done there yet */
  state: 'done' | 'open' | 'later'
}

/** All of it from the server: nobody's way is kept anywhere. */
export interface Standing {
  partner: PartnerState
  /** Null while no account is connected. */
  counts: Output<'partner.customers'>['counts'] | null
  tenants: readonly TenantSummary[]
  plans: FirstPlans
}

/** Connect the partner, take customers in, map them, approve their first plans: where each of the four stands. */
export function stepsOf(standing: Standing): Step[] {
  return [partnerStep(standing), customersStep(standing), organisationsStep(standing), plansStep(standing)]
}

/** Whether the way is worth showing: customers who can be taken in and are not matter where that is done alone. */
export function isUnfinished(steps: readonly Step[], here: StepPage): boolean {
  const matters = ({ page, state }: Step) =>
    page !== 'customers' || here === 'customers' || here === 'partner' || state === 'later'
  return steps.some((step) => step.state !== 'done' && matters(step))
}

function partnerStep({ partner: { state } }: Standing): Step {
  const step = { page: 'partner' as const, title: i18n.t('console.flow.partner') }
  if (state === 'connected') return { ...step, text: i18n.t('console.flow.partnerConnected'), state: 'done' }
  if (state === 'failing') return { ...step, text: i18n.t('console.flow.partnerFailing'), state: 'open' }
  return { ...step, text: i18n.t('console.flow.signInAwaited'), state: 'open' }
}

function customersStep({ partner, counts }: Standing): Step {
  const step = { page: 'customers' as const, title: i18n.t('console.flow.customers') }
  if (!counts || counts.all === 0) {
    const isRead = partner.reading.running
    const text = isRead ? i18n.t('console.flow.customersBeingRead') : i18n.t('console.flow.noCustomers')
    return { ...step, text, state: 'later' }
  }
  const said = {
    connected: countText(counts.connected),
    all: countText(counts.all),
    ready: countText(counts.ready),
  }
  if (counts.ready > 0) return { ...step, text: i18n.t('console.flow.customersReady', said), state: 'open' }
  const state = counts.connected > 0 ? 'done' : 'open'
  return { ...step, text: i18n.t('console.flow.customersConnected', said), state }
}

function organisationsStep({ tenants }: Standing): Step {
  const step = { page: 'suggestions' as const, title: i18n.t('console.flow.organisations') }
  const count = tenants.filter(isUnmapped).length
  if (count > 0)
    return { ...step, text: i18n.t('console.flow.toMap', { count: countText(count) }), state: 'open' }
  if (tenants.length === 0) return { ...step, text: i18n.t('console.flow.noTenants'), state: 'later' }
  return { ...step, text: i18n.t('console.flow.allMapped'), state: 'done' }
}

function plansStep({ tenants, plans: { waiting, computing, stuck } }: Standing): Step {
  const step = { page: 'plans' as const, title: i18n.t('console.flow.firstPlans') }
  const said = { count: countText(waiting), computing: countText(computing) }
  if (waiting > 0 && computing > 0)
    return { ...step, text: i18n.t('console.flow.plansWaitAndComputed', waiting, said), state: 'open' }
  if (waiting > 0)
    return {
      ...step,
      text: i18n.t('console.flow.plansWait', waiting, { count: countText(waiting) }),
      state: 'open',
    }
  if (computing > 0) {
    const text = i18n.t('console.flow.plansComputed', { count: countText(computing) })
    return { ...step, text, state: 'later' }
  }
  if (stuck > 0) {
    const text = i18n.t('console.flow.plansStuck', { count: countText(stuck) })
    return { ...step, text, state: 'open' }
  }
  if (!tenants.some(({ mappings }) => mappings.length > 0))
    return { ...step, text: i18n.t('console.flow.noPlans'), state: 'later' }
  if (tenants.some(isUnmapped))
    return { ...step, text: i18n.t('console.flow.plansAfterMapping'), state: 'later' }
  return { ...step, text: i18n.t('console.flow.allApproved'), state: 'done' }
}
