import { i18n } from '#i18n'
import { usePages, useRead } from '../../query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { CsvButton } from '../csv-button.tsx'
import { PageHead } from '../page-head.tsx'
import { PagedLines } from '../paged-lines.tsx'
import { ReadState } from '../read-state.tsx'
import type { HistoryFilter } from '../route.ts'
import { hashOf } from '../route.ts'
import { Filters } from './filters.tsx'
import { historyAsRows } from './history-csv.ts'
import { HistoryLine } from './line.tsx'
import { Undo } from './undo.tsx'

/** What was done to contacts, newest first, and the way back from the last run of an organisation. */
export function History({ filter }: { filter: HistoryFilter }) {
  const pages = usePages('history.list', filter, { keep: true })
  const tenants = useRead('tenants.list', {})
  const entries = pages.data?.pages.flatMap((page) => page.entries)
  const mapping = tenants.data?.tenants
    .flatMap(({ mappings }) => mappings)
    .find(({ id }) => id === filter.mappingId)
  return (
    <>
      <PageHead
        title={i18n.t('console.history.history')}
        text={i18n.t('console.history.whatWrittenByWhoseApproval')}
        tools={
          <CsvButton
            label={i18n.t('console.history.downloadHistoryAsCsv')}
            name={['history', mapping?.organisationName ?? '']}
            off={entries?.length === 0 ? i18n.t('console.history.thereNothingToDownload') : null}
            rows={(onRead) => historyAsRows(filter, onRead)}
          />
        }
      />
      <Filters
        filter={filter}
        tenants={tenants.data?.tenants ?? []}
        personName={filter.personId ? entries?.[0]?.displayName : undefined}
        onFilter={show}
      />
      {filter.mappingId && <Undo key={filter.mappingId} mappingId={filter.mappingId} mapping={mapping} />}
      <ReadState
        error={pages.error}
        hasData={entries !== undefined}
        what={i18n.t('console.history.historyCouldNotBeRead')}
        reading={i18n.t('console.history.readingHistory')}
        onRetry={pages.refetch}
      />
      {entries?.length === 0 && <Nothing isFiltered={Object.keys(filter).length > 0} />}
      {entries && entries.length > 0 && (
        <PagedLines label={i18n.t('console.history.history')} shown={entries.length} pages={pages}>
          {entries.map((entry) => (
            <HistoryLine key={entry.id} entry={entry} />
          ))}
        </PagedLines>
      )}
    </>
  )
}

const show = (filter: HistoryFilter) => {
  location.hash = hashOf({ screen: 'history', filter })
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.history} size={32} />}
        title={
          isFiltered ? i18n.t('console.history.nothingLikeDone') : i18n.t('console.history.nothingWrittenYet')
        }
        action={
          isFiltered ? (
            <a href={hashOf({ screen: 'history', filter: {} })}>{i18n.t('console.history.showEverything')}</a>
          ) : (
            <a href={hashOf({ screen: 'plans' })}>{i18n.t('console.history.seeWhatWaitsForApproval')}</a>
          )
        }
      >
        {isFiltered
          ? i18n.t('console.history.chooseFewerFilters')
          : i18n.t('console.history.eachContactCreatedLinkedChanged')}
      </EmptyState>
    </div>
  )
}
