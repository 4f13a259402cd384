import type { QueryClient } from '@tanstack/preact-query'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { NotSetUp, SignedOut } from '../gate.tsx'
import { rememberReadings } from '../remember.ts'
import { AccountContext } from '../role.ts'
import type { Account } from '../settings.ts'
import { later } from '../ui/later.tsx'
import { Mark } from '../ui/mark.tsx'
import { Bar, Body, Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { useSession } from '../use-session.ts'
import { type Go, parentOf, type Route, useRoute } from './route.ts'
import { Tenants } from './tenants/tenants.tsx'

// The list is painted at once, and a tenant comes right behind it; the others come when they are needed.
const Tenant = later(() => import('./tenant/tenant.tsx').then((file) => file.Tenant), Waiting)
const Connect = later(() => import('./connect/connect.tsx').then((file) => file.Connect), Waiting)
const Disconnect = later(() => import('./disconnect/disconnect.tsx').then((file) => file.Disconnect), Waiting)
const MapTenant = later(() => import('./map/map.tsx').then((file) => file.MapTenant), Waiting)
const RuleScreen = later(() => import('./rule/rule.tsx').then((file) => file.RuleScreen), Waiting)
const Alerts = later(() => import('./alerts/alerts.tsx').then((file) => file.Alerts), Waiting)
const Suggest = later(() => import('./suggest/suggest.tsx').then((file) => file.Suggest), Waiting)
const PlanScreen = later(() => import('./plan/plan.tsx').then((file) => file.PlanScreen), Waiting)

export function App({ client }: { client: QueryClient }) {
  const session = useSession()
  if (!session) return <Waiting />
  if (session.state === 'notSetUp') return <Bare>{<NotSetUp />}</Bare>
  if (session.state === 'signedOut') return <Bare>{<SignedOut why={session.why} />}</Bare>
  return <SignedIn client={client} account={session.account} />
}

function SignedIn({ client, account }: { client: QueryClient; account: Account }) {
  const [isRestored, setRestored] = useState(false)
  const [route, go] = useRoute()
  useEffect(() => Tenant.load(), [])
  useEffect(() => {
    rememberReadings(client, account.id, 'popup').finally(() => setRestored(true))
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
    case 'alerts':
      return <Alerts go={go} back={back} />
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

function Bare({ children }: { children: ComponentChildren }) {
  return (
    <Page>
      <Bar title={i18n.t('popup.sidelight')} mark={<Mark />} />
      <Body>{children}</Body>
    </Page>
  )
}

function Waiting() {
  return (
    <Bare>
      <Skeleton rows={6} />
    </Bare>
  )
}
