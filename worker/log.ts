import { AppError } from '#shared/errors.ts'

/** What may stand in the log: ids and codes. No bodies, tokens, addresses or message texts. */
interface Entry {
  at: 'request' | 'queue' | 'consent' | 'action' | 'purge' | 'reseal' | 'products' | 'alerts' | 'partner'
  requestId?: string
  endpoint?: string
  tenantId?: string
  run?: string
}

/** Writes one structured line about a failure: its code, else the class of error and where it was thrown. */
export function logFailure(entry: Entry, error: unknown): void {
  const { at, requestId, endpoint, tenantId, run } = entry
  console.error(JSON.stringify({ at, requestId, endpoint, tenantId, run, ...describe(error) }))
}

/** Messages are left out on purpose: database errors quote the row, parse errors quote the input. */
function describe(error: unknown) {
  const cause = error instanceof AppError && error.cause !== undefined ? error.cause : error
  const code = error instanceof AppError ? error.code : 'internal'
  if (!(cause instanceof Error)) return { code }
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { code, error: cause.name, frames: frames.slice(0, 6).map((line) => line.trim()) }
}
