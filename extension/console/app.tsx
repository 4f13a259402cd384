import { useEffect, useState } from 'preact/hooks'
import { NotSetUp, SignedOut } from '../gate.tsx'
import { AccountContext } from '../role.ts'
import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useSession } from '../use-session.ts'
import { Frame } from './frame.tsx'
import { MovedContext } from './page-head.tsx'
import { type ConsoleRoute, routeOf } from './route.ts'

const Tenants = later(() => import('./tenants/tenants.tsx').then((file) => file.Tenants), Waiting)
const Customers = later(() => import('./customers/customers.tsx').then((file) => file.Customers), Waiting)
const Partner = later(() => import('./partner/partner.tsx').then((file) => file.Partner), Waiting)
const Tenant = later(() => import('./tenant/tenant.tsx').then((file) => file.Tenant), Waiting)
const RulePage = later(() => import('./rule/rule.tsx').then((file) => file.RulePage), Waiting)
const MapPage = later(() => import('./map/map.tsx').then((file) => file.MapPage), Waiting)
const Suggestions = later(
  () => import('./suggestions/suggestions.tsx').then((file) => file.SuggestionsPage),
  Waiting,
)
const Alerts = later(() => import('./alerts/alerts.tsx').then((file) => file.Alerts), Waiting)
const Connections = later(
  () => import('./connections/connections.tsx').then((file) => file.Connections),
  Waiting,
)
const Technicians = later(
  () => import('./technicians/technicians.tsx').then((file) => file.Technicians),
  Waiting,
)
const Plans = later(() => import('./plans/plans.tsx').then((file) => file.Plans), Waiting)
const PlanPage = later(() => import('./plan/plan-page.tsx').then((file) => file.PlanPage), Waiting)
const Reviews = later(() => import('./reviews/reviews.tsx').then((file) => file.Reviews), Waiting)
const History = later(() => import('./history/history.tsx').then((file) => file.History), Waiting)
const Settings = later(() => import('./settings/settings.tsx').then((file) => file.Settings), Waiting)
const RecordOfActions = later(
  () => import('./record/record.tsx').then((file) => file.RecordOfActions),
  Waiting,
)
const Policy = later(() => import('./policy/policy.tsx').then((file) => file.Policy), Waiting)
const Organisations = later(
  () => import('./organisations/organisations.tsx').then((file) => file.Organisations),
  Waiting,
)

/** The full pages for administrators; everybody else reads them. */
export function App() {
  const session = useSession()
  const { route, hasMoved } = useRoute()
  if (!session) return <Frame>{<Waiting />}</Frame>
  if (session.state === 'notSetUp') return <Frame>{<NotSetUp />}</Frame>
  if (session.state === 'signedOut') return <Frame>{<SignedOut why={session.why} />}</Frame>
  return (
    <AccountContext.Provider value={session.account}>
      <MovedContext.Provider value={hasMoved}>
        <Frame route={route}>
          <Screen key={keyOf(route)} route={route} />
        </Frame>
      </MovedContext.Provider>
    </AccountContext.Provider>
  )
}

/** A screen begins anew for another organisation, not for another filter or for the other part of a plan. */
function keyOf(route: ConsoleRoute): string {
  const screen = route.screen === 'untouched' ? 'plan' : route.screen
  const ids = 'tenantId' in route ? ` ${route.tenantId}` : ''
  if ('mappingId' in route && 'tenantId' in route) return `${screen}${ids} ${route.mappingId}`
  if (route.screen === 'rule')
    return `${screen}${ids} ${route.place.connectionId} ${route.place.organisationId}`
  return `${screen}${ids}`
}

function Screen({ route }: { route: ConsoleRoute }) {
  switch (route.screen) {
    case 'tenants':
      return <Tenants />
    case 'customers':
      return <Customers />
    case 'partner':
      return <Partner />
    case 'tenant':
      return <Tenant tenantId={route.tenantId} />
    case 'rule':
      return <RulePage tenantId={route.tenantId} place={route.place} />
    case 'map':
      return <MapPage tenantId={route.tenantId} />
    case 'suggestions':
      return <Suggestions />
    case 'alerts':
      return <Alerts />
    case 'connections':
      return <Connections />
    case 'technicians':
      return <Technicians />
    case 'plans':
      return <Plans />
    case 'plan':
    case 'untouched':
      return <PlanPage {...route} tab={route.screen} />
    case 'reviews':
      return <Reviews mappingId={route.mappingId ?? null} />
    case 'history':
      return <History filter={route.filter} />
    case 'record':
      return <RecordOfActions filter={route.filter} />
    case 'policy':
      return <Policy />
    case 'organisations':
      return <Organisations />
    case 'settings':
      return <Settings {...route} />
  }
}

function useRoute() {
  const [route, setRoute] = useState(() => routeOf(location.hash))
  const [hasMoved, setMoved] = useState(false)
  useEffect(() => {
    const follow = () => {
      setMoved(true)
      setRoute(routeOf(location.hash))
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return { route, hasMoved }
}

function Waiting() {
  return <Skeleton rows={8} height={56} />
}
