import type { AccessLimit, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { hashOf } from '../route.ts'

/** Which technicians see this tenant. Limits are for administrators to know. */
export function WhoMay({ tenant }: { tenant: TenantDetail }) {
  const off = useOff('access.list')
  const { data, error, refetch } = useRead('access.list', {}, { enabled: !off })
  if (off) return null
  return (
    <section class="surface surface-padded part" aria-label="Who may see it">
      <div class="part-head">
        <h2>Who may see it</h2>
        <a class="button-link" href={hashOf({ screen: 'technicians' })}>
          Technicians
        </a>
      </div>
      {error && <ErrorNotice error={error} what="The limits could not be read." onRetry={refetch} />}
      {!data && !error && <Skeleton rows={2} label="Reading the limits" />}
      {data && <Limits limits={data.limits} tenantId={tenant.id} />}
    </section>
  )
}

function Limits({ limits, tenantId }: { limits: AccessLimit[]; tenantId: string }) {
  const allowed = limits.filter(({ tenantIds }) => tenantIds.includes(tenantId))
  const kept = limits.length - allowed.length
  return (
    <>
      <p>
        {limits.length === 0
          ? 'Every technician and viewer: nobody is limited to certain tenants.'
          : 'Administrators, and every technician and viewer without a limit.'}
      </p>
      {allowed.length > 0 && (
        <List framed label="Limited, and allowed here">
          {allowed.map(({ subject }) => (
            <Row
              key={`${subject.kind} ${subject.id}`}
              start={<Icon of={subject.kind === 'group' ? icons.people : icons.personSearch} />}
              title={<Foreign>{subject.name}</Foreign>}
              text={subject.kind === 'group' ? 'Members of this group' : 'Technician'}
            />
          ))}
        </List>
      )}
      {kept > 0 && (
        <p class="quiet">
          {kept === 1 ? '1 limit leaves this tenant out.' : `${kept} limits leave this tenant out.`}
        </p>
      )}
    </>
  )
}
