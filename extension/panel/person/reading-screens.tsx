import type { ApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { Body, Page } from '../../ui/page.tsx'
import { PersonSkeleton } from '../person-skeleton.tsx'
import type { Reading } from '../reading.ts'
import { TicketBar } from '../ticket-bar.tsx'

export function StillReading() {
  return (
    <Page>
      <TicketBar ticket={null} />
      <Body>
        <PersonSkeleton label="Asking who this is about" />
      </Body>
    </Page>
  )
}

/** Nothing known and nothing learnt. */
export function ReadingFailed({ reading, error }: { reading: Reading; error: ApiError }) {
  return (
    <Page>
      <TicketBar ticket={null} />
      <Body>
        <ErrorNotice error={error} what="The person could not be read." onRetry={reading.refresh} />
      </Body>
    </Page>
  )
}
