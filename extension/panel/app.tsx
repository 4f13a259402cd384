import { type QueryClient, useQueryClient } from '@tanstack/preact-query'
import { useEffect } from 'preact/hooks'
import { AccountContext } from '../role.ts'
import { useSession } from '../use-session.ts'
import { Desk } from './desk.tsx'
import { NotSetUp } from './start/not-set-up.tsx'
import { SignedOut } from './start/signed-out.tsx'
import { Waiting } from './start/waiting.tsx'
import { useTarget } from './target.ts'

/** The side panel; opened as a tab, its address names a person or a ticket. */
export function App({ address }: { address: string }) {
  const session = useSession()
  const target = useTarget(address)
  const client = useQueryClient()
  const account = session?.state === 'signedIn' ? session.account : null
  useEffect(() => {
    // What one person read is not the next one's to see.
    if (session && !account) client.clear()
    if (account) return remembering(client, account.id)
  }, [account?.id])
  if (!session || !target) return <Waiting />
  if (session.state === 'notSetUp') return <NotSetUp />
  if (session.state === 'signedOut')
    return <SignedOut why={session.why} hasTicket={target.kind === 'ticket'} />
  return (
    <AccountContext.Provider value={account}>
      <Desk target={target} />
    </AccountContext.Provider>
  )
}

/** Not needed for the first paint: an answer that comes first is newer anyway. */
function remembering(client: QueryClient, accountId: string): () => void {
  let isOver = false
  let end = () => {}
  import('../remember.ts')
    .then(({ rememberReadings }) => (isOver ? end : rememberReadings(client, accountId, 'panel')))
    .then((stop) => {
      end = stop
      if (isOver) stop()
    })
  return () => {
    isOver = true
    end()
  }
}
