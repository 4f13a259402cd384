import type { LicenceCount, Output, TenantSummary } from '#shared/contract.ts'
import { changeOf30Days } from '../../score-change.ts'
import type { AccountProblem, StateTag } from '../../ticket/account.ts'
import type { CardAnswer, OrganisationCard } from '../../ticket/answer.ts'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'

/** Products that the card lists; the rest is counted. */
const shownLicences = 3

/** An organisation with its tenants; several count together, and the first one's score stands for them. */
export function organisationCard(
  { organisation, tenants }: Output<'organisations.resolve'>,
  isAdmin: boolean,
): CardAnswer {
  const [first] = tenants
  if (!first) return notMapped(organisation.name, isAdmin)
  const persons = tenants.reduce((sum, tenant) => sum + tenant.persons, 0)
  const people: StateTag = {
    icon: icons.people,
    tone: 'neutral',
    word: persons === 1 ? '1 person' : `${persons} persons`,
  }
  const state = worst(tenants)
  const licences = licencesOf(tenants)
  return {
    state: 'organisation',
    organisation: {
      name: organisation.name,
      about: tenants.map(({ name, domain }) => isolate(domain ?? name)).join(', '),
      tags: [state, people],
      short: state.tone === 'danger' ? state : people,
      problem: problemOf(tenants),
      licences: licences.slice(0, shownLicences),
      more: Math.max(0, licences.length - shownLicences),
      score: scoreOf(first),
      lastSyncAt: oldest(tenants),
    },
  }
}

const states: Record<TenantSummary['state'], StateTag> = {
  stopped: { icon: icons.unplugged, tone: 'danger', word: 'Sync stopped' },
  pending: { icon: icons.clock, tone: 'neutral', word: 'Consent is spreading' },
  connected: { icon: icons.done, tone: 'success', word: 'Sync on' },
}
function worst(tenants: readonly TenantSummary[]): StateTag {
  const found = (['stopped', 'pending'] as const).find((state) =>
    tenants.some((tenant) => tenant.state === state),
  )
  if (found) return states[found]
  return tenants.some(({ problem }) => problem)
    ? { icon: icons.warning, tone: 'warning', word: 'Sync has a problem' }
    : states.connected
}

function problemOf(tenants: readonly TenantSummary[]): AccountProblem | null {
  const faulty = tenants.find(({ problem }) => problem)
  if (!faulty?.problem) return null
  const { text, next } = faulty.problem
  return {
    tone: faulty.state === 'stopped' ? 'danger' : 'warning',
    title: `${isolate(faulty.name)} is not up to date`,
    text: [text, next].filter(Boolean).join(' '),
  }
}

/** Free products have no seats to run out of. */
function licencesOf(tenants: readonly TenantSummary[]): OrganisationCard['licences'] {
  const counted = tenants
    .flatMap(({ licences }) => licences)
    .filter(({ free, usable, assigned }) => !free && usable + assigned > 0)
  return counted.sort((one, other) => one.available - other.available || other.usable - one.usable).map(seats)
}
const seats = ({ name, available, usable }: LicenceCount) => ({
  name,
  left: available < 0 ? `${-available} too many` : `${available} of ${usable} left`,
  isGone: available <= 0,
})

function scoreOf({ score }: TenantSummary): OrganisationCard['score'] {
  const last = score.at(-1)
  if (!last) return null
  const change = changeOf30Days(score)
  const points = change === null ? 0 : Math.round(change)
  return {
    now: Math.round(last.percent),
    change: points === 0 ? null : `${Math.abs(points)} ${points > 0 ? 'up' : 'down'} in 30 days`,
    values: score.slice(-30).map(({ percent }) => percent),
  }
}

/** ISO 8601 in UTC sorts as text; one that was never read is the oldest. */
function oldest(tenants: readonly TenantSummary[]): string | null {
  const times = tenants.map(({ lastSyncAt }) => lastSyncAt ?? '')
  return times.sort()[0] || null
}

function notMapped(name: string, isAdmin: boolean): CardAnswer {
  return {
    state: 'nobody',
    icon: icons.unlink,
    title: 'No Microsoft tenant yet',
    short: 'Not mapped',
    about: name,
    text: isAdmin
      ? 'Who works here is known once this organisation is mapped to a tenant.'
      : 'Who works here is known once an administrator has mapped this organisation to a tenant.',
    foot: 'Asked just now',
    ways: [
      ...(isAdmin ? [{ to: 'map' as const, word: 'Map a tenant', isMain: true }] : []),
      { to: 'panel', word: 'Search all tenants' },
    ],
  }
}
