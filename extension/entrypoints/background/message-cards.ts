import { i18n } from '#i18n'
import type { Nobody, PersonHit } from '#shared/contract.ts'
import { nobodyTitle } from '../../account.ts'
import type { ApiError } from '../../api-error.ts'
import type { CardAnswer, MessageCard } from '../../ticket/answer.ts'
import type { RecordRef } from '../../ticket/record.ts'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { joinForeign } from '../../ui/join-foreign.ts'

type Message = Exclude<CardAnswer, { state: 'person' | 'organisation' }>
const panel = { to: 'panel', word: i18n.t('background.openPanel') } as const

export const notSetUp: Message = {
  state: 'notSetUp',
  icon: icons.infoLine,
  title: i18n.t('background.notSetUpYet'),
  short: i18n.t('background.setUp'),
  about: null,
  text: i18n.t('background.sidelightNotSetUpIn'),
  foot: i18n.t('background.sidelight'),
  ways: [{ to: 'settings', word: i18n.t('background.openSettings'), isMain: true }],
}

export function signedOut(text: string | null): Message {
  return {
    state: 'signedOut',
    icon: icons.signIn,
    title: i18n.t('background.signedOut'),
    short: i18n.t('background.signIn'),
    about: null,
    text: text ?? i18n.t('background.signInToSeeWho'),
    foot: i18n.t('background.sidelight'),
    ways: [{ to: 'panel', word: i18n.t('background.signIn'), isMain: true }],
  }
}

export function failure(error: ApiError): Message {
  const text = [error.text, error.next].filter(Boolean).join(' ')
  if (error.isSignedOut) return signedOut(error.text)
  const common = { about: null, text, ways: [{ to: 'again' as const, word: i18n.t('background.tryAgain') }] }
  return error.isAway
    ? {
        state: 'away',
        icon: icons.unplugged,
        title: i18n.t('background.serverAway'),
        short: i18n.t('background.why'),
        foot: i18n.t('background.nothingLost'),
        ...common,
      }
    : {
        state: 'refused',
        icon: icons.danger,
        title: i18n.t('background.noAnswer'),
        short: i18n.t('background.why'),
        foot: i18n.t('background.nothingChanged'),
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
    short: i18n.t('background.why'),
    about: contact && joinForeign([contact.name, contact.email]),
    text: [text, help].filter(Boolean).join(' '),
    foot: i18n.t('background.askedJustNow'),
    ways: [...ways, panel],
  }
}

function stepFor(why: Nobody['why'], isTicket: boolean, isAdmin: boolean): [string, ...MessageCard['ways']] {
  if (why === 'notMapped')
    return isAdmin
      ? ['', { to: 'map', word: i18n.t('background.mapTenant'), isMain: true }]
      : [i18n.t('background.administratorMapsOneInSidelight')]
  if (!isTicket) return [why === 'noEmail' ? i18n.t('background.addAddressToContact') : '']
  const word = why === 'ambiguous' ? i18n.t('background.chooseOne') : i18n.t('background.choosePerson')
  return ['', { to: 'choose', word, isMain: true }]
}

/** Who may be meant, for the technician to say; `because` is a sentence. */
export function guessCard(hit: PersonHit, because: string): Message {
  const name = isolate(hit.displayName)
  return {
    state: 'guess',
    icon: null,
    name: hit.displayName,
    title: i18n.t('background.it', { name }),
    short: i18n.t('background.guess'),
    about: joinForeign([hit.jobTitle, hit.tenantName]),
    text: because,
    foot: i18n.t('background.guessNothingKeptUntilYou'),
    ways: [
      { to: 'confirm', word: i18n.t('background.yesWord', { name }), isMain: true },
      { to: 'choose', word: i18n.t('background.someoneElse') },
    ],
  }
}
