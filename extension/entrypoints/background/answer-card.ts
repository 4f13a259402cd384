import type { PersonView, TicketAnswer } from '#shared/contract.ts'
import { aboutPerson, accountOf, nobodyTitle, problemsOf } from '../../account.ts'
import { call } from '../../api.ts'
import { type ApiError, asApiError } from '../../api-error.ts'
import type { CardAnswer, PersonCard } from '../../messages.ts'
import { accessToken, sessionState } from '../../session.ts'

/** What a card may show of a ticket. */
export async function answerCard(host: string, ticketId: string): Promise<CardAnswer> {
  const session = await sessionState()
  if (session.state === 'notSetUp')
    return { state: 'notSetUp', text: 'Sidelight is not set up in this browser yet.', next: null }
  if (session.state === 'signedOut') return signedOut(session.why)
  // Only a page can renew a token (the panel does when it opens), so asking without one would end the session.
  if (!(await accessToken())) return signedOut('Your sign-in is an hour old. Opening the panel renews it.')
  try {
    return cardOf(await call('tickets.resolve', { host, ticketId }))
  } catch (error) {
    return failure(asApiError(error))
  }
}

function signedOut(text: string | null): CardAnswer {
  return { state: 'signedOut', text: text ?? 'Sign in to see who this ticket is about.', next: null }
}

function failure(error: ApiError): CardAnswer {
  const { text, next } = error
  if (error.isSignedOut) return signedOut(text)
  return { state: error.isAway ? 'away' : 'refused', text, next }
}

/** An answer cut down to what the card draws. */
export function cardOf(answer: TicketAnswer): CardAnswer {
  if (answer.found === 'person') {
    return { state: 'person', person: personCard(answer.view, answer.by, answer.ticket.organisationName) }
  }
  const { text, contact } = answer
  return {
    state: 'nobody',
    title: nobodyTitle(answer),
    text,
    contact: contact && [contact.name, contact.email].filter(Boolean).join(' · '),
  }
}

/** The card offers these; the rest is in the panel. */
const offered = ['reset-password', 'revoke-sessions']

/** What could not be given is no licence; that is said as a problem. */
function heldNames({ person, licences }: PersonView): string[] {
  return licences.filter(({ skuId }) => person.skuIds.includes(skuId)).map(({ name }) => name)
}

function personCard(view: PersonView, by: PersonCard['by'], organisation: string | null): PersonCard {
  return {
    name: view.person.displayName,
    about: aboutPerson(view, organisation),
    account: accountOf(view),
    problem: problemsOf(view)[0] ?? null,
    licences: heldNames(view),
    by,
    asOf: view.asOf,
    actions: view.actions.filter(({ id }) => offered.includes(id)),
  }
}
