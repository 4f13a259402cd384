import { usePsaName } from '../psa-name.ts'
import { useRead } from '../query.ts'

interface MappingRead {
  tenantId: string
  mappingId: string
  /** Milliseconds between reads while something is under way. */
  poll?: () => number | false
}
/** One organisation of a tenant, with its connection and what its ticket system is called. */
export function useMapping({ tenantId, mappingId, poll }: MappingRead) {
  const tenant = useRead('tenants.get', { tenantId }, poll ? { poll } : {})
  const connections = useRead('psas.list', {})
  const mapping = tenant.data?.mappings.find(({ id }) => id === mappingId)
  const connection = connections.data?.connections.find(({ id }) => id === mapping?.connectionId)
  const psaName = usePsaName(mapping?.connectionId)
  return {
    tenant: tenant.data,
    mapping,
    connection,
    psaName,
    /** It was read, and the tenant has no such organisation any more. */
    isGone: tenant.data !== undefined && mapping === undefined,
    error: tenant.error,
    reload: tenant.refetch,
  }
}
