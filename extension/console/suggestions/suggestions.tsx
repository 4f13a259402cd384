import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { AccountChoice, NoConnection, systemOf } from '../../mapping/accounts.tsx'
import type { Unmapped } from '../../mapping/group.ts'
import { AcceptAll, counted, Suggestions } from '../../mapping/suggestions.tsx'
import { useAccept } from '../../mapping/use-accept.ts'
import { useHidden } from '../../mapping/use-hidden.ts'
import { useSuggestions } from '../../mapping/use-suggestions.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { FirstPlans } from '../first-plans.tsx'
import { goTo } from '../lead.ts'
import { NewCustomers } from '../new-customers.tsx'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { ChosenBar, choicesOf } from './choosing.tsx'
import { NewOrganisations } from './new-organisations.tsx'
import { useChosen } from './use-chosen.ts'

/** Which organisations are the tenants that have none? Nothing is written until each first plan is approved. */
export function SuggestionsPage() {
  const off = useOff('mappings.suggest')
  const { data, error, refetch } = useRead('psas.list', {}, { enabled: !off })
  const connections = data?.connections.filter(({ disconnected }) => !disconnected)
  if (connections && connections.length > 0) return <Suggesting connections={connections} />
  return (
    <>
      <NewCustomers here="suggestions" />
      <PageHead title={i18n.t('console.suggestions.suggestions')} />
      {off ? (
        <NotYours why={off}>{i18n.t('console.suggestions.whichOrganisationsOtherTenantsMay')}</NotYours>
      ) : (
        <ReadState
          error={error}
          hasData={data !== undefined}
          what={i18n.t('console.suggestions.ticketSystemsCouldNotBe')}
          reading={i18n.t('console.suggestions.readingTicketSystems')}
          onRetry={refetch}
        />
      )}
      {connections && <NoConnection />}
    </>
  )
}

function Suggesting({ connections }: { connections: Connection[] }) {
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '')
  const read = useSuggestions(connectionId)
  const accept = useAccept(connectionId)
  const connection = connections.find(({ id }) => id === connectionId)
  const { data } = read
  const [making, setMaking] = useState<readonly Unmapped[] | null>(null)
  return (
    <>
      <NewCustomers here="suggestions" />
      <PageHead
        title={i18n.t('console.suggestions.suggestions')}
        text={
          <div class="page-head-facts">
            <span>{data ? counted(data) : i18n.t('console.suggestions.tenantsHaveNoOrganisationYet')}</span>
            {data?.readAt && (
              <Freshness asOf={data.readAt} what={i18n.t('console.suggestions.organisations')} />
            )}
          </div>
        }
        tools={
          <>
            <Button
              icon={icons.refresh}
              off={read.isReading ? i18n.t('console.suggestions.theyBeingRead') : null}
              onClick={read.read}
            >
              {i18n.t('console.suggestions.readAgain', { connection: systemOf(connection) })}
            </Button>
            {!making && <AcceptAll answer={data} accept={accept} />}
          </>
        }
      />
      <div class="surface surface-padded suggestions">
        {making ? (
          <NewOrganisations
            tenants={making}
            connectionId={connectionId}
            system={systemOf(connection)}
            onLeave={() => setMaking(null)}
          />
        ) : (
          <>
            <AccountChoice connections={connections} connectionId={connectionId} onChange={setConnectionId} />
            {accept.accepted && <FirstPlans />}
            <Choosing key={connectionId} {...{ connection, read, accept }} onCreate={setMaking} />
          </>
        )}
      </div>
    </>
  )
}

interface ChoosingProps {
  connection: Connection | undefined
  read: ReturnType<typeof useSuggestions>
  accept: ReturnType<typeof useAccept>
  onCreate: (tenants: readonly Unmapped[]) => void
}
/** The suggestions, and which tenants are to get an organisation of their own. */
function Choosing({ connection, read, accept, onCreate }: ChoosingProps) {
  const chosen = useChosen(read.data, useHidden())
  const system = systemOf(connection)
  const busy = accept.running ? i18n.t('mapping.othersBeingMapped') : null
  return (
    <>
      <Suggestions
        connection={connection}
        connectionId={connection?.id ?? ''}
        read={read}
        accept={accept}
        additions={choicesOf(chosen, connection?.can?.createOrganisation ?? true, system)}
        onChoose={(tenantId) => goTo({ screen: 'map', tenantId })}
      />
      <ChosenBar chosen={chosen} system={system} off={busy} onCreate={() => onCreate(chosen.chosen)} />
    </>
  )
}
