import { useEffect, useState } from 'preact/hooks'
import type { Connection, Output } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AccountChoice, NoConnection, systemOf } from '../accounts.tsx'
import type { Go } from '../route.ts'
import { Groups } from './groups.tsx'
import { Outcome } from './outcome.tsx'
import { Reading } from './reading.tsx'
import { useAccept } from './use-accept.ts'

const pollMilliseconds = 2000

interface SuggestProps {
  go: Go
  back: () => void
}

/** Which organisations are the tenants that have none? Nothing is written until each first plan is approved. */
export function Suggest({ go, back }: SuggestProps) {
  const { data, error, refetch } = useRead('psas.list', {})
  const connections = data?.connections.filter(({ disconnected }) => !disconnected) ?? []
  if (connections.length > 0) return <Suggesting connections={connections} go={go} back={back} />
  return (
    <Page>
      <Bar title="Map tenants" onBack={back} />
      <Body>
        {error ? (
          <ErrorNotice error={error} onRetry={refetch} />
        ) : data ? (
          <NoConnection />
        ) : (
          <Skeleton rows={4} />
        )}
      </Body>
    </Page>
  )
}

/** Reads the account's organisations the first time by itself, later when asked to. */
function useSuggestions(connectionId: string) {
  const reading = useRead(
    'mappings.suggest',
    { connectionId },
    { poll: (last) => last?.state === 'reading' && pollMilliseconds },
  )
  const start = useWrite('mappings.suggest', ['mappings.suggest'])
  const read = () => start.mutate({ connectionId, refresh: true })
  const isNew = reading.data?.state === 'never'
  useEffect(() => {
    if (isNew) read()
  }, [isNew, connectionId])
  return { ...reading, read, isStarting: start.isPending, startError: start.error }
}

function Suggesting({ connections, go, back }: SuggestProps & { connections: Connection[] }) {
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '')
  const { data, error, refetch, read, isStarting, startError } = useSuggestions(connectionId)
  const accept = useAccept(connectionId)
  const connection = connections.find(({ id }) => id === connectionId)
  const system = systemOf(connection)
  // What an older server does not tell is tried.
  const canCreate = connection?.can?.createOrganisation ?? true
  const isReading = isStarting || data?.state === 'reading'
  return (
    <Page>
      <Bar title="Map tenants" subtitle={data && counted(data)} onBack={back}>
        <IconButton
          icon={icons.refresh}
          label={`Read the organisations of ${system} again`}
          off={isReading ? 'They are being read.' : null}
          onClick={read}
        />
      </Bar>
      <Body>
        <AccountChoice connections={connections} connectionId={connectionId} onChange={setConnectionId} />
        {error && (
          <ErrorNotice error={error} what="The suggestions could not be read." onRetry={() => refetch()} />
        )}
        {!data && !error && <Skeleton rows={6} label="Reading suggestions" />}
        {data && <Reading answer={data} system={system} error={startError} onRead={read} />}
        <Outcome {...accept} />
        {data && !(isReading && data.readAt === null) && (
          <Groups
            answer={data}
            account={{ connectionId, system, canCreate }}
            busy={accept.running !== null}
            onAccept={(suggestion) => accept.run([suggestion])}
            onChoose={(tenantId) => go({ screen: 'map', tenantId, from: 'suggest' })}
          />
        )}
      </Body>
      <AcceptAll answer={data} accept={accept} />
    </Page>
  )
}

interface AcceptAllProps {
  answer: Output<'mappings.suggest'> | undefined
  accept: ReturnType<typeof useAccept>
}
function AcceptAll({ answer, accept }: AcceptAllProps) {
  const off = useOff('mappings.accept')
  const certain = answer?.suggestions.filter(({ confidence }) => confidence === 'certain') ?? []
  return (
    <Footer>
      {answer?.readAt && <Freshness asOf={answer.readAt} />}
      <span class="push" />
      <Button
        kind="primary"
        busy={accept.running !== null}
        off={off ?? (certain.length === 0 ? 'Nothing is certain.' : null)}
        onClick={() => accept.run(certain)}
      >
        {certain.length > 1 ? `Accept all ${certain.length} certain` : 'Accept all certain'}
      </Button>
    </Footer>
  )
}

function counted({ suggestions, without }: Output<'mappings.suggest'>): string {
  const count = new Set([...suggestions, ...without].map(({ tenantId }) => tenantId)).size
  return count === 1 ? '1 tenant has no organisation' : `${count} tenants have no organisation`
}
