import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { ScoreChange } from '../../tenant/score-change.tsx'
import { seatsOf } from '../../tenant/seats-of.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { countText, percentText } from '../../ui/number.ts'
import { ago, momentOf } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'

/** The four figures that one asks for first. */
export function Tiles({ tenant }: { tenant: TenantDetail }) {
  const now = useNow()
  const { persons, score, licences, lastSyncAt, nextSyncAt } = tenant
  const { bought, left, gone } = seatsOf(licences)
  const last = score.at(-1)
  return (
    <dl class="tiles-row">
      <Tile label={i18n.t('console.tenant.persons')} value={countText(persons)}>
        {i18n.t('console.tenant.verifiedDomains', tenant.domains.length, {
          count: countText(tenant.domains.length),
        })}
      </Tile>
      <Tile label={i18n.t('console.tenant.seatsLeft')} value={bought > 0 ? countText(left) : '–'} of={bought}>
        {gone.length > 0 ? (
          <span class="tone-warning tile-warning">
            <Icon of={icons.warning} size={14} />
            <span>
              {i18n.t('console.tenant.haveNone', gone.length, {
                name: isolate(gone[0]?.name ?? ''),
                count: countText(gone.length),
              })}
            </span>
          </span>
        ) : bought > 0 ? (
          i18n.t('console.tenant.everyProductHasSome')
        ) : (
          i18n.t('console.tenant.nothingBought')
        )}
      </Tile>
      <Tile label={i18n.t('console.tenant.secureScore')} value={last ? percentText(last.percent) : '–'}>
        {last ? <ScoreChange score={score} /> : i18n.t('console.tenant.microsoftHasNotGivenOne2')}
      </Tile>
      <Tile
        label={i18n.t('console.tenant.lastSync')}
        value={lastSyncAt ? momentOf(lastSyncAt, now) : i18n.t('console.tenant.notYet')}
      >
        {[
          lastSyncAt ? ago(lastSyncAt, now) : null,
          nextSyncAt ? i18n.t('console.tenant.nextAbout', { time: momentOf(nextSyncAt, now) }) : null,
        ]
          .filter(Boolean)
          .join(', ')}
      </Tile>
    </dl>
  )
}

interface TileProps {
  label: string
  value: string
  of?: number
  children: ComponentChildren
}
function Tile({ label, value, of = 0, children }: TileProps) {
  return (
    <div class="surface tile">
      <dt class="quiet">{label}</dt>
      <dd>
        <p class="tile-value">
          {value}{' '}
          {of > 0 && <span class="tile-of">{i18n.t('console.tenant.of', { of: countText(of) })}</span>}
        </p>
        <div class="quiet tile-note">{children}</div>
      </dd>
    </div>
  )
}
