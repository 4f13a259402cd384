import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Posts one message and says what came back; `children`: the other buttons. */
export function TestWebhook({ children }: { children: ComponentChildren }) {
  const test = useWrite('alerts.testWebhook', ['alerts.webhook'])
  const { data, error, isPending } = test
  return (
    <>
      {error && <ErrorNotice error={error} what={i18n.t('options.noTestSent')} />}
      {data && !isPending && (
        <Notice
          kind={data.delivered ? 'success' : 'warning'}
          title={data.delivered ? i18n.t('options.testArrived') : i18n.t('options.testDidNotArrive')}
        >
          {data.text}
        </Notice>
      )}
      <div class="buttons">
        <Button kind="primary" busy={isPending} onClick={() => test.mutate({})}>
          {i18n.t('options.sendTest')}
        </Button>
        {children}
      </div>
    </>
  )
}
