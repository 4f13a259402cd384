import { useEffect, useState } from 'preact/hooks'
import type { ConnectAttempt } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
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
  if (error) return <ErrorNotice error={error} what="Your attempts could not be read." onRetry={refetch} />
  if (attempts.length === 0) return null
  return (
    <Section title="Your attempts of the last day">
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
          {problem && state !== 'expired' && ` ${problem.text} ${problem.next ?? ''}`}
          {state === 'waiting' && link && (
            <CopyButton value={link} what="consent link">
              Copy link
            </CopyButton>
          )}
          {state === 'connected' && tenantId && (
            <LinkButton onClick={() => go({ screen: 'tenant', tenantId })}>Open the tenant</LinkButton>
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
      return tenantName ? `Waiting for ${tenantName}` : 'Waiting for consent'
    case 'pending':
      return `${tenantName ?? 'The tenant'} has agreed`
    case 'connected':
      return `Connected: ${tenantName ?? 'a tenant'}`
    case 'failed':
      return tenantName ? `Not connected: ${tenantName}` : 'Not connected'
    case 'expired':
      return 'Nobody agreed in time'
  }
}

function text({ state, startedAt, expiresAt }: ConnectAttempt, now: number): string {
  switch (state) {
    case 'waiting':
      return `Link made ${ago(startedAt, now)}, good until ${timeOfDay(expiresAt)}. You can close this window; the result will stand here.`
    case 'pending':
      return 'Microsoft is still spreading the consent over its servers. Nothing to do.'
    case 'expired':
      return 'The link is too old now. Make a new one above.'
    default:
      return ''
  }
}
