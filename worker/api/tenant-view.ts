import type { LicenceCount, Mapping, ScorePoint, TenantSummary } from '#shared/contract.ts'
import { isFreeSku } from '#shared/licences.ts'
import type { LicenceRow, ScoreRow } from '../store/overview.ts'
import type { ReachRow } from '../store/partner-reach.ts'
import { problemOf } from '../store/problem.ts'
import type { TenantRow } from '../store/tenants.ts'
import { consentAgain } from '../sync/grants.ts'
import { reachView } from './reach-view.ts'

interface Parts {
  licences: LicenceRow[]
  /** Oldest first */
  scores: ScoreRow[]
  mappings: Mapping[]
  hidden: boolean
  reach: ReachRow | undefined
}

export function tenantSummary(row: TenantRow, parts: Parts, now: number): TenantSummary {
  const isLeased = row.leaseRun !== null && (row.leaseUntil ?? 0) > now
  return {
    id: row.id,
    name: row.name,
    domain: row.domain,
    state: row.state,
    problem: problemOf(row),
    reachedBy: row.reachedBy,
    operator: row.operatorAt !== null,
    persons: row.persons,
    syncing: isLeased,
    lastSyncAt: isoOrNull(row.lastSyncAt),
    nextSyncAt: row.state === 'stopped' ? null : isoOrNull(nextTick(Math.max(row.nextDueAt, now))),
    licences: parts.licences.map(licenceView).sort(byUse),
    score: parts.scores.map(scoreView),
    mappings: parts.mappings,
    consentAgain: row.state === 'connected' ? consentAgain(row) : [],
    hidden: parts.hidden && parts.mappings.length === 0,
    relationship: reachView(row, parts.reach),
  }
}

const hourMs = 60 * 60_000
/** The cron comes at the full hour: what is due in between is read then. */
function nextTick(dueAt: number): number {
  return Math.ceil(dueAt / hourMs) * hourMs
}

function licenceView(row: LicenceRow): LicenceCount {
  const usable = row.enabled + row.warning
  return {
    skuId: row.skuId,
    partNumber: row.partNumber,
    name: row.name,
    assigned: row.consumed,
    usable,
    available: usable - row.consumed,
    status: row.status,
    free: isFreeSku(row.skuId, row.partNumber),
    renewsAt: row.renewsAt,
    trial: row.trial,
  }
}

/** Paid products first, then the most used, then by name. */
function byUse(a: LicenceCount, b: LicenceCount): number {
  return Number(a.free) - Number(b.free) || b.assigned - a.assigned || a.name.localeCompare(b.name)
}

export function scoreView({ day, current, max }: ScoreRow): ScorePoint {
  return { day, current, max, percent: max > 0 ? Math.round((current / max) * 1000) / 10 : 0 }
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
