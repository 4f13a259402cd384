import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { findPartner, isReadWorth } from '../store/partner.ts'
import { liveRelationships, liveStatuses, type NewRelationship } from '../store/partner-relationships.ts'
import { startReading } from './discover.ts'
import { relationshipPage } from './listing.ts'
import { partnerGraph } from './session.ts'

/**
 * After a sync failed: where the tenant is reached through the partner, its relationship may have ended, and the reading
 * that tells so begins at once. Not twice within a quarter of an hour, however many tenants fail.
 */
export async function lookAtRelationship(deps: Deps, tenantId: string): Promise<void> {
  try {
    if (await isReadWorth(deps, tenantId)) await startReading(deps)
  } catch (error) {
    logFailure({ at: 'partner', tenantId }, error)
  }
}

/** Enough for 6,000 relationships; where there are more, the readings every six hours have to do. */
const mostPages = 20

/**
 * By the hourly tick: looks at the list of relationships, a request for 300 of them. A reading of everything begins only
 * where one ended, came or changed, so that a customer's decision is seen within the hour and an idle hour writes nothing.
 */
export async function lookAtRelationships(deps: Deps): Promise<void> {
  const row = await findPartner(deps)
  if (!row || row.sealed === '' || row.problemCode !== null || row.readRun !== null || row.readAt === null)
    return
  const listed: NewRelationship[] = []
  let page: string | null = null
  for (let count = 0; count < mostPages; count += 1) {
    const { rows, next }: Awaited<ReturnType<typeof relationshipPage>> = await relationshipPage(
      partnerGraph(deps),
      page,
    )
    listed.push(...rows)
    page = next
    if (page === null) break
  }
  if (page === null && isOther(listed, await liveRelationships(deps))) await startReading(deps)
}

/** Those that do not work and never did say nothing: an invitation that nobody has answered. */
function isOther(listed: readonly NewRelationship[], known: readonly NewRelationship[]): boolean {
  // A list that changes while it is paged may name one twice.
  const live = new Set(listed.filter(({ status }) => liveStatuses.includes(status)).map(sign))
  const before = new Set(known.map(sign))
  return live.symmetricDifference(before).size > 0
}

function sign({ id, tenantId, status, endsAt, autoExtends, roles }: NewRelationship): string {
  return JSON.stringify([id, tenantId, status, endsAt, autoExtends, [...roles].sort()])
}
