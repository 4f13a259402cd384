import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../error-notice.tsx'
import type { useRead } from '../query.ts'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'
import { List } from '../ui/list.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ConnectPsa } from './connect-psa.tsx'
import { ConnectionRow } from './connection-row.tsx'

/** The accounts of ticket systems that the server may use. Administrators connect them, all see them. */
export function Accounts({ list }: { list: ReturnType<typeof useRead<'psas.list'>> }) {
  const off = useOff('psas.connect')
  const { data, error, refetch } = list
  const connections = data?.connections ?? []
  return (
    <>
      {error && (
        <ErrorNotice error={error} what={i18n.t('psa.connectedTicketSystemsCouldNot')} onRetry={refetch} />
      )}
      {!data && !error && <Skeleton rows={1} />}
      {connections.length > 0 && (
        <List framed label={i18n.t('psa.connectedTicketSystems')}>
          {connections.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
        </List>
      )}
      {data &&
        (off ? (
          <NotYours off={off} isEmpty={connections.length === 0} />
        ) : (
          <Connecting isFirst={connections.length === 0} />
        ))}
    </>
  )
}

function NotYours({ off, isEmpty }: { off: string; isEmpty: boolean }) {
  return <p class="quiet">{isEmpty ? i18n.t('psa.noTicketSystemConnectedYet', { off }) : off}</p>
}

function Connecting({ isFirst }: { isFirst: boolean }) {
  const [isOpen, setOpen] = useState(isFirst)
  if (isOpen)
    return <ConnectPsa onDone={() => setOpen(false)} onCancel={isFirst ? null : () => setOpen(false)} />
  return (
    <div class="buttons">
      <Button icon={icons.add} onClick={() => setOpen(true)}>
        {i18n.t('psa.connectAnother')}
      </Button>
    </div>
  )
}
