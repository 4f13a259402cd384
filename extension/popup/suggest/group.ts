import type { Output, Suggestion } from '#shared/contract.ts'

/** A tenant without an organisation, and which it may be, most likely first. */
export interface Unmapped {
  tenantId: string
  tenantName: string
  candidates: Suggestion[]
}

export interface Group {
  id: Suggestion['confidence'] | 'nothing'
  title: string
  tenants: Unmapped[]
}

const titles: Record<Group['id'], string> = {
  certain: 'Certain',
  likely: 'Likely: look first',
  weak: 'Similar names alone',
  nothing: 'Nothing found',
}

/** Tenants by how sure their suggestions are; groups without a tenant are left out. */
export function groupsOf({ suggestions, without, readAt }: Output<'mappings.suggest'>): Group[] {
  const byTenant = Map.groupBy(suggestions, ({ tenantId }) => tenantId)
  const tenants = [...byTenant].map(([tenantId, candidates]) => ({
    tenantId,
    tenantName: candidates[0]?.tenantName ?? '',
    candidates,
  }))
  const nothing = without.map((tenant) => ({ ...tenant, candidates: [] }))
  const ids: Group['id'][] = ['certain', 'likely', 'weak', 'nothing']
  return ids
    .map((id) => ({
      id,
      title: id === 'nothing' && readAt === null ? 'Not compared yet' : titles[id],
      tenants: [...tenants, ...nothing].filter(
        ({ candidates }) => (candidates[0]?.confidence ?? 'nothing') === id,
      ),
    }))
    .filter((group) => group.tenants.length > 0)
}
