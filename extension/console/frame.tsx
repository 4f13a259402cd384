import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import { useWaiting } from '../plan/use-waiting.ts'
import { useRead } from '../query.ts'
import { AccountContext, roleTitle } from '../role.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Mark } from '../ui/mark.tsx'
import { type ConsoleRoute, hashOf } from './route.ts'

interface FrameProps {
  /** Absent = nobody is signed in yet: there is nowhere to go. */
  route?: ConsoleRoute
  children: ComponentChildren
}
/** The head of every page, with the way to the others and what waits there. */
export function Frame({ route, children }: FrameProps) {
  return (
    <div class="console">
      <header class="console-head">
        <div class="console-head-inside">
          <span class="console-brand">
            <Mark /> {i18n.t('console.sidelight')}
          </span>
          {route && <Sections route={route} />}
          {route && <Who />}
        </div>
      </header>
      <main class="console-main">{children}</main>
    </div>
  )
}

type Screen = ConsoleRoute['screen']
/** `also`: screens below it. */
const sections: { title: string; to: ConsoleRoute; also: Screen[]; counts?: 'plans' | 'reviews' }[] = [
  { title: i18n.t('console.plans2'), to: { screen: 'plans' }, also: ['plan', 'untouched'], counts: 'plans' },
  { title: i18n.t('console.reviews2'), to: { screen: 'reviews' }, also: [], counts: 'reviews' },
  { title: i18n.t('console.history2'), to: { screen: 'history', filter: {} }, also: [] },
  { title: i18n.t('console.organisations'), to: { screen: 'organisations' }, also: ['settings'] },
]

function Sections({ route }: { route: ConsoleRoute }) {
  const counts = { plans: useWaiting().size, reviews: useRead('reviews.list', {}).data?.total ?? 0 }
  return (
    <nav class="console-nav" aria-label={i18n.t('console.pages')}>
      {sections.map(({ title, to, also, counts: counted }) => {
        const count = counted ? counts[counted] : 0
        const isHere = to.screen === route.screen || also.includes(route.screen)
        return (
          <a key={title} href={hashOf(to)} aria-current={isHere ? 'page' : undefined}>
            {title}
            {count > 0 && (
              <span class="console-count">
                {count}
                <span class="only-spoken"> {i18n.t('console.waiting')}</span>
              </span>
            )}
          </a>
        )
      })}
    </nav>
  )
}

function Who() {
  const account = useContext(AccountContext)
  if (!account) return null
  return (
    <span class="console-who">
      <Avatar name={account.name} size={28} />
      <span class="console-who-text">
        <Foreign>{account.name}</Foreign>
        <span class="quiet">{roleTitle(account.role)}</span>
      </span>
    </span>
  )
}
