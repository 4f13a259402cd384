import { i18n } from '#i18n'
import type { AccessLimit, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'
import { countText } from '../../ui/number.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { hashOf } from '../route.ts'

/** Which technicians see this tenant. Limits are for administrators to know. */
export function WhoMay({ tenant }: { tenant: TenantDetail }) {
  const off = useOff('access.list')
  const { data, error, refetch } = useRead('access.list', {}, { enabled: !off })
  if (off) return null
  return (
    <section class="surface surface-padded part" aria-label={i18n.t('console.tenant.whoMaySeeIt')}>
      <div class="part-head">
        <h2>{i18n.t('console.tenant.whoMaySeeIt')}</h2>
        <a class="button-link" href={hashOf({ screen: 'technicians' })}>
          {i18n.t('console.tenant.technicians')}
        </a>
      </div>
      {error && (
        <ErrorNotice error={error} what={i18n.t('console.tenant.limitsCouldNotBeRead')} onRetry={refetch} />
      )}
      {!data && !error && <Skeleton rows={2} label={i18n.t('console.tenant.readingLimits')} />}
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
          ? i18n.t('console.tenant.everyTechnicianAndViewerNobody')
          : i18n.t('console.tenant.administratorsAndEveryTechnicianAnd')}
      </p>
      {allowed.length > 0 && (
        <List framed label={i18n.t('console.tenant.limitedAndAllowedHere')}>
          {allowed.map(({ subject }) => (
            <Row
              key={`${subject.kind} ${subject.id}`}
              start={<Icon of={subject.kind === 'group' ? icons.people : icons.personSearch} />}
              title={<Foreign>{subject.name}</Foreign>}
              text={
                subject.kind === 'group'
                  ? i18n.t('console.tenant.membersGroup')
                  : i18n.t('console.tenant.technician')
              }
            />
          ))}
        </List>
      )}
      {kept > 0 && (
        <p class="quiet">{i18n.t('console.tenant.limitsLeaveTenantOut', kept, { count: countText(kept) })}</p>
      )}
    </>
  )
}
