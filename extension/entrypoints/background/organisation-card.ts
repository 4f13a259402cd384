import { i18n } from '#i18n'
import type { LicenceCount, Output, TenantSummary } from '#shared/contract.ts'
import { problemSaid } from '../../error-said.ts'
import { changeOf30Days } from '../../score-change.ts'
import type { AccountProblem, StateTag } from '../../ticket/account.ts'
import type { CardAnswer, OrganisationCard } from '../../ticket/answer.ts'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { countText } from '../../ui/number.ts'

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
    word: i18n.t('background.persons', persons, { count: countText(persons) }),
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
  stopped: { icon: icons.unplugged, tone: 'danger', word: i18n.t('background.syncStopped') },
  pending: { icon: icons.clock, tone: 'neutral', word: i18n.t('background.consentSpreading') },
  connected: { icon: icons.done, tone: 'success', word: i18n.t('background.syncOn') },
}
function worst(tenants: readonly TenantSummary[]): StateTag {
  const found = (['stopped', 'pending'] as const).find((state) =>
    tenants.some((tenant) => tenant.state === state),
  )
  if (found) return states[found]
  return tenants.some(({ problem }) => problem)
    ? { icon: icons.warning, tone: 'warning', word: i18n.t('background.syncHasProblem') }
    : states.connected
}

function problemOf(tenants: readonly TenantSummary[]): AccountProblem | null {
  const faulty = tenants.find(({ problem }) => problem)
  if (!faulty?.problem) return null
  return {
    tone: faulty.state === 'stopped' ? 'danger' : 'warning',
    title: i18n.t('background.notUpToDate', { name: isolate(faulty.name) }),
    text: problemSaid(faulty.problem),
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
  left:
    available < 0
      ? i18n.t('background.tooMany', { count: countText(-available) })
      : i18n.t('background.left', { available: countText(available), usable: countText(usable) }),
  isGone: available <= 0,
})

function scoreOf({ score }: TenantSummary): OrganisationCard['score'] {
  const last = score.at(-1)
  if (!last) return null
  const change = changeOf30Days(score)
  const points = change === null ? 0 : Math.round(change)
  return {
    now: Math.round(last.percent),
    change: points === 0 ? null : risen(points),
    values: score.slice(-30).map(({ percent }) => percent),
  }
}

const risen = (points: number) =>
  points > 0
    ? i18n.t('background.upIn30Days', { points: countText(points) })
    : i18n.t('background.downIn30Days', { points: countText(-points) })

/** ISO 8601 in UTC sorts as text; one that was never read is the oldest. */
function oldest(tenants: readonly TenantSummary[]): string | null {
  const times = tenants.map(({ lastSyncAt }) => lastSyncAt ?? '')
  return times.sort()[0] || null
}

function notMapped(name: string, isAdmin: boolean): CardAnswer {
  return {
    state: 'nobody',
    icon: icons.unlink,
    title: i18n.t('background.noMicrosoftTenantYet'),
    short: i18n.t('background.notMapped'),
    about: name,
    text: isAdmin ? i18n.t('background.whoWorksHereKnownOnce') : i18n.t('background.whoWorksHereKnownOnce2'),
    foot: i18n.t('background.askedJustNow'),
    ways: [
      ...(isAdmin ? [{ to: 'map' as const, word: i18n.t('background.mapTenant'), isMain: true }] : []),
      { to: 'panel', word: i18n.t('background.searchAllTenants') },
    ],
  }
}
