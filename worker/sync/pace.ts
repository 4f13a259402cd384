import { AppError } from '#shared/errors.ts'
import type { PsaApi, PsaApiDefinition } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'
import { apis } from '../psa/apis.ts'
import { openConnection } from '../psa/open.ts'

/** A third of what the PSA allows, then a third of the time it allows it in. */
const share = 3
/** Left for people who open tickets meanwhile. */
const reserve = 1 / 12

export interface Pace {
  /** Before each request; waits when this invocation has used up its share. */
  next(): Promise<void>
  /** How many requests fit before this invocation should make way for the next one. */
  room(): number
  /** Call it when reading is done: whoever read long may write as long, or it would never get anywhere. */
  startWriting(): void
  pauseSeconds: number
}

const timer = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** Of an invocation's fifteen minutes. */
const mostWrites = 600

export function createPace({ requests, perSeconds }: PsaApiDefinition['limit'], sleep = timer): Pace {
  const slice = Math.max(2, Math.floor((requests * (1 - reserve)) / share))
  const pauseSeconds = Math.ceil(perSeconds / share)
  let used = 0
  let end = slice
  return {
    pauseSeconds,
    async next() {
      if (used > 0 && used % slice === 0) await sleep(pauseSeconds * 1000)
      used += 1
    },
    room: () => end - used,
    startWriting() {
      end = used + Math.max(slice - used, Math.min(used, mostWrites), 2)
    },
  }
}

/** A connected account whose requests keep that pace. */
export async function openPaced(deps: Deps, connectionId: string): Promise<{ api: PsaApi; pace: Pace }> {
  let pace: Pace | null = null
  const { api, connection } = await openConnection(deps, connectionId, async () => pace?.next())
  const definition = apis[connection.psa]
  if (!definition) throw new AppError('psa.unsupported')
  pace = createPace(definition.limit, deps.sleep)
  return { api, pace }
}
