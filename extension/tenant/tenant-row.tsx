import type { TenantSummary } from '#shared/contract.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Row } from '../ui/list.tsx'
import { percentText } from '../ui/number.ts'
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
          <span class="quiet">No score yet</span>
        )
      }
      onOpen={onOpen}
    />
  )
}

/** The worst that can be said of a tenant, else how fresh it is. */
export function Standing({ tenant }: { tenant: TenantSummary }) {
  const now = useNow()
  const { state, syncing, persons, mappings, lastSyncAt } = tenant
  const people = persons === 1 ? '1 person' : `${persons} persons`
  const age = lastSyncAt ? ago(lastSyncAt, now) : 'never synced'
  if (state === 'stopped')
    return (
      <span class="tone-danger tenant-standing">
        <Icon of={icons.unplugged} size={14} /> Stopped · {people}, {age}
      </span>
    )
  if (state === 'pending') return <span>Waiting for Microsoft to spread the consent</span>
  if (syncing) return <span>Syncing now · {people}</span>
  if (mappings.length === 0) return <span>Not mapped · {people}</span>
  return (
    <span>
      {people} · {lastSyncAt ? `synced ${age}` : 'not synced yet'}
    </span>
  )
}

/** Beginning and end of the line, in words. */
export function trend(score: TenantSummary['score']): string {
  const [first, last] = [score[0], score.at(-1)]
  if (!first || !last) return 'No Secure Score yet'
  return `Secure Score from ${percentText(first.percent)} on ${dayText(first.day)} to ${percentText(last.percent)} on ${dayText(last.day)}`
}
