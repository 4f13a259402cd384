import { i18n } from '#i18n'
import type { Output, Suggestion } from '#shared/contract.ts'

/** A tenant without an organisation, and which it may be, most likely first. */
export interface Unmapped {
  tenantId: string
  tenantName: string
  candidates: Suggestion[]
}

export interface Group {
  id: Suggestion['confidence'] | 'nothing' | 'hidden'
  title: string
  tenants: Unmapped[]
}

const titles: Record<Group['id'], string> = {
  certain: i18n.t('mapping.certain'),
  likely: i18n.t('mapping.likelyLookFirst'),
  weak: i18n.t('mapping.similarNamesAlone'),
  nothing: i18n.t('mapping.nothingFound'),
  hidden: i18n.t('mapping.hiddenUntilMapped'),
}

/** Tenants by how sure their suggestions are, the hidden ones last; groups without a tenant are left out. */
export function groupsOf(
  { suggestions, without, readAt }: Output<'mappings.suggest'>,
  hidden: ReadonlySet<string> = new Set(),
): Group[] {
  const byTenant = Map.groupBy(suggestions, ({ tenantId }) => tenantId)
  const tenants = [...byTenant].map(([tenantId, candidates]) => ({
    tenantId,
    tenantName: candidates[0]?.tenantName ?? '',
    candidates,
  }))
  const nothing = without.map((tenant) => ({ ...tenant, candidates: [] }))
  const groupOf = ({ tenantId, candidates }: Unmapped): Group['id'] =>
    hidden.has(tenantId) ? 'hidden' : (candidates[0]?.confidence ?? 'nothing')
  const ids: Group['id'][] = ['certain', 'likely', 'weak', 'nothing', 'hidden']
  return ids
    .map((id) => ({
      id,
      title: id === 'nothing' && readAt === null ? i18n.t('mapping.notComparedYet') : titles[id],
      tenants: [...tenants, ...nothing].filter((tenant) => groupOf(tenant) === id),
    }))
    .filter((group) => group.tenants.length > 0)
}
