import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { lastWords } from '../../audit/outcome-looks.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { usePages } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import '../steps.css'
import type { PersonRef } from '../place.ts'
import { HistoryLine } from './line.tsx'

export interface HistoryProps {
  person: PersonRef
  ticketRef: { host: string; ticketId: string } | null
  /** Goes on with what is missing of an action. */
  onResume: (actionId: string, action: string) => void
}

/** What was done to a person, or for a ticket, newest first. */
export function History({ person, ticketRef, onResume }: HistoryProps) {
  const off = useOff('audit.list')
  const [of, setOf] = useState<'person' | 'ticket'>('person')
  if (off) return <p class="quiet">{off}</p>
  const filter = of === 'ticket' && ticketRef ? { ticket: ticketRef } : person
  return (
    <Section title={i18n.t('panel.history.title')}>
      {ticketRef && (
        <Choice
          label={i18n.t('panel.history.of')}
          options={{ person: i18n.t('panel.history.thisPerson'), ticket: i18n.t('panel.history.thisTicket') }}
          value={of}
          onChange={(next) => setOf(next === 'ticket' ? 'ticket' : 'person')}
        />
      )}
      <Entries key={of} filter={filter} onResume={onResume} />
    </Section>
  )
}

type Filter = PersonRef | { ticket: { host: string; ticketId: string } }
function Entries({ filter, onResume }: { filter: Filter } & Pick<HistoryProps, 'onResume'>) {
  const pages = usePages('audit.list', filter, { by: 'before' })
  const entries = pages.data && lastWords(pages.data.pages.flatMap((page) => page.entries))
  if (pages.error) {
    const retry = () => void pages.refetch()
    return <ErrorNotice error={pages.error} what={i18n.t('panel.history.notRead')} onRetry={retry} />
  }
  if (!entries) return <Skeleton rows={4} height={48} />
  if (entries.length === 0) return <p class="quiet">{i18n.t('panel.history.nothingYet')}</p>
  return (
    <>
      <ul class="list history-list">
        {entries.map((entry) => (
          <HistoryLine key={entry.id} entry={entry} onResume={onResume} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {i18n.t('panel.history.older')}
        </Button>
      )}
    </>
  )
}
