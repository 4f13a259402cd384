import type { HandlerInput, TicketAnswer } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { type OpenTicket, openTicket, openTicketOf } from '../act/ticket.ts'
import { personsOf } from '../store/persons.ts'
import { choiceOf, choose, unchoose } from '../store/ticket-choices.ts'
import type { Call, Handlers } from './handlers.ts'
import { personView } from './person-view.ts'
import { findRequester, visibleTenants } from './requester.ts'

export const ticketHandlers = {
  'tickets.resolve': async (input, call) => whomItIsAbout(call, await openTicket(call, input)),
  'tickets.choose': (input, call) => chooseFor(call, input),
} satisfies Partial<Handlers>

/** Whom a ticket is about: who was chosen for it, or by its contact alone. */
async function whomItIsAbout(call: Call, opened: OpenTicket): Promise<TicketAnswer> {
  const { id, number, subject, organisation, contact } = opened.ticket
  const ticket = { id, number, subject, organisationName: organisation?.name ?? null }
  const choice = await chosenFor(call, opened)
  if (choice) {
    const { tenantId, personId, byName, chosenAt } = choice
    const view = await personView(call, call.caller, tenantId, personId)
    const at = new Date(chosenAt).toISOString()
    return { found: 'person', ticket, by: 'choice', view, choice: { byName, at } }
  }
  const { connectionId } = opened
  const answer = await findRequester(call, { organisation, contact, connectionId, what: `Ticket ${number}` })
  if ('why' in answer) return { found: 'nobody', ticket, ...answer }
  const view = await personView(call, call.caller, answer.tenantId, answer.personId)
  return { found: 'person', ticket, by: answer.by, view, choice: null }
}

/** What was chosen holds while the ticket belongs to an organisation of that tenant and the person is known there. */
async function chosenFor(call: Call, { connectionId, ticket }: OpenTicket) {
  const choice = await choiceOf(call, { connectionId, ticketId: ticket.id })
  if (!choice) return null
  const tenantIds = await visibleTenants(call, { connectionId, organisation: ticket.organisation })
  if (!tenantIds.includes(choice.tenantId)) return null
  return (await personsOf(call, choice.tenantId).get(choice.personId)) && choice
}

async function chooseFor(call: Call, input: HandlerInput<'tickets.choose'>): Promise<TicketAnswer> {
  const { tenantId, personId, ...ref } = input
  if (personId !== null && !(await personsOf(call, tenantId).get(personId)))
    throw new AppError('access.notFound')
  const opened = await openTicketOf(call, ref, tenantId)
  const key = { connectionId: opened.connectionId, ticketId: opened.ticket.id }
  if (personId === null) await unchoose(call, key, tenantId)
  else await choose(call, key, { tenantId, personId }, call.caller)
  return whomItIsAbout(call, opened)
}
