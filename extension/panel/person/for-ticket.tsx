import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { ago } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { woven } from '../../ui/woven.tsx'
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
          {woven(i18n.t('panel.person.chosenForTicketBy', { name: '{name}', ago: ago(by.at, now) }), {
            name: <bdi>{by.byName}</bdi>,
          })}
        </span>
        {!off && (
          <LinkButton onClick={() => void choice.takeBack(tenantId)}>
            {choice.isBusy ? i18n.t('panel.person.takingItBack') : i18n.t('panel.person.takeItBack')}
          </LinkButton>
        )}
      </div>
      {choice.error && <ErrorNotice error={choice.error} what={i18n.t('panel.person.choiceNotTakenBack')} />}
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
        <span>
          {ticket
            ? i18n.t('panel.person.lookedUpTicketAboutSomebody', { number: ticket.number })
            : i18n.t('panel.person.lookedUp')}
        </span>
        <LinkButton onClick={onBack}>
          {ticket ? i18n.t('panel.person.backToTicket') : i18n.t('panel.person.back')}
        </LinkButton>
        {ticket && (
          <Button size="small" busy={choice.isBusy} off={off} onClick={onChoose}>
            {i18n.t('panel.person.itAboutThem')}
          </Button>
        )}
      </div>
      {choice.error && <ErrorNotice error={choice.error} what={i18n.t('panel.person.choiceDoesNotHold')} />}
    </>
  )
}
