import { Accounts } from '../../psa/accounts.tsx'
import { useRead } from '../../query.ts'
import { PageHead } from '../page-head.tsx'

/** The accounts of ticket systems that the server may use. */
export function Connections() {
  const list = useRead('psas.list', {})
  return (
    <>
      <PageHead
        title="Ticket systems"
        text="The server reads tickets and writes contacts and notes with its key. The key never comes back here."
      />
      <section class="surface surface-padded connections" aria-label="Accounts">
        <Accounts list={list} />
      </section>
    </>
  )
}
