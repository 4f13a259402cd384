import { openSettings } from '../../places.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import * as icons from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Body, Page } from '../../ui/page.tsx'
import { TicketBar } from '../ticket-bar.tsx'

/** The tab in front shows no ticket. */
export function NoTicket() {
  return (
    <Page>
      <TicketBar ticket={null} />
      <Body>
        <EmptyState
          picture={<Mark size={64} />}
          title="Open a ticket"
          action={
            <Button icon={icons.settings} onClick={() => openSettings('enable')}>
              Where the card appears
            </Button>
          }
          note="No card on your tickets? Enable Sidelight on your ticket system’s address once."
        >
          Whoever the ticket in front of you is about appears here by itself.
        </EmptyState>
      </Body>
    </Page>
  )
}
