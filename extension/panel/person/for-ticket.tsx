import { ErrorNotice } from '../../error-notice.tsx'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { ago } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import type { Choice } from '../choice.ts'
import type { TicketInfo } from '../ticket-bar.tsx'

interface ChosenProps {
  by: { byName: string; at: string }
  tenantId: string
  choice: Choice
}
/** Somebody said that the ticket is about this person; it can be taken back. */
export function Chosen({ by, tenantId, choice }: ChosenProps) {
  const now = useNow()
  const off = useOff('tickets.choose')
  return (
    <>
      <div class="strip" role="status">
        <span>
          Chosen for this ticket by <bdi>{by.byName}</bdi>, {ago(by.at, now)}
        </span>
        {!off && (
          <LinkButton onClick={() => void choice.takeBack(tenantId)}>
            {choice.isBusy ? 'Taking it back' : 'Take it back'}
          </LinkButton>
        )}
      </div>
      {choice.error && <ErrorNotice error={choice.error} what="The choice was not taken back." />}
    </>
  )
}

interface VisitingProps {
  ticket: TicketInfo | null
  choice: Choice
  onChoose: () => void
  onBack: () => void
}
/** Somebody who was looked up: not the ticket's person, unless one says so. */
export function Visiting({ ticket, choice, onChoose, onBack }: VisitingProps) {
  const off = useOff('tickets.choose')
  return (
    <>
      <div class="strip" role="status">
        <span>{ticket ? `Looked up. Ticket ${ticket.number} is about somebody else.` : 'Looked up.'}</span>
        <LinkButton onClick={onBack}>{ticket ? 'Back to the ticket' : 'Back'}</LinkButton>
        {ticket && (
          <Button size="small" busy={choice.isBusy} off={off} onClick={onChoose}>
            It is about them
          </Button>
        )}
      </div>
      {choice.error && <ErrorNotice error={choice.error} what="The choice does not hold." />}
    </>
  )
}
