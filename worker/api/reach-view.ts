import type { TenantSummary } from '#shared/contract.ts'
import { isLive } from '../partner/readiness.ts'
import type { ReachRow } from '../store/partner-reach.ts'
import type { TenantRow } from '../store/tenants.ts'

type Relationship = NonNullable<TenantSummary['relationship']>

/** How a tenant is reached, for technicians too: they do not see the partner's pages. */
export function reachView({ reachedBy }: TenantRow, reach: ReachRow | undefined): Relationship | null {
  if (!reach) return null
  const { standing, endsAt, isWatched } = reach
  const watched = isWatched === 1
  const ends = endsAt === null ? null : new Date(endsAt).toISOString()
  const words = reachedBy === 'consent' ? ownWords : watched ? watchedWords : unwatchedWords
  return { standing, endsAt: ends, watched, text: words(standing, ends?.slice(0, 10) ?? null) }
}

function ownWords(standing: Relationship['standing']): string {
  return isLive(standing)
    ? 'Reached by its own consent and through the partner; it is read once.'
    : 'Reached by its own consent. The partner’s admin relationship has ended, which stops nothing.'
}

function watchedWords(standing: Relationship['standing'], day: string | null): string {
  if (!isLive(standing)) return 'It was reached through the partner, whose admin relationship has ended.'
  if (day === null) return 'Reached through the partner’s admin relationship.'
  return `Reached through the partner’s admin relationship, which ends on ${day}. The sync stops then.`
}

function unwatchedWords(standing: Relationship['standing'], day: string | null): string {
  const until = isLive(standing) && day !== null ? ` It was to end on ${day}.` : ''
  return `Reached through a partner whose sign-in is missing or does not work, so nobody sees how the admin relationship stands.${until}`
}
