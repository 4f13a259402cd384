import type { ComponentChildren } from 'preact'
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
      <Tile label="Persons" value={countText(persons)}>
        {tenant.domains.length === 1
          ? '1 verified domain'
          : `${countText(tenant.domains.length)} verified domains`}
      </Tile>
      <Tile label="Seats left" value={bought > 0 ? countText(left) : '–'} of={bought}>
        {gone.length > 0 ? (
          <span class="tone-warning tile-warning">
            <Icon of={icons.warning} size={14} />
            <span>
              {gone.length === 1 ? `${isolate(gone[0]?.name ?? '')} has none` : `${gone.length} have none`}
            </span>
          </span>
        ) : bought > 0 ? (
          'Every product has some'
        ) : (
          'Nothing is bought'
        )}
      </Tile>
      <Tile label="Secure Score" value={last ? percentText(last.percent) : '–'}>
        {last ? <ScoreChange score={score} /> : 'Microsoft has not given one'}
      </Tile>
      <Tile label="Last sync" value={lastSyncAt ? momentOf(lastSyncAt, now) : 'Not yet'}>
        {[
          lastSyncAt ? ago(lastSyncAt, now) : null,
          nextSyncAt ? `next about ${momentOf(nextSyncAt, now)}` : null,
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
          {value} {of > 0 && <span class="tile-of">of {countText(of)}</span>}
        </p>
        <div class="quiet tile-note">{children}</div>
      </dd>
    </div>
  )
}
