import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { type ApiError, asApiError } from '../api-error.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { followPolicy } from '../keep-server.ts'
import { signOut } from '../sign-in.ts'
import { Spinner } from '../ui/spinner.tsx'
import { StepCard } from './step-card.tsx'

interface PolicyServerProps {
  number: number
  /** The server in use; null = none yet. */
  address: string | null
  /** The server that the policy names. */
  origin: string
}

/** Step 1, taken by an administrator: nothing to type, and nothing to change. */
export function PolicyServer({ number, address, origin }: PolicyServerProps) {
  const [failure, setFailure] = useState<ApiError | null>(null)
  const isInUse = address === origin
  const follow = () => {
    setFailure(null)
    followPolicy(signOut).catch((error: unknown) => setFailure(asApiError(error)))
  }
  useEffect(follow, [origin])
  return (
    <StepCard
      id="server"
      number={number}
      title={i18n.t('options.yourSidelightServer')}
      isDone={isInUse}
      summary={origin}
    >
      {failure && !isInUse && (
        <ErrorNotice
          error={failure}
          what={i18n.t('policy.notInUse')}
          still={address ? i18n.t('policy.until', { address }) : undefined}
          onRetry={follow}
        />
      )}
      {!failure && !isInUse && <Spinner label={i18n.t('policy.asking')} />}
      <p class="quiet">{i18n.t('policy.set')}</p>
    </StepCard>
  )
}
