import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useRead, useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'
import { Sentences } from '../ui/sentences.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** Says what goes and what remains before anything is done. */
export function DisconnectPsa({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const ahead = useRead('psas.disconnect', { connectionId: connection.id, dryRun: true })
  const end = useWrite('psas.disconnect', ['psas.list'])
  const disconnect = () => end.mutate({ connectionId: connection.id }, { onSuccess: onClose })
  return (
    <section class="form" aria-label={i18n.t('psa.disconnect3', { account: connection.account })}>
      {ahead.error && (
        <ErrorNotice error={ahead.error} what={i18n.t('psa.whatWouldGoCouldNot')} onRetry={ahead.refetch} />
      )}
      {ahead.data ? (
        <>
          <Sentences title={i18n.t('psa.ends')} of={ahead.data.goes} />
          <Sentences title={i18n.t('psa.stays')} of={ahead.data.remains} />
        </>
      ) : (
        !ahead.error && <Skeleton rows={3} label={i18n.t('psa.readingWhatWouldGo')} />
      )}
      {end.error && <ErrorNotice error={end.error} what={i18n.t('psa.accountNotDisconnected')} />}
      <div class="buttons">
        <Button
          kind="danger"
          icon={icons.unplugged}
          busy={end.isPending}
          off={ahead.data ? null : i18n.t('psa.whatWouldGoStillBeing')}
          onClick={disconnect}
        >
          {i18n.t('psa.removeKey')}
        </Button>
        <Button onClick={onClose}>{i18n.t('psa.cancel')}</Button>
      </div>
    </section>
  )
}
