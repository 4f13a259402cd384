import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { psas } from '#shared/psa/index.ts'
import { openSettings } from '../places.ts'
import { Choice } from '../ui/choice.tsx'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'

/** What people call the ticket system of a connected account. */
export const systemOf = (connection: Connection | undefined) =>
  psas.find(({ id }) => id === connection?.psa)?.name ?? i18n.t('mapping.ticketSystem')

interface AccountChoiceProps {
  connections: readonly Connection[]
  connectionId: string
  onChange: (connectionId: string) => void
}
/** Of several accounts one; where there is only one there is nothing to choose. */
export function AccountChoice({ connections, connectionId, onChange }: AccountChoiceProps) {
  if (connections.length < 2) return null
  const labels = connections.map((connection) => [
    connection.id,
    `${systemOf(connection)}, ${connection.account}`,
  ])
  return (
    <Choice
      label={i18n.t('mapping.ticketSystem2')}
      options={Object.fromEntries(labels)}
      value={connectionId}
      onChange={onChange}
    />
  )
}

export function NoConnection() {
  return (
    <Notice
      kind="info"
      title={i18n.t('mapping.noTicketSystemConnectedYet')}
      actions={
        <LinkButton onClick={() => openSettings('psa')}>{i18n.t('mapping.connectItInSettings')}</LinkButton>
      }
    >
      {i18n.t('mapping.tenantMappedToOneIts')}
    </Notice>
  )
}
