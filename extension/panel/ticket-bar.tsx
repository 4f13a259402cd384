import { openSettings } from '../places.ts'
import { IconButton } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'
import { Mark } from '../ui/mark.tsx'
import { Bar } from '../ui/page.tsx'

export interface TicketInfo {
  number: string
  subject: string
}

/** Which ticket this is about; on a first screen, so it takes no focus. */
export function TicketBar({ ticket }: { ticket: TicketInfo | null }) {
  return (
    <Bar title={ticket ? `Ticket ${ticket.number}` : 'Sidelight'} subtitle={ticket?.subject} mark={<Mark />}>
      <IconButton icon={icons.settings} label="Settings" onClick={() => openSettings()} />
    </Bar>
  )
}
