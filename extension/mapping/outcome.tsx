import { i18n } from '#i18n'
import { ErrorNotice } from '../error-notice.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'
import { Progress } from '../ui/progress.tsx'
import type { Accepted, useAccept } from './use-accept.ts'

/** How far accepting is, what came of it, and what was left as it is, with why. */
export function Outcome({ running, accepted, error }: ReturnType<typeof useAccept>) {
  return (
    <>
      {running && running.of > 1 && (
        <div class="standing">
          <Progress label={i18n.t('mapping.mappingTenants')} value={running.done} max={running.of} />
          <p role="status">{i18n.t('mapping.mappedOrLookedAt', { done: running.done, of: running.of })}</p>
        </div>
      )}
      {error && !running && <ErrorNotice error={error} what={i18n.t('mapping.notEverythingMapped')} />}
      {accepted && !running && <Done {...accepted} />}
    </>
  )
}

function Done({ mapped, skipped }: Accepted) {
  const title = i18n.t('mapping.tenantsMapped', mapped, { count: countText(mapped) })
  return (
    <>
      {mapped > 0 && (
        <Notice kind="success" title={title}>
          {i18n.t('mapping.firstPlanEachWaitsFor')}
        </Notice>
      )}
      {skipped.length > 0 && (
        <Notice
          kind="warning"
          title={i18n.t('mapping.left', skipped.length, { count: countText(skipped.length) })}
        >
          <ul class="plain-list">
            {skipped.map(({ tenantName, organisationName, why }) => (
              <li key={`${tenantName} ${organisationName}`}>
                <Foreign>{tenantName}</Foreign>: {why}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
