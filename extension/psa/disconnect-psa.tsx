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
    <section class="form" aria-label={`Disconnect ${connection.account}`}>
      {ahead.error && (
        <ErrorNotice error={ahead.error} what="What would go could not be read." onRetry={ahead.refetch} />
      )}
      {ahead.data ? (
        <>
          <Sentences title="Ends" of={ahead.data.goes} />
          <Sentences title="Stays" of={ahead.data.remains} />
        </>
      ) : (
        !ahead.error && <Skeleton rows={3} label="Reading what would go" />
      )}
      {end.error && <ErrorNotice error={end.error} what="The account was not disconnected." />}
      <div class="buttons">
        <Button
          kind="danger"
          icon={icons.unplugged}
          busy={end.isPending}
          off={ahead.data ? null : 'What would go is still being read.'}
          onClick={disconnect}
        >
          Remove the key
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </section>
  )
}
