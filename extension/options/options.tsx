import { AccountContext } from '../role.ts'
import type { SessionState } from '../session.ts'
import { backendAddress, enabledHosts } from '../settings.ts'
import { Mark } from '../ui/mark.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useSession } from '../use-session.ts'
import { Connections } from './connections.tsx'
import { EnableHosts } from './enable-hosts.tsx'
import { Server } from './server.tsx'
import { SignIn } from './sign-in.tsx'
import { useStored } from './use-stored.ts'
import { WebhookCard } from './webhook.tsx'

/** Settings, and first run: four steps, each open as soon as the one before it is done. */
export function Options() {
  const session = useSession()
  const address = useStored(backendAddress)
  const hosts = useStored(enabledHosts)
  return (
    <div class="options">
      <header class="options-head">
        <Mark size={32} />
        <div>
          <h1>Sidelight settings</h1>
          <p>{headline(session, hosts ?? [])}</p>
        </div>
      </header>
      {session && address !== undefined ? (
        <Steps session={session} address={address} />
      ) : (
        <Skeleton rows={4} height={72} />
      )}
    </div>
  )
}

function Steps({ session, address }: { session: SessionState; address: string | null }) {
  const account = session.state === 'signedIn' ? session.account : null
  return (
    <AccountContext.Provider value={account}>
      <main class="options-steps">
        <Server number={1} address={address} />
        <SignIn number={2} session={session} />
        <Connections number={3} isReady={account !== null} />
        <EnableHosts number={4} isReady={account !== null} />
        <WebhookCard number={5} isReady={account !== null} />
      </main>
    </AccountContext.Provider>
  )
}

function headline(session: SessionState | undefined, hosts: readonly string[]): string {
  if (!session) return ' '
  if (session.state === 'notSetUp')
    return 'Four steps, about two minutes. Nothing is sent anywhere before you sign in.'
  if (session.state === 'signedOut') return 'Sign in to go on.'
  return hosts.length > 0
    ? 'Sidelight is ready: open a ticket.'
    : 'One thing is left: enable Sidelight on your ticket pages.'
}
