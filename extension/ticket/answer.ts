import type { AccountProblem, StateTag } from './account.ts'

/** A person as the card draws them: no token, no id, and nothing of Graph beyond this, ever reaches a foreign page. */
export interface PersonCard {
  name: string
  /** "Practice manager · Contoso Dental" */
  about: string
  tags: StateTag[]
  /** The worst of it, for the avatar's corner and for the folded card. */
  badge: Pick<StateTag, 'icon' | 'tone'>
  short: StateTag
  problem: AccountProblem | null
  /** By name, best known first. */
  licences: string[]
  /** How the record led to this person: label and words. */
  role: [label: string, words: string]
  /** ISO 8601 */
  asOf: string
  /** `action` null = the panel alone; `off` says why one cannot be used. */
  tiles: { action: string | null; icon: string; word: string; off: string | null }[]
  /** Whether a technician may say that it is somebody else. */
  mayChoose: boolean
}

/** An organisation with its tenants, in short. */
export interface OrganisationCard {
  name: string
  about: string
  tags: StateTag[]
  short: StateTag
  problem: AccountProblem | null
  /** Those with fewest seats left first; `isGone`: none left. */
  licences: { name: string; left: string; isGone: boolean }[]
  /** How many more products there are. */
  more: number
  /** Percent, e.g. 64; `change` in words over 30 days. */
  score: { now: number; change: string | null; values: number[] } | null
  /** ISO 8601; null = never. */
  lastSyncAt: string | null
}

/** Where a button of the card leads. */
export type Way = 'panel' | 'choose' | 'confirm' | 'map' | 'tenant' | 'settings' | 'again'

/** Nobody to show: a sentence that says why, and the way on. */
export interface MessageCard {
  /** An icon’s text; null = initials of `name`. */
  icon: string | null
  title: string
  /** One word for the folded card. */
  short: string
  about: string | null
  text: string
  foot: string
  /** The main one first. */
  ways: { to: Way; word: string; isMain?: boolean }[]
  /** Whose initials stand where there is no icon. */
  name?: string
}

/** What is known about a page's person or organisation, or why nothing is, in words; icons are texts of ui/icons.ts. */
export type CardAnswer =
  | { state: 'person'; person: PersonCard }
  | { state: 'organisation'; organisation: OrganisationCard }
  | ({ state: 'nobody' | 'guess' | 'notSetUp' | 'signedOut' | 'away' | 'refused' } & MessageCard)
