import type { Deps } from '../env.ts'
import type { Graph } from '../graph/client.ts'
import type { Meter } from '../graph/meter.ts'
import type { Fence } from '../store/fence.ts'
import type { TenantStateName } from '../store/leases.ts'
import type { Message } from './message.ts'

export type PullMessage = Extract<Message, { kind: 'pull' }>

/** One delivery of a run: the tenant is bound, the lease is held. */
export interface Run {
  deps: Deps
  graph: Graph
  message: PullMessage
  /** The tenant's state when the lease was taken */
  state: TenantStateName
  budget: Budget
  /** What this run has cost at Microsoft, earlier deliveries included */
  meter: Meter
  /** How often this run has begun a round anew, earlier deliveries included */
  resets: number
}

/**
 * finished: read to its end · paused: the budget is spent, more in a new message · lost: someone else holds the
 * tenant now, so nothing more may be done.
 */
export type Outcome = 'finished' | 'paused' | 'lost'

/**
 * Pages and wall time of one delivery: queue consumers end after 15 minutes, D1 counts 1,000 statements. It also ends
 * where Microsoft says that its limit is reached; one page is read in any case, so that every delivery comes further.
 */
export interface Budget {
  spend(pages: number): void
  isSpent(): boolean
}

const most = { pages: 20, ms: 60_000 }
/** Microsoft's windows are 10 seconds long: https://learn.microsoft.com/graph/throttling-limits */
export const loadedPauseSeconds = 10

/** From here on Microsoft refuses what it does not refuse yet. */
export function isLoaded({ load }: Meter): boolean {
  return load >= 1
}

export function createBudget(now: () => number, meter: Meter): Budget {
  const startedAt = now()
  let pages = 0
  return {
    spend(more) {
      pages += more
    },
    isSpent: () => isLoaded(meter) || pages >= most.pages || now() - startedAt >= most.ms,
  }
}

export function fenceOf({ message }: Run, resource: string, version: number): Fence {
  return { tenantId: message.tenantId, run: message.run, resource, version }
}
