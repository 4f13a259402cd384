import { useEffect, useRef, useState } from 'preact/hooks'
import type { Output, PlanEntry } from '#shared/contract.ts'
import { usePages } from '../query.ts'
import type { KindFilter } from './counts.tsx'

type Plan = Output<'plans.get'>
const pollMilliseconds = 1000
/** A plan of many pages is read anew less often: each time costs them all. */
const slowPollMilliseconds = 5000

export const isBusy = (plan: Plan | undefined) => plan?.state === 'building' || plan?.state === 'running'

/**
 * The newest plan of a mapping, page by page. All that is handed out is of one plan: when a later page belongs to a newer
 * one, everything is read again, and `isNewer` says so until it was looked at.
 */
export function usePlan(mappingId: string, kind: KindFilter) {
  const loaded = useRef(1)
  const pages = usePages('plans.get', kind === 'all' ? { mappingId } : { mappingId, kind }, {
    keep: true,
    poll: (first) => isBusy(first) && (loaded.current > 1 ? slowPollMilliseconds : pollMilliseconds),
  })
  const read = pages.data?.pages ?? []
  loaded.current = read.length
  const plan: Plan | undefined = read[0]
  const isMixed = read.some(({ id }) => id !== plan?.id)
  const [seen, setSeen] = useState<string | null>(null)
  useEffect(() => {
    if (isMixed) pages.refetch()
    else if (plan && seen === null) setSeen(plan.id)
  }, [isMixed, plan?.id])
  const entries: PlanEntry[] = read.filter(({ id }) => id === plan?.id).flatMap((page) => page.entries)
  return {
    plan,
    entries,
    error: pages.error,
    reload: pages.refetch,
    more: pages.hasNextPage && !isMixed ? pages.fetchNextPage : null,
    isReadingMore: pages.isFetchingNextPage,
    /** The former filter's entries stand there until those of the new one come. */
    isStale: pages.isPlaceholderData || isMixed,
    isNewer: plan !== undefined && seen !== null && plan.id !== seen,
    look: () => setSeen(plan?.id ?? null),
  }
}
