import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
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
        title={ticket ? i18n.t('panel.ticket', { number: ticket.number }) : i18n.t('panel.sidelight')}
        subtitle={ticket?.subject}
        mark={<Mark />}
      >
        {tools ? (
          <Tools {...tools} />
        ) : (
          <IconButton icon={icons.settings} label={i18n.t('panel.settings')} onClick={() => openSettings()} />
        )}
      </Bar>
      {tools?.isPinned && tools.pin && <Pinned isElsewhere={tools.isElsewhere} onUnpin={tools.pin} />}
    </>
  )
}

function Tools({ search, pin, isPinned, help }: DeskTools) {
  return (
    <>
      <IconButton icon={icons.search} label={i18n.t('panel.searchAllTenants')} onClick={search} />
      {pin && (
        <IconButton
          icon={isPinned ? icons.pinned : icons.pin}
          label={isPinned ? i18n.t('panel.unpin') : i18n.t('panel.pinStayHereWhileTabs')}
          pressed={isPinned}
          onClick={pin}
        />
      )}
      <IconButton icon={icons.more} label={i18n.t('panel.helpSettingsAndAccount')} onClick={help} />
    </>
  )
}

function Pinned({ isElsewhere, onUnpin }: { isElsewhere: boolean; onUnpin: () => void }) {
  return (
    <div class="pinned" role="status">
      <span>{isElsewhere ? i18n.t('panel.pinnedTabInFrontShows') : i18n.t('panel.pinnedStaysHere')}</span>
      <LinkButton onClick={onUnpin}>
        {isElsewhere ? i18n.t('panel.unpinAndGoThere') : i18n.t('panel.unpin')}
      </LinkButton>
    </div>
  )
}
