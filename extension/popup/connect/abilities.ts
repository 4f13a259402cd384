import * as icons from '../../ui/icons.ts'

/** What consent means, in plain words. The README's permission table lists the same permissions by name. */
export interface Ability {
  icon: string
  title: string
  why: string
}
export const reading: readonly Ability[] = [
  {
    icon: icons.people,
    title: 'Read persons and their licences',
    why: 'for the card, the panel and the hourly sync',
  },
  {
    icon: icons.shield,
    title: 'Read who holds an administrator role',
    why: 'so that actions are refused on those accounts',
  },
  { icon: icons.score, title: 'Read Secure Score', why: 'for the trend' },
]
export const acting: readonly Ability[] = [
  {
    icon: icons.keyReset,
    title: 'Reset passwords',
    why: 'by technicians, on record, never on administrator accounts',
  },
  {
    icon: icons.blocked,
    title: 'Block and unblock sign-in, end sessions',
    why: 'by technicians, on record, never on administrator accounts',
  },
]
