import { useState } from 'preact/hooks'
import type { Connection } from '#shared/contract.ts'
import { psas } from '#shared/psa/index.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useRead } from '../query.ts'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Freshness } from '../ui/freshness.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { List, Row } from '../ui/list.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Tag } from '../ui/tag.tsx'
import { ConnectPsa } from './connect-psa.tsx'
import { StepCard } from './step-card.tsx'

/** Step 3: the accounts of ticket systems that the server may use. Administrators connect them, all see them. */
export function Connections({ number, isReady }: { number: number; isReady: boolean }) {
  const off = useOff('psas.connect')
  const { data, error, refetch } = useRead('psas.list', {}, { enabled: isReady })
  const connections = data?.connections ?? []
  return (
    <StepCard
      id="psa"
      number={number}
      title="Ticket system"
      isDone={connections.length > 0}
      waitsFor={isReady ? null : 'After you have signed in.'}
      summary="The server reads tickets and writes contacts and notes with its key. The key never comes back here."
    >
      {error && (
        <ErrorNotice error={error} what="The connected ticket systems could not be read." onRetry={refetch} />
      )}
      {!data && !error && <Skeleton rows={1} />}
      {connections.length > 0 && (
        <List framed label="Connected ticket systems">
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
    </StepCard>
  )
}

function ConnectionRow({ connection }: { connection: Connection }) {
  const { psa, account, connectedAs, keyHint, problem, checkedAt, sealedBy } = connection
  const name = psas.find(({ id }) => id === psa)?.name ?? psa
  return (
    <Row
      start={<Icon of={icons.organisation} />}
      title={
        <>
          {name}, <Foreign>{account}</Foreign>
        </>
      }
      text={
        <>
          {problem
            ? `${problem.text} ${problem.next ?? ''}`
            : `${connectedAs ? `As ${connectedAs}, key` : 'Key'} ending in ${keyHint}`}
          {' · '}
          <Freshness asOf={checkedAt} what="Checked" />
          {sealedBy === 'old' && ' · Sealed by the old key: keep SEALING_KEY_OLD for now.'}
        </>
      }
      end={
        problem ? (
          <Tag tone="danger" icon={icons.danger}>
            Not working
          </Tag>
        ) : (
          <Tag tone="success" icon={icons.done}>
            Connected
          </Tag>
        )
      }
    />
  )
}

function NotYours({ off, isEmpty }: { off: string; isEmpty: boolean }) {
  return <p class="quiet">{isEmpty ? `No ticket system is connected yet. ${off}` : off}</p>
}

function Connecting({ isFirst }: { isFirst: boolean }) {
  const [isOpen, setOpen] = useState(isFirst)
  if (isOpen)
    return <ConnectPsa onDone={() => setOpen(false)} onCancel={isFirst ? null : () => setOpen(false)} />
  return (
    <div class="buttons">
      <Button icon={icons.add} onClick={() => setOpen(true)}>
        Connect another or change a key
      </Button>
    </div>
  )
}
