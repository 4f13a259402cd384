import { i18n } from '#i18n'
import type { TenantSummary } from '#shared/contract.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Row } from '../ui/list.tsx'
import { countText, percentText } from '../ui/number.ts'
import { Sparkline } from '../ui/sparkline.tsx'
import { ago } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'
import { dayText } from './score-lines.ts'

export function TenantRow({ tenant, onOpen }: { tenant: TenantSummary; onOpen: () => void }) {
  const { name, score } = tenant
  const last = score.at(-1)
  return (
    <Row
      start={<Avatar name={name} shape="organisation" />}
      title={<Foreign>{name}</Foreign>}
      text={<Standing tenant={tenant} />}
      end={
        last ? (
          <>
            <Sparkline values={score.map(({ percent }) => percent)} label={trend(score)} />
            <strong class="tenant-score">{percentText(last.percent)}</strong>
          </>
        ) : (
          <span class="quiet">{i18n.t('tenant.noScoreYet')}</span>
        )
      }
      onOpen={onOpen}
    />
  )
}

/** The worst that can be said of a tenant, else how fresh it is. */
export function Standing({ tenant }: { tenant: TenantSummary }) {
  const now = useNow()
  const { state, reachedBy, syncing, persons, mappings, lastSyncAt } = tenant
  const people = i18n.t('tenant.persons', persons, { count: countText(persons) })
  const age = lastSyncAt ? ago(lastSyncAt, now) : i18n.t('tenant.neverSynced')
  if (state === 'stopped')
    return (
      <span class="tone-danger tenant-standing">
        <Icon of={icons.unplugged} size={14} /> {i18n.t('tenant.stopped', { people, age })}
      </span>
    )
  if (state === 'pending') return <span>{i18n.t('tenant.waitingForMicrosoftToSpread')}</span>
  if (syncing) return <span>{i18n.t('tenant.syncingNow', { people })}</span>
  const how = reachedBy === 'partner' ? ` · ${i18n.t('tenant.throughPartner')}` : ''
  if (mappings.length === 0)
    return (
      <span>
        {i18n.t('tenant.notMapped', { people })}
        {how}
      </span>
    )
  return (
    <span>
      {people} · {lastSyncAt ? i18n.t('tenant.synced2', { age }) : i18n.t('tenant.notSyncedYet2')}
      {how}
    </span>
  )
}

/** Beginning and end of the line, in words. */
export function trend(score: TenantSummary['score']): string {
  const [first, last] = [score[0], score.at(-1)]
  if (!first || !last) return i18n.t('tenant.noSecureScoreYet')
  return i18n.t('tenant.secureScoreFromOnTo', {
    percent: percentText(first.percent),
    day: dayText(first.day),
    percent2: percentText(last.percent),
    day2: dayText(last.day),
  })
}
