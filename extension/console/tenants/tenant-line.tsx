import { i18n } from '#i18n'
import type { TenantSummary } from '#shared/contract.ts'
import { seatsOf } from '../../tenant/seats-of.ts'
import { Standing, trend } from '../../tenant/tenant-row.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { joinForeign } from '../../ui/join-foreign.ts'
import { countText, percentText } from '../../ui/number.ts'
import { Sparkline } from '../../ui/sparkline.tsx'
import { hashOf } from '../route.ts'

/** A tenant in short; its name leads to the rest. */
export function TenantLine({ tenant }: { tenant: TenantSummary }) {
  const { id, name, score } = tenant
  const last = score.at(-1)
  return (
    <li class="tenant-line">
      <a class="plans-name" href={hashOf({ screen: 'tenant', tenantId: id })}>
        <span class="named">
          <Avatar name={name} shape="organisation" />
          <span class="row-text">
            <Foreign class="entry-name">{name}</Foreign>
            <span class="row-note">
              <Standing tenant={tenant} />
            </span>
          </span>
        </span>
      </a>
      <Organisations tenant={tenant} />
      <Seats tenant={tenant} />
      <span class="tenant-trend">
        {last ? (
          <>
            <Sparkline values={score.map(({ percent }) => percent)} label={trend(score)} />
            <strong>{percentText(last.percent)}</strong>
          </>
        ) : (
          <span class="quiet">{i18n.t('console.tenants.noScoreYet')}</span>
        )}
      </span>
    </li>
  )
}

function Organisations({ tenant: { mappings, hidden } }: { tenant: TenantSummary }) {
  if (mappings.length === 0)
    return (
      <span class="quiet">
        {hidden ? i18n.t('console.tenants.notMappedHiddenByYou') : i18n.t('console.tenants.notMapped')}
      </span>
    )
  const words = joinForeign(mappings.map(({ organisationName }) => organisationName))
  return (
    <span class="tenant-organisations" title={words}>
      {words}
    </span>
  )
}

function Seats({ tenant }: { tenant: TenantSummary }) {
  const { left, bought, gone } = seatsOf(tenant.licences)
  if (bought === 0) return <span class="quiet">{i18n.t('console.tenants.nothingBought')}</span>
  return (
    <span class={gone.length > 0 ? 'tone-warning tenant-seats' : 'tenant-seats'}>
      {gone.length > 0 && <Icon of={icons.warning} size={14} />}
      <span>
        {i18n.t('console.tenants.of', { left: countText(left), bought: countText(bought) })}
        {gone.length > 0 && (
          <span class="quiet">
            {i18n.t('console.tenants.haveNone', gone.length, { count: countText(gone.length) })}
          </span>
        )}
      </span>
    </span>
  )
}
