import { useQueryClient } from '@tanstack/preact-query'
import type { EndpointName } from '#shared/contract.ts'

/** What an action may have changed besides the person, whom its answer brings. */
const beside: readonly EndpointName[] = [
  'persons.live',
  'actions.options',
  'audit.list',
  'tenants.get',
  'tenants.list',
]
const person: readonly EndpointName[] = ['persons.get', 'tickets.resolve']

/** After an action everything that shows its tenant is read again; `hasView`: the person is known as they are now. */
export function useRenewed(): (tenantId: string, hasView: boolean) => void {
  const client = useQueryClient()
  return (tenantId, hasView) => {
    for (const name of hasView ? beside : [...beside, ...person]) {
      void client.invalidateQueries({
        queryKey: [name],
        predicate: ({ queryKey: [, input] }) => namesTenant(input, tenantId),
      })
    }
  }
}

/** An input that names no tenant may be about any. */
function namesTenant(input: unknown, tenantId: string): boolean {
  if (typeof input !== 'object' || input === null || !('tenantId' in input)) return true
  return input.tenantId === tenantId
}
