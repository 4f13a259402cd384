import { i18n } from '#i18n'
import { openSettings } from '../../places.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Body, Page, Section } from '../../ui/page.tsx'
import { HitLine } from '../hit-row.tsx'
import type { PersonRef } from '../place.ts'
import { useRecents } from '../recents.ts'
import { TicketBar } from '../ticket-bar.tsx'

interface NoTicketProps {
  onVisit: (person: PersonRef) => void
  onSearch: () => void
}

/** The tab in front shows no ticket: search, or go on with somebody. */
export function NoTicket({ onVisit, onSearch }: NoTicketProps) {
  const recents = useRecents()
  return (
    <Page>
      <TicketBar ticket={null} />
      <Body>
        <EmptyState
          picture={<Mark size={64} />}
          title={i18n.t('panel.start.openTicket')}
          action={
            <Button icon={icons.personSearch} onClick={onSearch}>
              {i18n.t('panel.start.searchAllTenants')}
            </Button>
          }
          note={
            <>
              {i18n.t('panel.start.noCardOnYourTickets')}{' '}
              <LinkButton onClick={() => openSettings('enable')}>
                {i18n.t('panel.start.enableSidelightOnItsAddress')}
              </LinkButton>
            </>
          }
        >
          {i18n.t('panel.start.whoeverTicketInFrontYou')}
        </EmptyState>
        {recents.length > 0 && (
          <Section title={i18n.t('panel.start.recentPersons')}>
            <ul class="list">
              {recents.map((recent) => (
                <li key={`${recent.tenantId}/${recent.personId}`}>
                  <button type="button" class="row row-open" onClick={() => onVisit(recent)}>
                    <HitLine hit={recent} />
                  </button>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Body>
    </Page>
  )
}
