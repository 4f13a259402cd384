import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { TrialKind } from '#shared/psa/api.ts'
import { findPsa } from '#shared/psa/index.ts'
import { definitionOf } from '../psa/apis.ts'
import { openForTrial, triedIn } from '../psa/open.ts'
import type { TrialStep } from '../psa/trial.ts'
import { tryContact } from '../psa/trial-contact.ts'
import { tryNote } from '../psa/trial-note.ts'
import { type ConnectionRow, getConnection } from '../store/connections.ts'
import { noteSeen, noteTried, noteWritten } from '../store/trials.ts'
import type { Call } from './handlers.ts'
import { connectionView } from './psa-view.ts'

type Input = HandlerInput<'psas.trial'>
type Result = Omit<Output<'psas.trial'>, 'connection'>

/** Tries what nobody has confirmed about this PSA, in this account; success switches it on there. */
export async function tryPsa(input: Input, call: Call): Promise<Output<'psas.trial'>> {
  const connection = await getConnection(call, input.connectionId)
  requireTrial(connection, input.kind)
  const result = input.kind === 'contact' ? await contactTrial(input, call) : await noteTrial(input, call)
  const row = await getConnection(call, input.connectionId)
  return { ...result, connection: await connectionView(call, row) }
}

const titles: Record<TrialKind, string> = { contact: 'Writing contacts', note: 'Writing notes' }

function requireTrial(connection: ConnectionRow, kind: TrialKind): void {
  if (connection.disconnectedAt !== null) throw new AppError('psa.disconnected')
  const name = findPsa(connection.psa)?.name ?? 'this ticket system'
  if (definitionOf(connection.psa).trials?.[kind] === undefined)
    throw refused(`${titles[kind]} needs no trial in ${name}.`)
  if (triedIn(connection).includes(kind)) throw refused(`${titles[kind]} was tried in this account already.`)
}

const refused = (detail: string) => new AppError('request.invalid', { detail })

async function contactTrial({ connectionId, organisationId }: Input, call: Call): Promise<Result> {
  if (!organisationId) throw refused('Choose the organisation in which the contact is made.')
  const { api } = await openForTrial(call, connectionId, 'contact')
  const day = new Date(call.now()).toISOString().slice(0, 10)
  const { steps, succeeded, left } = await tryContact(api, organisationId, day)
  if (succeeded) await noteTried(call, connectionId, 'contact')
  return { succeeded, steps, next: left }
}

async function noteTrial({ connectionId, ticketId, seen }: Input, call: Call): Promise<Result> {
  if (seen) return noteLookedAt(connectionId, call)
  if (!ticketId) throw refused('Say on which ticket the note is written.')
  const { api } = await openForTrial(call, connectionId, 'note')
  const steps = await tryNote(api, ticketId)
  const isWritten = steps.every(({ state }) => state === 'done')
  if (isWritten) await noteWritten(call, connectionId)
  return { succeeded: false, steps, next: isWritten ? lookNow : null }
}

const lookNow =
  'Open the ticket now, also as the customer sees it: the note must be marked as private there, and nobody may have got it by e-mail. Then say here that you have looked.'

async function noteLookedAt(connectionId: string, call: Call): Promise<Result> {
  if (!(await noteSeen(call, connectionId)))
    throw refused('No trial note was written in this account yet: write one first, then look at it.')
  const step: TrialStep = {
    title: 'A person has looked at the note',
    state: 'done',
    text: 'The customer cannot see it.',
  }
  return { succeeded: true, steps: [step], next: null }
}
