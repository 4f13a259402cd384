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
      <ul class="readings" aria-label="Last readings">
        {resources.map(({ name, title, finishedAt, read, problem }) => (
          <li key={name}>
            <Icon
              of={problem ? icons.warning : finishedAt ? icons.check : icons.circle}
              size={16}
              tone={problem ? 'warning' : 'neutral'}
              label={problem ? 'Failed' : finishedAt ? 'Read' : 'Not read yet'}
            />
            <Foreign>{title}</Foreign>
            <span class="quiet">
              {finishedAt ? ago(finishedAt, now) : 'Not read yet'}
              {read > 0 && ` · ${countText(read)} read`}
            </span>
          </li>
        ))}
      </ul>
      {cost && (
        <p class="quiet">
          The last run took {countText(cost.requests)}{' '}
          {cost.requests === 1 ? 'request to Microsoft' : 'requests to Microsoft'}.
        </p>
      )}
    </>
  )
}
