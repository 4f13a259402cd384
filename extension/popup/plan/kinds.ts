import type { PlanEntry } from '#shared/contract.ts'
import type { Tone } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'

export type Kind = PlanEntry['kind']
/** How each kind of entry looks and is called, in the order of the counts. */
export const kinds: Record<Kind, { icon: string; tone: Tone; word: string; counted: string }> = {
  create: { icon: icons.personAdd, tone: 'success', word: 'Create', counted: 'create' },
  link: { icon: icons.link, tone: 'brand', word: 'Link', counted: 'link' },
  update: { icon: icons.edit, tone: 'brand', word: 'Update', counted: 'update' },
  review: { icon: icons.question, tone: 'warning', word: 'Review', counted: 'to review' },
}
