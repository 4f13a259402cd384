import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { countText } from '../../ui/number.ts'
import { Progress } from '../../ui/progress.tsx'
import { hashOf } from '../route.ts'

const pollMilliseconds = 5000

interface WrittenProps {
  /** Whose plans were approved together. */
  mappingIds: ReadonlySet<string>
  changes: number
}
/** How much of what was approved has reached the ticket system, and where it stands. */
export function Written({ mappingIds, changes }: WrittenProps) {
  const { data } = useRead(
    'tenants.list',
    {},
    { poll: (last) => standingOf(mappingIds, last).left > 0 && pollMilliseconds },
  )
  const { left, failed } = standingOf(mappingIds, data)
  const done = Math.max(0, changes - left - failed)
  return (
    <div class="written">
      {left > 0 && <Progress label={i18n.t('console.plans.beingWritten')} value={done} max={changes} />}
      <p role="status">
        {data && i18n.t('console.plans.writtenOf', { done: countText(done), changes: countText(changes) })}{' '}
        {failed > 0 && i18n.t('console.plans.refusedByThem', failed, { count: countText(failed) })}{' '}
        {i18n.t('console.plans.laterByThemselves')}
      </p>
      <a class="link" href={hashOf({ screen: 'history', filter: {} })}>
        {i18n.t('console.plans.seeInHistory')}
      </a>
    </div>
  )
}

function standingOf(mappingIds: ReadonlySet<string>, list: Output<'tenants.list'> | undefined) {
  const all = list?.tenants.flatMap(({ mappings }) => mappings) ?? []
  const mine = all.filter(({ id }) => mappingIds.has(id))
  return {
    left: mine.reduce((sum, { waiting }) => sum + waiting, 0),
    failed: mine.reduce((sum, mapping) => sum + mapping.failed, 0),
  }
}
