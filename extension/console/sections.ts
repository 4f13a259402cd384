import type { EndpointName } from '#shared/contract.ts'
import * as icons from '../ui/icons.ts'
import type { ConsoleRoute } from './route.ts'

type Screen = ConsoleRoute['screen']

interface Section {
  title: string
  icon: string
  to: ConsoleRoute
  /** Screens below it. */
  also: Screen[]
  /** What waits there. */
  counts?: 'plans' | 'reviews' | 'alerts'
  /** Only for those who may call this: a page that would be empty is not offered. */
  needs?: EndpointName
}

/** Every page, in groups: what there is and waits · contacts · who and what Sidelight works with. */
export const sections: { title: string; pages: Section[] }[] = [
  {
    title: 'Overview',
    pages: [
      { title: 'Tenants', icon: icons.cloud, to: { screen: 'tenants' }, also: ['tenant', 'rule'] },
      { title: 'Alerts', icon: icons.bell, to: { screen: 'alerts' }, also: [], counts: 'alerts' },
    ],
  },
  {
    title: 'Contacts',
    pages: [
      {
        title: 'Plans',
        icon: icons.clipboard,
        to: { screen: 'plans' },
        also: ['plan', 'untouched'],
        counts: 'plans',
      },
      {
        title: 'Reviews',
        icon: icons.personQuestion,
        to: { screen: 'reviews' },
        also: [],
        counts: 'reviews',
      },
      { title: 'History', icon: icons.history, to: { screen: 'history', filter: {} }, also: [] },
      {
        title: 'Organisations',
        icon: icons.organisations,
        to: { screen: 'organisations' },
        also: ['settings'],
      },
      {
        title: 'Suggestions',
        icon: icons.link,
        to: { screen: 'suggestions' },
        also: ['map'],
        needs: 'mappings.suggest',
      },
    ],
  },
  {
    title: 'Set-up',
    pages: [
      { title: 'Ticket systems', icon: icons.plug, to: { screen: 'connections' }, also: [] },
      {
        title: 'Technicians',
        icon: icons.people,
        to: { screen: 'technicians' },
        also: [],
        needs: 'access.list',
      },
    ],
  },
]

/** The page of the navigation that a screen stands under. */
export function sectionOf(route: ConsoleRoute): Section | undefined {
  const pages = sections.flatMap((group) => group.pages)
  return pages.find(({ to, also }) => to.screen === route.screen || also.includes(route.screen))
}
