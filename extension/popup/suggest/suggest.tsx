import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { AccountChoice, NoConnection, systemOf } from '../../mapping/accounts.tsx'
import { AcceptAll, counted, Suggestions } from '../../mapping/suggestions.tsx'
import { useAccept } from '../../mapping/use-accept.ts'
import { useSuggestions } from '../../mapping/use-suggestions.ts'
import { openConsole } from '../../places.ts'
import { useRead } from '../../query.ts'
import { IconButton } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'

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
      <Bar title={i18n.t('popup.suggest.mapTenants')} onBack={back} />
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

function Suggesting({ connections, go, back }: SuggestProps & { connections: Connection[] }) {
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '')
  const read = useSuggestions(connectionId)
  const accept = useAccept(connectionId)
  const connection = connections.find(({ id }) => id === connectionId)
  const { data } = read
  return (
    <Page>
      <Bar title={i18n.t('popup.suggest.mapTenants')} subtitle={data && counted(data)} onBack={back}>
        <IconButton
          icon={icons.refresh}
          label={i18n.t('popup.suggest.readOrganisationsAgain', { connection: systemOf(connection) })}
          off={read.isReading ? i18n.t('popup.suggest.theyBeingRead') : null}
          onClick={read.read}
        />
        <IconButton
          icon={icons.open}
          label={i18n.t('popup.suggest.openOnFullPage')}
          onClick={() => openConsole({ screen: 'suggestions' })}
        />
      </Bar>
      <Body>
        <AccountChoice connections={connections} connectionId={connectionId} onChange={setConnectionId} />
        <Suggestions
          connection={connection}
          connectionId={connectionId}
          read={read}
          accept={accept}
          onChoose={(tenantId) => go({ screen: 'map', tenantId, from: 'suggest' })}
        />
      </Body>
      <Footer>
        {data?.readAt && <Freshness asOf={data.readAt} />}
        <span class="push" />
        <AcceptAll answer={data} accept={accept} />
      </Footer>
    </Page>
  )
}
