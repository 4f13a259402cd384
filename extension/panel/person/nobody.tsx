import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
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
import { CreateIn } from './create-in.tsx'
import { MapOrganisation } from './map-organisation.tsx'

type NobodyAnswer = Extract<TicketAnswer, { found: 'nobody' }>

const remedies: Record<NobodyAnswer['why'], string> = {
  noContact: i18n.t('panel.person.searchForPersonOrSet'),
  noEmail: i18n.t('panel.person.searchForPersonOrAdd'),
  notMapped: i18n.t('panel.person.untilMicrosoftTenantMappedTo'),
  notInTenant: i18n.t('panel.person.searchForPersonOrCheck'),
  ambiguous: i18n.t('panel.person.chooseWhomItAboutChoice'),
}

interface NobodyProps {
  answer: NobodyAnswer
  reading: Reading
  choice: Choice
  onChoose: (person: PersonRef) => void
  onVisit: (person: PersonRef) => void
  onSearch: () => void
  /** Creates a person in that tenant. */
  onCreate: (tenantId: string) => void
}

/** Nobody found: why, what mends it, and whom it may be. */
export function Nobody({ answer, reading, choice, onChoose, onVisit, onSearch, onCreate }: NobodyProps) {
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
          <ErrorNotice
            error={reading.error}
            what={i18n.t('panel.person.mayBeOutDate')}
            onRetry={reading.refresh}
          />
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
            {why === 'notMapped'
              ? i18n.t('panel.person.searchAllTenants')
              : i18n.t('panel.person.searchForPerson')}
          </Button>
          {organisation && !organisation.mapped && <MapOrganisation />}
          {organisation?.tenantIds.map((tenantId) => (
            <CreateIn key={tenantId} tenantId={tenantId} onCreate={() => onCreate(tenantId)} />
          ))}
        </div>
        {choice.error && <ErrorNotice error={choice.error} what={i18n.t('panel.person.choiceDoesNotHold')} />}
        <Candidates
          candidates={answer.candidates}
          busy={choice.isBusy ? chosen : null}
          off={off}
          onChoose={choose}
          onVisit={onVisit}
        />
        {contact && (
          <Section title={i18n.t('panel.person.contactOnTicket')}>
            <KeyValues>
              <KeyValue label={i18n.t('panel.person.name')} value={contact.name} />
              <KeyValue label={i18n.t('panel.person.eMail')} value={contact.email} copy />
            </KeyValues>
          </Section>
        )}
      </Body>
      <Footer>
        <span class="quiet">{i18n.t('panel.person.askedTicketSystemAndMirror')}</span>
        <span class="push">
          <Button
            kind="subtle"
            size="small"
            icon={icons.refresh}
            busy={reading.isRefreshing}
            onClick={reading.refresh}
          >
            {i18n.t('panel.person.lookAgain')}
          </Button>
        </span>
      </Footer>
    </Page>
  )
}
