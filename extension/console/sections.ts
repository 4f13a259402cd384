import { i18n } from '#i18n'
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
export const sections: { title: string; pages: Section[]; hasSettings?: boolean }[] = [
  {
    title: i18n.t('console.overview'),
    pages: [
      {
        title: i18n.t('console.tenants2'),
        icon: icons.cloud,
        to: { screen: 'tenants' },
        also: ['tenant', 'rule'],
      },
      {
        title: i18n.t('console.customersPage'),
        icon: icons.customers,
        to: { screen: 'customers' },
        also: ['partner'],
        needs: 'partner.customers',
      },
      {
        title: i18n.t('console.alerts2'),
        icon: icons.bell,
        to: { screen: 'alerts' },
        also: [],
        counts: 'alerts',
      },
      {
        title: i18n.t('console.recordPage'),
        icon: icons.flash,
        to: { screen: 'record', filter: {} },
        also: [],
        needs: 'audit.export',
      },
    ],
  },
  {
    title: i18n.t('console.contacts'),
    pages: [
      {
        title: i18n.t('console.plans2'),
        icon: icons.clipboard,
        to: { screen: 'plans' },
        also: ['plan', 'untouched'],
        counts: 'plans',
      },
      {
        title: i18n.t('console.reviews2'),
        icon: icons.personQuestion,
        to: { screen: 'reviews' },
        also: [],
        counts: 'reviews',
      },
      {
        title: i18n.t('console.history2'),
        icon: icons.history,
        to: { screen: 'history', filter: {} },
        also: [],
      },
      {
        title: i18n.t('console.organisationsPage'),
        icon: icons.organisations,
        to: { screen: 'organisations' },
        also: ['settings'],
      },
      {
        title: i18n.t('console.suggestions2'),
        icon: icons.link,
        to: { screen: 'suggestions' },
        also: ['map'],
        needs: 'mappings.suggest',
      },
    ],
  },
  {
    title: i18n.t('console.setUp'),
    // Of this browser: they have a page of their own, which is there before anybody is signed in.
    hasSettings: true,
    pages: [
      { title: i18n.t('console.ticketSystems'), icon: icons.plug, to: { screen: 'connections' }, also: [] },
      {
        title: i18n.t('console.technicians2'),
        icon: icons.people,
        to: { screen: 'technicians' },
        also: [],
        needs: 'access.list',
      },
      { title: i18n.t('console.policyPage'), icon: icons.shield, to: { screen: 'policy' }, also: [] },
    ],
  },
]

/** The page of the navigation that a screen stands under. */
export function sectionOf(route: ConsoleRoute): Section | undefined {
  const pages = sections.flatMap((group) => group.pages)
  return pages.find(({ to, also }) => to.screen === route.screen || also.includes(route.screen))
}
