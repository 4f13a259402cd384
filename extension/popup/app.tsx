import type { QueryClient } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { openSettings } from '../places.ts'
import { rememberReadings } from '../remember.ts'
import { AccountContext } from '../role.ts'
import type { Account } from '../settings.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import * as icons from '../ui/icons.ts'
import { Mark } from '../ui/mark.tsx'
import { Bar, Body, Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { useSession } from '../use-session.ts'
import { Connect } from './connect/connect.tsx'
import { Disconnect } from './disconnect/disconnect.tsx'
import { MapTenant } from './map/map.tsx'
import { PlanScreen } from './plan/plan.tsx'
import { type Go, parentOf, type Route, useRoute } from './route.ts'
import { RuleScreen } from './rule/rule.tsx'
import { Suggest } from './suggest/suggest.tsx'
import { Tenant } from './tenant/tenant.tsx'
import { Tenants } from './tenants/tenants.tsx'

export function App({ client }: { client: QueryClient }) {
  const session = useSession()
  if (!session) return <Waiting />
  if (session.state === 'notSetUp') return <NotSetUp />
  if (session.state === 'signedOut') return <SignedOut why={session.why} />
  return <SignedIn client={client} account={session.account} />
}

function SignedIn({ client, account }: { client: QueryClient; account: Account }) {
  const [isRestored, setRestored] = useState(false)
  const [route, go] = useRoute()
  useEffect(() => {
    rememberReadings(client, account.id).finally(() => setRestored(true))
  }, [client, account.id])
  const back = () => go(parentOf(route ?? { screen: 'tenants' }))
  // Esc goes one step back; on the first screen it is the browser's, which closes the popup.
  useEscape(back, !!route && route.screen !== 'tenants')
  if (!route || !isRestored) return <Waiting />
  return (
    <AccountContext.Provider value={account}>
      <Screen key={keyOf(route)} route={route} go={go} back={back} />
    </AccountContext.Provider>
  )
}

const keyOf = (route: Route) => `${route.screen} ${'tenantId' in route ? route.tenantId : ''}`

function Screen({ route, go, back }: { route: Route; go: Go; back: () => void }) {
  switch (route.screen) {
    case 'tenants':
      return <Tenants go={go} />
    case 'tenant':
      return <Tenant tenantId={route.tenantId} go={go} back={back} />
    case 'connect':
      return <Connect tenantId={route.tenantId} go={go} back={back} />
    case 'disconnect':
      return <Disconnect tenantId={route.tenantId} go={go} back={back} />
    case 'suggest':
      return <Suggest go={go} back={back} />
    case 'map':
      return <MapTenant tenantId={route.tenantId} go={go} back={back} />
    case 'rule':
      return <RuleScreen {...route} go={go} back={back} />
    case 'plan':
      return <PlanScreen {...route} go={go} back={back} />
  }
}

function Waiting() {
  return (
    <Page>
      <Bar title="Sidelight" mark={<Mark />} />
      <Body>
        <Skeleton rows={6} />
      </Body>
    </Page>
  )
}

function NotSetUp() {
  return (
    <Page>
      <Bar title="Sidelight" mark={<Mark />} />
      <Body>
        <EmptyState
          picture={<Mark size={72} />}
          title="Microsoft 365 beside every ticket"
          action={
            <Button kind="primary" icon={icons.settings} onClick={() => openSettings()}>
              Set up Sidelight
            </Button>
          }
          note="Opens the settings in a tab. You need the address of your company’s Sidelight server."
        >
          Sidelight is not set up in this browser yet. It takes about two minutes.
        </EmptyState>
      </Body>
    </Page>
  )
}

function SignedOut({ why }: { why: string | null }) {
  return (
    <Page>
      <Bar title="Sidelight" mark={<Mark />} />
      <Body>
        <EmptyState
          picture={<Mark size={72} />}
          title="Sign in to see your tenants"
          action={
            <Button kind="primary" icon={icons.signIn} onClick={() => openSettings('sign-in')}>
              Sign in with Microsoft
            </Button>
          }
          note="Opens the settings in a tab, and a window of login.microsoftonline.com from there."
        >
          {why ?? 'You are not signed in.'}
        </EmptyState>
      </Body>
    </Page>
  )
}
