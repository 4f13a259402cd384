import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Webhook } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { errorSaid, nextSaid } from '../error-said.ts'
import { useRead, useWrite } from '../query.ts'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import { Freshness } from '../ui/freshness.tsx'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { StepCard } from './step-card.tsx'
import { TestWebhook } from './test-webhook.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

/** Not needed to begin with: where the server posts its alerts. Administrators alone. */
export function WebhookCard({ number, isReady }: { number: number | null; isReady: boolean }) {
  const off = useOff('alerts.webhook')
  const [secret, setSecret] = useState<string | null>(null)
  const { data, error, refetch } = useRead('alerts.webhook', {}, { enabled: isReady && !off })
  if (!isReady || off) return null
  const webhook = data?.webhook ?? null
  return (
    <StepCard
      id="alerts"
      number={number}
      title={i18n.t('options.alertsByWebhook')}
      isDone={webhook !== null && webhook.problem === null}
      summary={i18n.t('options.ifYouLikeWhatKeeps')}
    >
      {error && (
        <ErrorNotice error={error} what={i18n.t('options.webhookCouldNotBeRead')} onRetry={refetch} />
      )}
      {!data && !error && <Skeleton rows={1} />}
      {secret !== null && <WebhookSecret secret={secret} onSeen={() => setSecret(null)} />}
      {data && webhook && (
        <Standing
          key={webhook.setAt}
          webhook={webhook}
          onSecret={setSecret}
          onRemoved={() => setSecret(null)}
        />
      )}
      {data && !webhook && <WebhookForm address="" onSecret={setSecret} onCancel={null} />}
    </StepCard>
  )
}

interface StandingProps {
  webhook: Webhook
  onSecret: (secret: string) => void
  onRemoved: () => void
}

function Standing({ webhook, onSecret, onRemoved }: StandingProps) {
  const [doing, setDoing] = useState<'change' | 'remove' | null>(null)
  const { url, problem, waiting, lastDeliveredAt } = webhook
  if (doing === 'change')
    return <WebhookForm address={url} onSecret={onSecret} onCancel={() => setDoing(null)} />
  return (
    <>
      <p class="webhook-address">{url}</p>
      <p class="quiet">
        <Freshness asOf={lastDeliveredAt} what={i18n.t('options.lastMessageTaken')} />
        {waiting > 0 && ` · ${i18n.t('options.messagesWait', waiting, { count: countText(waiting) })}`}
      </p>
      {problem && (
        <Notice kind="warning" title={errorSaid(problem)}>
          {nextSaid(problem)}
        </Notice>
      )}
      {doing === 'remove' ? (
        <Remove onRemoved={onRemoved} onCancel={() => setDoing(null)} />
      ) : (
        <TestWebhook>
          <Button onClick={() => setDoing('change')}>{i18n.t('options.changeAddressOrSecret')}</Button>
          <Button onClick={() => setDoing('remove')}>{i18n.t('options.stopSending')}</Button>
        </TestWebhook>
      )}
    </>
  )
}

function Remove({ onRemoved, onCancel }: { onRemoved: () => void; onCancel: () => void }) {
  const remove = useWrite('alerts.setWebhook', ['alerts.webhook'])
  const confirm = () => remove.mutate({ url: null }, { onSuccess: onRemoved })
  return (
    <>
      <Notice kind="warning" title={i18n.t('options.stopSendingAlerts')}>
        {i18n.t('options.messagesStillWaitDroppedAlerts')}
      </Notice>
      {remove.error && <ErrorNotice error={remove.error} what={i18n.t('options.webhookNotRemoved')} />}
      <div class="buttons">
        <Button kind="danger" busy={remove.isPending} onClick={confirm}>
          {i18n.t('options.stop')}
        </Button>
        <Button onClick={onCancel}>{i18n.t('options.leaveIt')}</Button>
      </div>
    </>
  )
}
