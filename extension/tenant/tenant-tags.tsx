import type { TenantDetail } from '#shared/contract.ts'
import * as icons from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'

export const isDisconnected = ({ problem }: Pick<TenantDetail, 'problem'>) =>
  problem?.code === 'tenant.disconnected'

/** How it is reached, whether that works, and how much there is of it. */
export function TenantTags({ tenant }: { tenant: TenantDetail }) {
  const { persons, mappings } = tenant
  const organisations = mappings.length === 1 ? '1 organisation' : `${mappings.length} organisations`
  return (
    <div class="tags">
      <StateTag tenant={tenant} />
      <Tag icon={icons.people}>{persons === 1 ? '1 person' : `${persons} persons`}</Tag>
      <Tag icon={icons.organisation}>{organisations}</Tag>
      <ActionsTag tenant={tenant} />
    </div>
  )
}

export function StateTag({ tenant }: { tenant: TenantDetail }) {
  const { state, reachedBy } = tenant
  return (
    <>
      {state === 'connected' && (
        <Tag tone="success" icon={icons.done}>
          {reachedBy === 'consent' ? 'Connected by consent' : 'Connected by partner agreement'}
        </Tag>
      )}
      {state === 'pending' && <Tag icon={icons.clock}>Waiting for Microsoft</Tag>}
      {state === 'stopped' && (
        <Tag tone="danger" icon={icons.unplugged}>
          {isDisconnected(tenant) ? 'Disconnected' : 'Stopped'}
        </Tag>
      )}
    </>
  )
}

export function ActionsTag({ tenant: { state, operator } }: { tenant: TenantDetail }) {
  return (
    <>
      {state === 'connected' && (
        <Tag icon={operator ? icons.flash : icons.lock}>{operator ? 'Actions on' : 'Actions off'}</Tag>
      )}
    </>
  )
}
