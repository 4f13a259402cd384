import { useState } from 'preact/hooks'
import type { TicketAnswer } from '#shared/contract.ts'
import { nobodyTitle } from '../../account.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { KeyValue, KeyValues } from '../../ui/key-value.tsx'
import { Body, Footer, Page, Section } from '../../ui/page.tsx'
import type { Choice } from '../choice.ts'
import type { PersonRef } from '../place.ts'
import type { Reading } from '../reading.ts'
import { TicketBar } from '../ticket-bar.tsx'
import { Candidates } from './candidates.tsx'
import { MapOrganisation } from './map-organisation.tsx'

type NobodyAnswer = Extract<TicketAnswer, { found: 'nobody' }>

const remedies: Record<NobodyAnswer['why'], string> = {
  noContact: 'Search for the person, or set a contact on the ticket and look again.',
  noEmail: 'Search for the person, or add the e-mail address to the contact and look again.',
  notMapped: 'Until a Microsoft tenant is mapped to this organisation, you can only search the others.',
  notInTenant: 'Search for the person, or check the contact’s address.',
  ambiguous: 'Choose whom it is about. The choice is kept for this ticket.',
}

interface NobodyProps {
  answer: NobodyAnswer
  reading: Reading
  choice: Choice
  onChoose: (person: PersonRef) => void
  onVisit: (person: PersonRef) => void
  onSearch: () => void
}

/** Nobody found: why, what mends it, and whom it may be. */
export function Nobody({ answer, reading, choice, onChoose, onVisit, onSearch }: NobodyProps) {
  const { ticket, contact, text, why, organisation } = answer
  const off = useOff('tickets.choose')
  const [chosen, setChosen] = useState<PersonRef | null>(null)
  const choose = (person: PersonRef) => {
    setChosen(person)
    onChoose(person)
  }
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
        <div class="ways">
          <Button kind="primary" icon={icons.personSearch} onClick={onSearch}>
            {why === 'notMapped' ? 'Search all tenants' : 'Search for the person'}
          </Button>
          {organisation && !organisation.mapped && <MapOrganisation />}
        </div>
        {choice.error && <ErrorNotice error={choice.error} what="The choice does not hold." />}
        <Candidates
          candidates={answer.candidates}
          busy={choice.isBusy ? chosen : null}
          off={off}
          onChoose={choose}
          onVisit={onVisit}
        />
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
