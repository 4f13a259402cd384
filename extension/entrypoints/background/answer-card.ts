import { i18n } from '#i18n'
import { isAtLeast } from '#shared/access.ts'
import type { Nobody, Output, PersonView } from '#shared/contract.ts'
import type { ShownContact } from '#shared/psa/page.ts'
import { call } from '../../api.ts'
import { type ApiError, asApiError } from '../../api-error.ts'
import { accessToken, sessionState } from '../../session.ts'
import type { Account } from '../../settings.ts'
import type { CardAnswer } from '../../ticket/answer.ts'
import type { RecordRef } from '../../ticket/record.ts'
import { type Guess, guessFor, guessFromPage } from './guess.ts'
import { keepCard, lastCard } from './last-cards.ts'
import { failure, guessCard, nobodyCard, notSetUp, signedOut } from './message-cards.ts'
import { type Known, nothingKnown, type PersonRef } from './notes.ts'
import { organisationCard } from './organisation-card.ts'
import { personCard } from './person-card.ts'

export interface Asked {
  host: string
  record: RecordRef
  /** Whom the page shows: as good as a stranger's word. */
  shown: ShownContact | null
}
/** What goes to the page, and what stays here. */
export interface Answered {
  card: CardAnswer
  known: Known
}

/** What a card may show of a page. */
export async function answerCard(asked: Asked): Promise<Answered> {
  const session = await sessionState()
  if (session.state === 'notSetUp') return said(notSetUp)
  if (session.state === 'signedOut') return said(signedOut(session.why))
  // Only a page can renew a token (the panel does when it opens), so asking without one would end the session.
  if (!(await accessToken())) return said(signedOut(i18n.t('background.yourSignInHourOld')))
  try {
    const answered = await answers[asked.record.kind](asked, session.account)
    await keepCard(asked, answered, session.account.id)
    return answered
  } catch (thrown) {
    const error = asApiError(thrown)
    const last = error.isAway ? await lastCard(asked, session.account.id) : null
    return last ?? said(failure(error))
  }
}

const said = (card: CardAnswer, known: Partial<Known> = {}): Answered => ({
  card,
  known: { ...nothingKnown, ...known },
})

const answers: Record<RecordRef['kind'], (asked: Asked, account: Account) => Promise<Answered>> = {
  ticket: answerTicket,
  contact: answerContact,
  async organisation({ host, record }, { role }) {
    const answer = await call('organisations.resolve', { host, organisationId: record.id })
    const tenantId = answer.tenants[0]?.id ?? null
    return said(organisationCard(answer, role === 'admin'), { tenantId })
  },
}

async function answerTicket({ host, record, shown }: Asked, account: Account): Promise<Answered> {
  const mayChoose = isAtLeast(account.role, 'technician')
  let answer: Output<'tickets.resolve'>
  try {
    answer = await call('tickets.resolve', { host, ticketId: record.id })
  } catch (thrown) {
    const error = asApiError(thrown)
    const guess = mayChoose && isOfPsa(error) ? await guessFromPage(shown) : null
    if (!guess) throw error
    return guessed(guess)
  }
  if (answer.found === 'person') return ticketPerson(answer, account)
  const guess = mayChoose ? await guessFor(answer, host, shown) : null
  return guess ? guessed(guess) : nobody(answer, record.kind, account)
}

type TicketPerson = Extract<Output<'tickets.resolve'>, { found: 'person' }>

export function ticketPerson({ view, ticket, by, choice }: TicketPerson, account: Account): Answered {
  const { number } = ticket
  const chooser = choice && choice.byName !== account.name ? choice.byName : null
  const words = {
    choice: chooser
      ? i18n.t('background.chosenByKeptFor', { chooser, number })
      : i18n.t('background.chosenByYouKeptFor', { number }),
    link: i18n.t('background.requesterLinkedContact'),
    email: i18n.t('background.requesterMatchedByEMail'),
  }
  const shown = { organisation: ticket.organisationName, mayChoose: isAtLeast(account.role, 'technician') }
  // The panel reads the ticket itself, and so whom it is about.
  return said({
    state: 'person',
    person: personCard(view, { ...shown, role: [i18n.t('background.ticketRole'), words[by]] }),
  })
}

/** A person whom no ticket leads to, so the panel is told. */
export function person(view: PersonView, shown: Parameters<typeof personCard>[1]): Answered {
  const ref = { tenantId: view.person.tenantId, personId: view.person.id }
  return said({ state: 'person', person: personCard(view, shown) }, { person: ref })
}

async function answerContact({ host, record }: Asked, account: Account): Promise<Answered> {
  const answer = await call('contacts.resolve', { host, contactId: record.id })
  if (answer.found === 'nobody') return nobody(answer, record.kind, account)
  const words =
    answer.by === 'link' ? i18n.t('background.linkedToPerson') : i18n.t('background.matchedByEMail')
  return person(answer.view, {
    organisation: null,
    mayChoose: false,
    role: [i18n.t('background.contact'), words],
  })
}

const nobody = (answer: Nobody, kind: RecordRef['kind'], { role }: Account) =>
  said(nobodyCard(answer, kind, role === 'admin'))

function guessed({ hit, because }: Guess): Answered {
  const guess: PersonRef = { tenantId: hit.tenantId, personId: hit.personId }
  return said(guessCard(hit, because), { guess })
}

/** The PSA itself does not serve this: its key is refused, it is away. Not that the host or the ticket is unknown. */
export const isOfPsa = ({ code }: ApiError) =>
  code.startsWith('psa.') && !['psa.notConnected', 'psa.disconnected', 'psa.notFound'].includes(code)
