import type { PsaApiDefinition } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'
import { reserve, type Window } from '../store/pace.ts'

/** Of the PSA's limit; what is left is for what others ask of the same account. */
const share = 0.95
/** Reserved at a time, so that a request does not cost a statement each. */
const atOnce = 5

const timer = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function windowOf({ requests, perSeconds }: PsaApiDefinition['limit']): Window {
  // A second more, because a request arrives later than it was sent.
  return { requests: Math.max(1, Math.floor(requests * share)), ms: (perSeconds + 1) * 1000 }
}

/** Called before each request of a run: waits until the account's limit allows it. */
export function createPace(
  deps: Deps,
  connectionId: string,
  limit: PsaApiDefinition['limit'],
): () => Promise<void> {
  const window = windowOf(limit)
  const requests = Math.min(atOnce, window.requests)
  let left = 0
  let turn = Promise.resolve()
  async function next(): Promise<void> {
    if (left === 0) {
      const wait = (await reserve(deps, connectionId, window, requests)) - deps.now()
      if (wait > 0) await (deps.sleep ?? timer)(wait)
      left = requests
    }
    left -= 1
  }
  return () => {
    turn = turn.then(next)
    return turn
  }
}

/** For people who wait: counted, and sent at once. */
export function createCount(
  deps: Deps,
  connectionId: string,
  limit: PsaApiDefinition['limit'],
): () => Promise<void> {
  return async () => {
    await reserve(deps, connectionId, windowOf(limit), 1)
  }
}
