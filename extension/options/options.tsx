import { i18n } from '#i18n'
import type { Policy } from '../policy.ts'
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
import { usePolicy } from './use-policy.ts'
import { useStored } from './use-stored.ts'
import { WebhookCard } from './webhook.tsx'

/** Settings, and first run: three steps, each open as soon as the one before it is done. */
export function Options() {
  const session = useSession()
  const address = useStored(backendAddress)
  const hosts = useStored(enabledHosts)
  const policy = usePolicy()
  return (
    <div class="options">
      <header class="options-head">
        <Mark size={32} />
        <div>
          <h1>{i18n.t('options.sidelightSettings')}</h1>
          <p>{headline(session, hosts ?? [])}</p>
        </div>
      </header>
      {session && policy && address !== undefined ? (
        <Steps session={session} address={address} policy={policy} />
      ) : (
        <main class="options-steps">
          <Skeleton rows={4} height={72} />
        </main>
      )}
    </div>
  )
}

interface StepsProps {
  session: SessionState
  address: string | null
  policy: Policy
}

/** What has no number is for administrators, where it is needed: a card needs a connected ticket system. */
function Steps({ session, address, policy }: StepsProps) {
  const account = session.state === 'signedIn' ? session.account : null
  return (
    <AccountContext.Provider value={account}>
      <main class="options-steps">
        <Server number={1} address={address} policy={policy} />
        <SignIn number={2} session={session} />
        <Connections number={null} isReady={account !== null} />
        <EnableHosts number={3} isReady={account !== null} />
        <WebhookCard number={null} isReady={account !== null} />
      </main>
    </AccountContext.Provider>
  )
}

function headline(session: SessionState | undefined, hosts: readonly string[]): string {
  if (!session) return ' '
  if (session.state === 'notSetUp') return i18n.t('options.threeStepsAboutTwoMinutes')
  if (session.state === 'signedOut') return i18n.t('options.signInToGoOn')
  return hosts.length > 0
    ? i18n.t('options.sidelightReadyOpenTicket')
    : i18n.t('options.oneThingLeftEnableSidelight')
}
