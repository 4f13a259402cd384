import { i18n } from '#i18n'
import { psas } from '#shared/psa/index.ts'
import { useRead } from './query.ts'

/** What people call the ticket system of a connection. */
export function usePsaName(connectionId: string | undefined): string {
  const { data } = useRead('psas.list', {})
  const connection = data?.connections.find(({ id }) => id === connectionId)
  return psas.find(({ id }) => id === connection?.psa)?.name ?? i18n.t('app.ticketSystem')
}
