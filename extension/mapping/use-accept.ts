import { useState } from 'preact/hooks'
import type { Suggestion } from '#shared/contract.ts'
import { useWrite } from '../query.ts'

/** So many at a time, so that what is done already is seen. */
const atOnce = 25

export interface Accepted {
  mapped: number
  skipped: { tenantName: string; organisationName: string; why: string }[]
}

/** Maps what was suggested, some at a time; stops at the first request that fails, with what was done until then. */
export function useAccept(connectionId: string) {
  const accept = useWrite('mappings.accept', ['mappings.suggest', 'tenants.list', 'tenants.get'])
  const [running, setRunning] = useState<{ done: number; of: number } | null>(null)
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  async function run(suggestions: readonly Suggestion[]): Promise<void> {
    let total: Accepted = { mapped: 0, skipped: [] }
    for (let at = 0; at < suggestions.length; at += atOnce) {
      setRunning({ done: at, of: suggestions.length })
      const some = suggestions.slice(at, at + atOnce)
      const pairs = some.map(({ tenantId, organisationId }) => ({ tenantId, organisationId }))
      const answer = await accept.mutateAsync({ connectionId, pairs }).catch(() => null)
      if (!answer) break
      const skipped = answer.skipped.map(({ tenantId, organisationId, why }) => {
        const one = some.find((pair) => pair.tenantId === tenantId && pair.organisationId === organisationId)
        return { tenantName: one?.tenantName ?? '', organisationName: one?.organisationName ?? '', why }
      })
      total = { mapped: total.mapped + answer.mapped.length, skipped: [...total.skipped, ...skipped] }
      setAccepted(total)
    }
    setRunning(null)
  }
  return {
    run: (suggestions: readonly Suggestion[]) => {
      setAccepted(null)
      return run(suggestions)
    },
    running,
    accepted,
    error: accept.error,
  }
}
