import type { Nobody, PersonHit } from '#shared/contract.ts'
import { nobodyTitle } from '../../account.ts'
import type { ApiError } from '../../api-error.ts'
import type { CardAnswer, MessageCard } from '../../ticket/answer.ts'
import type { RecordRef } from '../../ticket/record.ts'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { joinForeign } from '../../ui/join-foreign.ts'

type Message = Exclude<CardAnswer, { state: 'person' | 'organisation' }>
const panel = { to: 'panel', word: 'Open panel' } as const

export const notSetUp: Message = {
  state: 'notSetUp',
  icon: icons.infoLine,
  title: 'Not set up yet',
  short: 'Set up',
  about: null,
  text: 'Sidelight is not set up in this browser yet.',
  foot: 'Sidelight',
  ways: [{ to: 'settings', word: 'Open settings', isMain: true }],
}

export function signedOut(text: string | null): Message {
  return {
    state: 'signedOut',
    icon: icons.signIn,
    title: 'Signed out',
    short: 'Sign in',
    about: null,
    text: text ?? 'Sign in to see who this is about.',
    foot: 'Sidelight',
    ways: [{ to: 'panel', word: 'Sign in', isMain: true }],
  }
}

export function failure(error: ApiError): Message {
  const text = [error.text, error.next].filter(Boolean).join(' ')
  if (error.isSignedOut) return signedOut(error.text)
  const common = { about: null, text, ways: [{ to: 'again' as const, word: 'Try again' }] }
  return error.isAway
    ? {
        state: 'away',
        icon: icons.unplugged,
        title: 'Server is away',
        short: 'Why',
        foot: 'Nothing is lost',
        ...common,
      }
    : {
        state: 'refused',
        icon: icons.danger,
        title: 'No answer',
        short: 'Why',
        foot: 'Nothing was changed',
        ...common,
      }
}

/** Nobody found: why, and the one step that helps. `isAdmin`: who may map is led there. */
export function nobodyCard(answer: Nobody, kind: RecordRef['kind'], isAdmin: boolean): Message {
  const { contact, why, text } = answer
  const [help, ...ways] = stepFor(why, kind === 'ticket', isAdmin)
  return {
    state: 'nobody',
    icon: icons.personQuestion,
    title: nobodyTitle(answer),
    short: 'Why',
    about: contact && joinForeign([contact.name, contact.email]),
    text: [text, help].filter(Boolean).join(' '),
    foot: 'Asked just now',
    ways: [...ways, panel],
  }
}

function stepFor(why: Nobody['why'], isTicket: boolean, isAdmin: boolean): [string, ...MessageCard['ways']] {
  if (why === 'notMapped')
    return isAdmin
      ? ['', { to: 'map', word: 'Map a tenant', isMain: true }]
      : ['An administrator maps one in Sidelight.']
  if (!isTicket) return [why === 'noEmail' ? 'Add the address to the contact.' : '']
  const word = why === 'ambiguous' ? 'Choose one' : 'Choose a person'
  return ['', { to: 'choose', word, isMain: true }]
}

/** Who may be meant, for the technician to say; `because` is a sentence. */
export function guessCard(hit: PersonHit, because: string): Message {
  const name = isolate(hit.displayName)
  return {
    state: 'guess',
    icon: null,
    name: hit.displayName,
    title: `Is it ${name}?`,
    short: 'A guess',
    about: joinForeign([hit.jobTitle, hit.tenantName]),
    text: because,
    foot: 'A guess. Nothing is kept until you confirm',
    ways: [
      { to: 'confirm', word: `Yes, ${name}`, isMain: true },
      { to: 'choose', word: 'Someone else' },
    ],
  }
}
