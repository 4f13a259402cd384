import { useContext } from 'preact/hooks'
import { openSettings } from '../places.ts'
import { IconButton } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'
import { LinkButton } from '../ui/link.tsx'
import { Mark } from '../ui/mark.tsx'
import { Bar } from '../ui/page.tsx'
import { type DeskTools, ToolsContext } from './tools.ts'

export interface TicketInfo {
  number: string
  subject: string
}

/** Which ticket this is about; on a first screen, so it takes no focus. */
export function TicketBar({ ticket }: { ticket: TicketInfo | null }) {
  const tools = useContext(ToolsContext)
  return (
    <>
      <Bar
        title={ticket ? `Ticket ${ticket.number}` : 'Sidelight'}
        subtitle={ticket?.subject}
        mark={<Mark />}
      >
        {tools ? (
          <Tools {...tools} />
        ) : (
          <IconButton icon={icons.settings} label="Settings" onClick={() => openSettings()} />
        )}
      </Bar>
      {tools?.isPinned && tools.pin && <Pinned isElsewhere={tools.isElsewhere} onUnpin={tools.pin} />}
    </>
  )
}

function Tools({ search, pin, isPinned, help }: DeskTools) {
  return (
    <>
      <IconButton icon={icons.search} label="Search all tenants" onClick={search} />
      {pin && (
        <IconButton
          icon={isPinned ? icons.pinned : icons.pin}
          label={isPinned ? 'Unpin' : 'Pin: stay here while tabs change'}
          pressed={isPinned}
          onClick={pin}
        />
      )}
      <IconButton icon={icons.more} label="Help, settings and account" onClick={help} />
    </>
  )
}

function Pinned({ isElsewhere, onUnpin }: { isElsewhere: boolean; onUnpin: () => void }) {
  return (
    <div class="pinned" role="status">
      <span>{isElsewhere ? 'Pinned. The tab in front shows something else.' : 'Pinned: stays here.'}</span>
      <LinkButton onClick={onUnpin}>{isElsewhere ? 'Unpin and go there' : 'Unpin'}</LinkButton>
    </div>
  )
}
