import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ConnectAttempt } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { problemSaid } from '../../error-said.ts'
import { useRead } from '../../query.ts'
import { type ConsentLink, consentLink } from '../../settings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { Section } from '../../ui/page.tsx'
import { Step, type StepState } from '../../ui/step.tsx'
import { ago, timeOfDay } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import type { Go } from '../route.ts'

const pollMilliseconds = 2000

/** What became of one's own attempts of the last day; they survive closing the window. */
export function Attempts({ go }: { go: Go }) {
  const [link, setLink] = useState<ConsentLink | null>(null)
  const { data, error, refetch } = useRead(
    'tenants.attempts',
    {},
    { poll: (last) => isMoving(last?.attempts) && pollMilliseconds },
  )
  const attempts = data?.attempts ?? []
  useEffect(() => {
    consentLink.getValue().then(setLink)
  }, [data])
  useEffect(() => {
    const used = link && attempts.find(({ id }) => id === link.attemptId)
    if (used && used.state !== 'waiting') consentLink.removeValue()
  }, [link, data])
  if (error)
    return (
      <ErrorNotice error={error} what={i18n.t('popup.connect.yourAttemptsCouldNotBe')} onRetry={refetch} />
    )
  if (attempts.length === 0) return null
  return (
    <Section title={i18n.t('popup.connect.yourAttemptsLastDay')}>
      <ul class="steps" aria-live="polite">
        {attempts.map((attempt) => (
          <Attempt
            key={attempt.id}
            attempt={attempt}
            link={link?.attemptId === attempt.id ? link.url : null}
            go={go}
          />
        ))}
      </ul>
    </Section>
  )
}

const isMoving = (attempts: readonly ConnectAttempt[] = []) =>
  attempts.some(({ state }) => state === 'waiting' || state === 'pending')

const steps: Record<ConnectAttempt['state'], StepState> = {
  waiting: 'running',
  pending: 'running',
  connected: 'done',
  failed: 'failed',
  expired: 'skipped',
}

function Attempt({ attempt, link, go }: { attempt: ConnectAttempt; link: string | null; go: Go }) {
  const now = useNow()
  const { state, tenantId, problem, startedAt } = attempt
  return (
    <Step
      state={steps[state]}
      title={title(attempt)}
      text={
        <span class="attempt-text">
          {text(attempt, now)}
          {problem && state !== 'expired' && ` ${problemSaid(problem)}`}
          {state === 'waiting' && link && (
            <CopyButton value={link} what={i18n.t('popup.connect.consentLink')}>
              {i18n.t('popup.connect.copyLink')}
            </CopyButton>
          )}
          {state === 'connected' && tenantId && (
            <LinkButton onClick={() => go({ screen: 'tenant', tenantId })}>
              {i18n.t('popup.connect.openTenant')}
            </LinkButton>
          )}
        </span>
      }
      end={timeOfDay(startedAt)}
    />
  )
}

function title({ state, tenantName }: ConnectAttempt): string {
  switch (state) {
    case 'waiting':
      return tenantName
        ? i18n.t('popup.connect.waitingFor', { tenantName })
        : i18n.t('popup.connect.waitingForConsent')
    case 'pending':
      return tenantName
        ? i18n.t('popup.connect.hasAgreed', { tenantName })
        : i18n.t('popup.connect.tenantHasAgreed')
    case 'connected':
      return tenantName
        ? i18n.t('popup.connect.connected', { tenantName })
        : i18n.t('popup.connect.connectedTenant')
    case 'failed':
      return tenantName
        ? i18n.t('popup.connect.notConnected', { tenantName })
        : i18n.t('popup.connect.notConnected2')
    case 'expired':
      return i18n.t('popup.connect.nobodyAgreedInTime')
  }
}

function text({ state, startedAt, expiresAt }: ConnectAttempt, now: number): string {
  switch (state) {
    case 'waiting':
      return i18n.t('popup.connect.linkMadeGoodUntilYou', {
        ago: ago(startedAt, now),
        time: timeOfDay(expiresAt),
      })
    case 'pending':
      return i18n.t('popup.connect.microsoftStillSpreadingConsentOver')
    case 'expired':
      return i18n.t('popup.connect.linkTooOldNowMake')
    default:
      return ''
  }
}
