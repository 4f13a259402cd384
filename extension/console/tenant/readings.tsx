import { i18n } from '#i18n'
import type { SyncProgress } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { ago } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'

/** When each part was last read to its end, and what stands in the way of those that fail. */
export function Readings({ sync }: { sync: SyncProgress }) {
  const now = useNow()
  const { resources, cost } = sync
  if (resources.length === 0) return null
  return (
    <>
      <ul class="readings" aria-label={i18n.t('console.tenant.lastReadings')}>
        {resources.map(({ name, title, finishedAt, read, problem }) => (
          <li key={name}>
            <Icon
              of={problem ? icons.warning : finishedAt ? icons.check : icons.circle}
              size={16}
              tone={problem ? 'warning' : 'neutral'}
              label={
                problem
                  ? i18n.t('console.tenant.failed')
                  : finishedAt
                    ? i18n.t('console.tenant.read')
                    : i18n.t('console.tenant.notReadYet2')
              }
            />
            <Foreign>{title}</Foreign>
            <span class="quiet">
              {finishedAt ? ago(finishedAt, now) : i18n.t('console.tenant.notReadYet2')}
              {read > 0 && ` · ${i18n.t('console.tenant.read2', { read: countText(read) })}`}
            </span>
          </li>
        ))}
      </ul>
      {cost && (
        <p class="quiet">
          {i18n.t('console.tenant.lastRunTookRequestsTo', cost.requests, {
            requests: countText(cost.requests),
          })}
        </p>
      )}
    </>
  )
}
