import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { access, isAtLeast } from '#shared/access.ts'
import { openSettings } from '../places.ts'
import { useWaiting } from '../plan/use-waiting.ts'
import { useRead } from '../query.ts'
import { AccountContext } from '../role.ts'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { useEscape } from '../ui/use-escape.ts'
import { type ConsoleRoute, hashOf } from './route.ts'
import { sectionOf, sections } from './sections.ts'

/** Beside the page where there is room; below that behind a button that says where one is. */
export function Navigation({ route }: { route: ConsoleRoute }) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const here = hashOf(route)
  useEffect(() => setOpen(false), [here])
  useEscape(() => {
    setOpen(false)
    button.current?.focus()
  }, isOpen)
  return (
    <div class="console-side">
      <button
        ref={button}
        type="button"
        class="console-menu"
        aria-expanded={isOpen ? 'true' : 'false'}
        aria-controls="console-nav"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={icons.menu} />
        <span>{sectionOf(route)?.title ?? i18n.t('console.allPages')}</span>
        <span class="quiet">{i18n.t('console.allPages')}</span>
        <Icon of={icons.chevronDown} />
      </button>
      <nav
        id="console-nav"
        class={isOpen ? 'console-nav is-open' : 'console-nav'}
        aria-label={i18n.t('console.pages')}
      >
        <Groups route={route} />
      </nav>
    </div>
  )
}

function Groups({ route }: { route: ConsoleRoute }) {
  const counts = useCounts()
  const role = useContext(AccountContext)?.role ?? 'viewer'
  return (
    <>
      {sections.map(({ title, pages, hasSettings }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {pages
              .filter(({ needs }) => !needs || isAtLeast(role, access[needs]))
              .map((page) => (
                <li key={page.title}>
                  <a href={hashOf(page.to)} aria-current={sectionOf(route) === page ? 'page' : undefined}>
                    <Icon of={page.icon} />
                    <span>{page.title}</span>
                    <Count of={page.counts ? counts[page.counts] : 0} />
                  </a>
                </li>
              ))}
            {hasSettings && <SettingsLink />}
          </ul>
        </section>
      ))}
    </>
  )
}

function SettingsLink() {
  return (
    <li>
      <button type="button" class="console-nav-button" onClick={() => openSettings()}>
        <Icon of={icons.settings} />
        <span>{i18n.t('console.settings2')}</span>
        <Icon of={icons.open} size={16} label={i18n.t('console.opensInTab')} />
      </button>
    </li>
  )
}

function Count({ of }: { of: number }) {
  if (of === 0) return null
  return (
    <span class="console-count">
      {of}
      <span class="only-spoken"> {i18n.t('console.waiting')}</span>
    </span>
  )
}

function useCounts() {
  return {
    plans: useWaiting().size,
    reviews: useRead('reviews.list', {}).data?.total ?? 0,
    alerts: useRead('alerts.list', {}).data?.open ?? 0,
  }
}
