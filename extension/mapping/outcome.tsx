import { ErrorNotice } from '../error-notice.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import type { Accepted, useAccept } from './use-accept.ts'

/** How far accepting is, what came of it, and what was left as it is, with why. */
export function Outcome({ running, accepted, error }: ReturnType<typeof useAccept>) {
  return (
    <>
      {running && running.of > 1 && (
        <div class="standing">
          <Progress label="Mapping tenants" value={running.done} max={running.of} />
          <p role="status">
            {running.done} of {running.of} mapped or looked at.
          </p>
        </div>
      )}
      {error && !running && <ErrorNotice error={error} what="Not everything was mapped." />}
      {accepted && !running && <Done {...accepted} />}
    </>
  )
}

function Done({ mapped, skipped }: Accepted) {
  const title = mapped === 1 ? '1 tenant mapped' : `${mapped} tenants mapped`
  return (
    <>
      {mapped > 0 && (
        <Notice kind="success" title={title}>
          The first plan of each waits for approval. Nothing is written before.
        </Notice>
      )}
      {skipped.length > 0 && (
        <Notice kind="warning" title={skipped.length === 1 ? '1 was left' : `${skipped.length} were left`}>
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
