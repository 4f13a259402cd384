import { i18n } from '#i18n'
import type { ActionDefinition } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { PersonView } from '#shared/contract.ts'
import { titleSaid } from '../../action-said.ts'

export interface MenuEntry extends Omit<PersonView['actions'][number], 'id'> {
  action: ActionDefinition
}
export interface MenuGroup {
  title: string
  entries: MenuEntry[]
}

type Heading = NonNullable<ActionDefinition['area']> | 'bundle'
/** By what technicians do most. */
const headings: [Heading, string][] = [
  ['signIn', i18n.t('panel.act.areaSignIn')],
  ['licences', i18n.t('panel.act.areaLicences')],
  ['groups', i18n.t('panel.act.areaGroups')],
  ['profile', i18n.t('panel.act.areaProfile')],
  ['mailbox', i18n.t('panel.act.areaMailbox')],
  ['bundle', i18n.t('panel.act.areaBundle')],
  ['account', i18n.t('panel.act.areaAccount')],
]

const headingOf = ({ steps, area }: ActionDefinition): Heading => (steps ? 'bundle' : (area ?? 'account'))

/** What can be done, grouped; only what has every word of the search in its title or heading. */
export function menuGroups(view: PersonView, search: string): MenuGroup[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const entries = view.actions.flatMap(({ id, ...standing }): MenuEntry[] => {
    const action = actionOf(id)
    return action ? [{ action, ...standing }] : []
  })
  const groups = headings.flatMap(([heading, title]) => {
    const own = entries.filter(({ action }) => headingOf(action) === heading)
    const found = own.filter(({ action }) => {
      const text = `${titleSaid(action)} ${title}`.toLocaleLowerCase()
      return words.every((word) => text.includes(word))
    })
    return found.length > 0 ? [{ title, entries: found }] : []
  })
  return saidOnce(groups)
}

/** The same way out is shown once, where it is met first. */
function saidOnce(groups: MenuGroup[]): MenuGroup[] {
  const seen = new Set<string>()
  return groups.map(({ title, entries }) => ({
    title,
    entries: entries.map((entry) => {
      const way = `${entry.next} ${entry.link}`
      if (!seen.has(way)) {
        seen.add(way)
        return entry
      }
      return { ...entry, next: null, link: null }
    }),
  }))
}
