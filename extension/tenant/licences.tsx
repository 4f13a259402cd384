import { i18n } from '#i18n'
import type { LicenceCount } from '#shared/contract.ts'
import { Foreign } from '../ui/foreign.tsx'
import { countText } from '../ui/number.ts'
import { Section } from '../ui/page.tsx'
import { SeatBar } from '../ui/seat-bar.tsx'
import { useNow } from '../ui/use-now.ts'
import { renewal } from './renewal.ts'

/** Products by name: what is bought first, free ones folded away. */
export function Licences({ licences, wasRead }: { licences: LicenceCount[]; wasRead: boolean }) {
  const now = useNow()
  const bought = licences.filter(({ free }) => !free)
  const free = licences.filter((licence) => licence.free)
  return (
    <Section title={i18n.t('tenant.licences')} aside={i18n.t('tenant.assignedAndLeft')}>
      {licences.length === 0 && (
        <p class="quiet">{wasRead ? i18n.t('tenant.tenantHoldsNoLicence') : i18n.t('tenant.notReadYet')}</p>
      )}
      <ul class="seat-list">
        {bought.map((licence) => (
          <SeatBar key={licence.skuId} {...licence} note={renewal(licence, now).text} />
        ))}
      </ul>
      {free.length > 0 && (
        <details>
          <summary>{i18n.t('tenant.freeProducts', free.length, { count: countText(free.length) })}</summary>
          <ul class="free-list">
            {free.map(({ skuId, name, assigned }) => (
              <li key={skuId}>
                <Foreign>{name}</Foreign> <span class="quiet">{i18n.t('tenant.assigned', { assigned })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
