import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import { AccountContext, roleTitle } from '../role.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Mark } from '../ui/mark.tsx'
import { Navigation } from './navigation.tsx'
import type { ConsoleRoute } from './route.ts'

interface FrameProps {
  /** Absent = nobody is signed in yet: there is nowhere to go. */
  route?: ConsoleRoute
  children: ComponentChildren
}
/** The head of every page, and the way to the others beside it. */
export function Frame({ route, children }: FrameProps) {
  return (
    <div class={`console ${route ? 'console-with-nav' : ''}`}>
      <header class="console-head">
        <div class="console-head-inside">
          <span class="console-brand">
            <Mark /> {i18n.t('console.sidelight')}
          </span>
          {route && <Who />}
        </div>
      </header>
      {route && <Navigation route={route} />}
      <main class="console-main">{children}</main>
    </div>
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
