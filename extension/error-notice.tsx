import { i18n } from '#i18n'
import { asApiError } from './api-error.ts'
import { openSettings } from './places.ts'
import { LinkButton } from './ui/link.tsx'
import { Notice } from './ui/notice.tsx'

interface ErrorNoticeProps {
  /** Anything thrown. */
  error: unknown
  /** What did not happen, e.g. "The tenants could not be read." */
  what?: string
  /** What still holds, e.g. that the last known is shown. */
  still?: string
  onRetry?: () => void
}

/** A failed request: what did not happen, why, what mends it. */
export function ErrorNotice({ error: thrown, what, still, onRetry }: ErrorNoticeProps) {
  const error = asApiError(thrown)
  const actions = (
    <>
      {onRetry && !error.isSignedOut && <LinkButton onClick={onRetry}>{i18n.t('app.tryAgain')}</LinkButton>}
      {error.isSignedOut && (
        <LinkButton onClick={() => openSettings('sign-in')}>{i18n.t('app.signIn')}</LinkButton>
      )}
      {error.isAway && (
        <LinkButton onClick={() => openSettings('server')}>{i18n.t('app.openSettings')}</LinkButton>
      )}
    </>
  )
  return (
    <Notice
      kind={error.isAway ? 'warning' : 'danger'}
      title={what ?? error.text}
      actions={actions}
      requestId={error.requestId}
    >
      {[what ? error.text : null, still, error.next].filter(Boolean).join(' ')}
    </Notice>
  )
}
