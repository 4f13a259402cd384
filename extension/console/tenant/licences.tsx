import { i18n } from '#i18n'
import type { LicenceCount, Output, TenantDetail } from '#shared/contract.ts'
import { renewal } from '../../tenant/renewal.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { Tag } from '../../ui/tag.tsx'
import { useNow } from '../../ui/use-now.ts'
import { SeatTrend } from './seat-trend.tsx'

type Trends = Output<'tenants.trends'> | undefined

/** What is bought, what is left of it, when it renews, and how that came to be; free products apart. */
export function Licences({ tenant, trends }: { tenant: TenantDetail; trends: Trends }) {
  const { licences, lastSyncAt } = tenant
  const bought = licences.filter(({ free }) => !free)
  const free = licences.filter((licence) => licence.free)
  return (
    <section class="surface licences" aria-label={i18n.t('console.tenant.licences')}>
      <div class="part-head surface-padded">
        <h2>{i18n.t('console.tenant.licences')}</h2>
        <Freshness asOf={lastSyncAt} />
      </div>
      {licences.length === 0 && (
        <p class="quiet surface-padded">
          {lastSyncAt ? i18n.t('console.tenant.tenantHoldsNoLicence') : i18n.t('console.tenant.notReadYet')}
        </p>
      )}
      {bought.length > 0 && (
        <>
          <div class="licence-columns" aria-hidden="true">
            <span>{i18n.t('console.tenant.product')}</span>
            <span>{i18n.t('console.tenant.assigned')}</span>
            <span>{i18n.t('console.tenant.left')}</span>
            <span>{i18n.t('console.tenant.renewal')}</span>
          </div>
          <ul class="lines" aria-label={i18n.t('console.tenant.products')}>
            {bought.map((licence) => (
              <LicenceLine
                key={licence.skuId}
                licence={licence}
                days={trends?.licences.find(({ skuId }) => skuId === licence.skuId)?.days ?? []}
              />
            ))}
          </ul>
        </>
      )}
      {free.length > 0 && <Free licences={free} />}
    </section>
  )
}

interface LicenceLineProps {
  licence: LicenceCount
  days: Output<'tenants.trends'>['licences'][number]['days']
}
function LicenceLine({ licence, days }: LicenceLineProps) {
  const { name, partNumber, assigned, usable, available } = licence
  const now = useNow()
  const { text, isSoon } = renewal(licence, now)
  return (
    <li class="licence-line">
      <span class="row-text">
        <Foreign class="entry-name">{name}</Foreign>
        <Foreign class="quiet">{partNumber}</Foreign>
      </span>
      <span>
        <span aria-hidden="true">
          {i18n.t('console.tenant.ofUsable', { assigned: countText(assigned), usable: countText(usable) })}
        </span>
        <span class="only-spoken">
          {i18n.t('console.tenant.assignedOfUsable', {
            assigned: countText(assigned),
            usable: countText(usable),
          })}
        </span>
      </span>
      <Left assigned={assigned} usable={usable} available={available} />
      <span class="licence-renewal">
        {isSoon ? (
          <Tag tone="warning" icon={icons.clock}>
            {text}
          </Tag>
        ) : (
          (text ?? <span class="quiet">{i18n.t('console.tenant.notToldByMicrosoft')}</span>)
        )}
      </span>
      <SeatTrend name={name} days={days} />
    </li>
  )
}

function Left({ assigned, usable, available }: Pick<LicenceCount, 'assigned' | 'usable' | 'available'>) {
  const isGone = available <= 0
  const share = usable > 0 ? Math.min(1, assigned / usable) : 1
  return (
    <span class={`licence-left ${isGone ? 'tone-warning' : ''}`}>
      <span>
        {isGone && <Icon of={icons.warning} size={14} />}
        {available < 0
          ? i18n.t('console.tenant.tooMany', { available: countText(-available) })
          : i18n.t('console.tenant.left2', { available: countText(available) })}
      </span>
      <span class="bar" aria-hidden="true">
        <span class={`bar-fill ${isGone ? 'bar-full' : ''}`} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  )
}

function Free({ licences }: { licences: LicenceCount[] }) {
  return (
    <details class="licence-free">
      <summary>
        {i18n.t('console.tenant.freeProductsKeptApart', licences.length, {
          count: countText(licences.length),
        })}
      </summary>
      <ul class="free-list">
        {licences.map(({ skuId, name, assigned }) => (
          <li key={skuId}>
            <Foreign>{name}</Foreign>{' '}
            <span class="quiet">{i18n.t('console.tenant.assigned3', { assigned: countText(assigned) })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
