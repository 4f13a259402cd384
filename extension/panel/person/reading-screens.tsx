import { i18n } from '#i18n'
import type { ApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { Body, Page } from '../../ui/page.tsx'
import { PersonSkeleton } from '../person-skeleton.tsx'
import type { Reading } from '../reading.ts'
import { TicketBar } from '../ticket-bar.tsx'

export function StillReading() {
  return (
    <Page>
      <TicketBar ticket={null} />
      <Body>
        <PersonSkeleton label={i18n.t('panel.person.askingWhoAbout')} />
      </Body>
    </Page>
  )
}

interface FailedProps {
  reading: Reading
  error: ApiError
  /** To the ticket, from somebody who was looked up. */
  onBack: (() => void) | null
}
/** Nothing known and nothing learnt. */
export function ReadingFailed({ reading, error, onBack }: FailedProps) {
  return (
    <Page>
      <TicketBar ticket={null} />
      <Body>
        <ErrorNotice
          error={error}
          what={i18n.t('panel.person.personCouldNotBeRead')}
          onRetry={reading.refresh}
        />
        {onBack && <LinkButton onClick={onBack}>{i18n.t('panel.person.back')}</LinkButton>}
      </Body>
    </Page>
  )
}
