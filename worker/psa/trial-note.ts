import { AppError } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import { done, runTasks, type TrialStep } from './trial.ts'

/** Writes a note on a ticket, for a person to look whether the customer sees it. */
export async function tryNote(api: PsaApi, ticketId: string): Promise<TrialStep[]> {
  return runTasks([
    {
      title: 'Find the ticket',
      run: async () => {
        const { number, subject } = await api.ticket(ticketId)
        return done(`${number}: ${subject}`)
      },
    },
    {
      title: 'Write a note',
      run: async () => {
        if (!api.note) throw new AppError('psa.unsupported')
        await api.note(ticketId, 'Sidelight trial', text)
        return done('“Sidelight trial”')
      },
    },
  ])
}

const text =
  'This note tries whether Sidelight’s notes are private. If a customer can read it, or got it by e-mail, notes stay off.'
