import type { TicketAnswer } from '#shared/contract.ts'
import { nobodyTitle } from '../../account.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { KeyValue, KeyValues } from '../../ui/key-value.tsx'
import { Body, Footer, Page, Section } from '../../ui/page.tsx'
import type { Reading } from '../reading.ts'
import { TicketBar } from '../ticket-bar.tsx'

type NobodyAnswer = Extract<TicketAnswer, { found: 'nobody' }>

const remedies: Record<NobodyAnswer['why'], string> = {
  noContact: 'Set a contact on the ticket, then look again.',
  noEmail: 'Add the e-mail address to the contact, then look again.',
  notMapped: 'An administrator maps a Microsoft tenant to this organisation, in Sidelight’s popup.',
  notInTenant: 'Check the contact’s address, or that the person has an account there.',
  ambiguous: 'Only one of them should carry the address in Microsoft 365 and in the ticket system.',
}

/** Nobody found, why, and what mends it. */
export function Nobody({ answer, reading }: { answer: NobodyAnswer; reading: Reading }) {
  const { ticket, contact, text, why } = answer
  return (
    <Page>
      <TicketBar ticket={ticket} />
      <Body>
        {reading.error && (
          <ErrorNotice error={reading.error} what="This may be out of date." onRetry={reading.refresh} />
        )}
        <div class="person-head">
          <span class="avatar avatar-48 round">
            <Icon of={icons.personQuestion} size={24} />
          </span>
          <div class="person-who">
            <h2>{nobodyTitle(answer)}</h2>
            {ticket.organisationName && (
              <p>
                <Foreign>{ticket.organisationName}</Foreign>
              </p>
            )}
          </div>
        </div>
        <div class="said" role="status">
          <p>{text}</p>
          <p class="quiet">{remedies[why]}</p>
        </div>
        {contact && (
          <Section title="Contact on the ticket">
            <KeyValues>
              <KeyValue label="Name" value={contact.name} />
              <KeyValue label="E-mail" value={contact.email} copy />
            </KeyValues>
          </Section>
        )}
      </Body>
      <Footer>
        <span class="quiet">Asked the ticket system and the mirror</span>
        <span class="push">
          <Button
            kind="subtle"
            size="small"
            icon={icons.refresh}
            busy={reading.isRefreshing}
            onClick={reading.refresh}
          >
            Look again
          </Button>
        </span>
      </Footer>
    </Page>
  )
}
