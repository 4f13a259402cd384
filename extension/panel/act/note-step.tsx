import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionOutcome } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { Step, type StepState } from '../../ui/step.tsx'
import type { TicketInfo } from '../ticket-bar.tsx'

type Note = Exclude<ActionOutcome['note'], 'none'>
const looks: Record<Note, { state: StepState; text: string }> = {
  written: { state: 'done', text: i18n.t('panel.act.whatDoneByWhomAnd2') },
  waiting: { state: 'waiting', text: i18n.t('panel.act.ticketSystemNotAnsweringNote') },
  failed: { state: 'failed', text: i18n.t('panel.act.ticketSystemDidNotTake') },
}
const pollMilliseconds = 3000
/** Then the ticket system is away for longer than one waits for it. */
const mostPolls = 40

interface NoteStepProps {
  outcome: Pick<ActionOutcome, 'note' | 'noteText' | 'auditId'>
  ticket: TicketInfo
}
/** The note on the ticket; one that waits is looked after for a while. */
export function NoteStep({ outcome, ticket }: NoteStepProps) {
  const [polls] = useState({ count: 0 })
  const { data } = useRead(
    'actions.get',
    { actionId: outcome.auditId },
    {
      enabled: outcome.note === 'waiting',
      poll: (last) => {
        polls.count += 1
        return last && last.note.state !== 'waiting' ? false : polls.count < mostPolls && pollMilliseconds
      },
    },
  )
  const note = data?.note.state ?? outcome.note
  if (note === 'none') return null
  const { state, text } = looks[note]
  const why = data?.note.text ?? outcome.noteText
  const said = why && note !== 'written' ? `${why} ${text}` : text
  return (
    <Step
      state={state}
      title={i18n.t('panel.act.privateNoteOnTicket', { number: ticket.number })}
      text={said}
    />
  )
}
