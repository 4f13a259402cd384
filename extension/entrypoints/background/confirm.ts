import { i18n } from '#i18n'
import { call } from '../../api.ts'
import { asApiError } from '../../api-error.ts'
import { sessionState } from '../../session.ts'
import { type Answered, isOfPsa, person, ticketPerson } from './answer-card.ts'
import { failure, signedOut } from './message-cards.ts'
import { nothingKnown, type PersonRef } from './notes.ts'

/** Keeps a guess that the technician has confirmed; the answer is the card from then on. */
export async function confirmGuess(host: string, ticketId: string, guess: PersonRef): Promise<Answered> {
  const session = await sessionState()
  if (session.state !== 'signedIn') return { card: signedOut(null), known: nothingKnown }
  try {
    const answer = await call('tickets.choose', { host, ticketId, ...guess })
    if (answer.found === 'person') return ticketPerson(answer, session.account)
    return { card: failure(asApiError(new Error('A choice led to nobody.'))), known: nothingKnown }
  } catch (thrown) {
    const error = asApiError(thrown)
    return isOfPsa(error) ? notKept(guess) : { card: failure(error), known: { ...nothingKnown, guess } }
  }
}

/** The ticket cannot be read, so nothing can be kept for it: the person is shown for as long as the page stays. */
async function notKept(guess: PersonRef): Promise<Answered> {
  try {
    const view = await call('persons.get', guess)
    const words = i18n.t('background.chosenByYouNotKept')
    return person(view, {
      organisation: null,
      mayChoose: false,
      role: [i18n.t('background.ticketRole'), words],
    })
  } catch (thrown) {
    return { card: failure(asApiError(thrown)), known: { ...nothingKnown, guess } }
  }
}
