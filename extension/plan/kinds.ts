import type { Output, PlanEntry } from '#shared/contract.ts'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'

export type Kind = PlanEntry['kind']
export type Counts = Output<'plans.get'>['counts']

/** How each kind of entry looks and is called, in the order of the counts. */
export const kinds: Record<Kind, { icon: string; tone: Tone; word: string; counted: string }> = {
  create: { icon: icons.personAdd, tone: 'success', word: 'Create', counted: 'create' },
  link: { icon: icons.link, tone: 'brand', word: 'Link', counted: 'link' },
  update: { icon: icons.edit, tone: 'brand', word: 'Update', counted: 'update' },
  move: { icon: icons.move, tone: 'brand', word: 'Move', counted: 'move' },
  deactivate: { icon: icons.deactivate, tone: 'warning', word: 'Deactivate', counted: 'deactivate' },
  reactivate: { icon: icons.reactivate, tone: 'success', word: 'Reactivate', counted: 'reactivate' },
  unlink: { icon: icons.unlink, tone: 'neutral', word: 'Unlink', counted: 'unlink' },
  review: { icon: icons.question, tone: 'warning', word: 'Review', counted: 'to review' },
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
export const changesWord = (count: number) => (count === 1 ? '1 change' : `${count} changes`)
/** "1 contact", "12 contacts" */
export const contactsWord = (count: number) => (count === 1 ? '1 contact' : `${count} contacts`)
/** "1 person", "3 persons" */
export const personsWord = (count: number) => (count === 1 ? '1 person' : `${count} persons`)
