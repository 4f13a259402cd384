import { i18n } from '#i18n'
import { Accounts } from '../../psa/accounts.tsx'
import { useRead } from '../../query.ts'
import { PageHead } from '../page-head.tsx'

/** The accounts of ticket systems that the server may use. */
export function Connections() {
  const list = useRead('psas.list', {})
  return (
    <>
      <PageHead
        title={i18n.t('console.connections.ticketSystems')}
        text={i18n.t('console.connections.serverReadsTicketsAndWrites')}
      />
      <section class="surface surface-padded connections" aria-label={i18n.t('console.connections.accounts')}>
        <Accounts list={list} />
      </section>
    </>
  )
}
