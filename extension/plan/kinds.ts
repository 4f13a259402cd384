import { i18n } from '#i18n'
import type { Output, PlanEntry } from '#shared/contract.ts'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'

export type Kind = PlanEntry['kind']
export type Counts = Output<'plans.get'>['counts']

/** How each kind of entry looks and is called, in the order of the counts. */
export const kinds: Record<Kind, { icon: string; tone: Tone; word: string; counted: string }> = {
  create: { icon: icons.personAdd, tone: 'success', word: i18n.t('plan.create'), counted: 'create' },
  link: { icon: icons.link, tone: 'brand', word: i18n.t('plan.link'), counted: 'link' },
  update: { icon: icons.edit, tone: 'brand', word: i18n.t('plan.update'), counted: 'update' },
  move: { icon: icons.move, tone: 'brand', word: i18n.t('plan.move'), counted: 'move' },
  deactivate: {
    icon: icons.deactivate,
    tone: 'warning',
    word: i18n.t('plan.deactivate'),
    counted: 'deactivate',
  },
  reactivate: {
    icon: icons.reactivate,
    tone: 'success',
    word: i18n.t('plan.reactivate'),
    counted: 'reactivate',
  },
  unlink: { icon: icons.unlink, tone: 'neutral', word: i18n.t('plan.unlink'), counted: 'unlink' },
  review: {
    icon: icons.question,
    tone: 'warning',
    word: i18n.t('plan.review'),
    counted: i18n.t('plan.toReview'),
  },
}
const kindNames = Object.keys(kinds) as Kind[]

/** The kinds that a plan has anything of, in order. */
export const kindsIn = (counts: Counts): Kind[] => kindNames.filter((name) => counts[name] > 0)

/** What approving would write: all but what is left to review. */
export function changesIn(counts: Counts): number {
  // What an earlier version has kept does not know every kind.
  return kindNames.reduce((sum, name) => sum + (name === 'review' ? 0 : counts[name] || 0), 0)
}

/** "1 change", "58 changes" */
export const changesWord = (count: number) => i18n.t('plan.changes', count, { count: countText(count) })
/** "1 contact", "12 contacts" */
export const contactsWord = (count: number) => i18n.t('plan.contacts', count, { count: countText(count) })
/** "1 person", "3 persons" */
export const personsWord = (count: number) => i18n.t('plan.persons', count, { count: countText(count) })
