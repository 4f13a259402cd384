import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** What is waited for inside one request, all waits together; longer waits belong to the queue. */
const budgetMs = 5_000
const firstWaitMs = 400
const passing = [429, 502, 503, 504]

interface Patience {
  deps: Deps
  /** Whether sending twice does no harm. A write is repeated after 429 alone: that one was not processed. */
  repeatable: boolean
  send(): Promise<Response>
}

/** Sends, and sends again after short waits, while that can help. */
export async function sendPatiently({ deps, repeatable, send }: Patience): Promise<Response> {
  let leftMs = budgetMs
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOnce(send)
    if (!isWorthRepeating(outcome, repeatable)) return settle(outcome, repeatable)
    const waitMs = waitOf(outcome, attempt, deps.now())
    if (waitMs > leftMs) return settle(outcome, repeatable)
    leftMs -= waitMs
    if (outcome instanceof Response) await outcome.body?.cancel()
    await (deps.sleep ?? sleep)(waitMs)
  }
}

class Lost {
  readonly cause: unknown
  constructor(cause: unknown) {
    this.cause = cause
  }
}

async function attemptOnce(send: () => Promise<Response>): Promise<Response | Lost> {
  try {
    return await send()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    return new Lost(cause)
  }
}

function isWorthRepeating(outcome: Response | Lost, repeatable: boolean): boolean {
  if (outcome instanceof Lost) return repeatable
  return repeatable ? passing.includes(outcome.status) : outcome.status === 429
}

function waitOf(outcome: Response | Lost, attempt: number, now: number): number {
  const asked = outcome instanceof Lost ? null : retryAfterSeconds(outcome.headers.get('retry-after'), now)
  return asked === null ? firstWaitMs * 2 ** attempt : Math.ceil(asked * 1000)
}

/** No answer: a read failed, of a write nobody knows. */
function settle(outcome: Response | Lost, repeatable: boolean): Response {
  if (outcome instanceof Response) return outcome
  throw new AppError(repeatable ? 'graph.unavailable' : 'graph.unknownOutcome', { cause: outcome.cause })
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
