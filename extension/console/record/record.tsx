import { i18n } from '#i18n'
import { usePages, useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { CsvButton } from '../csv-button.tsx'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { PagedLines } from '../paged-lines.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf, type RecordFilter } from '../route.ts'
import '../record.css'
import { askedOf, recordAsCsv } from './asked.ts'
import { Filters } from './filters.tsx'
import { RecordLine } from './line.tsx'

/** Every action on record, newest first: intents and outcomes, as they were written. */
export function RecordOfActions({ filter }: { filter: RecordFilter }) {
  const off = useOff('audit.export')
  if (off) return <NotYours why={off}>{i18n.t('console.record.seeInPanel')}</NotYours>
  return <Shown filter={filter} />
}

function Shown({ filter }: { filter: RecordFilter }) {
  const pages = usePages('audit.list', askedOf(filter), { keep: true, by: 'before' })
  const tenants = useRead('tenants.list', {}).data?.tenants ?? []
  const entries = pages.data?.pages.flatMap((page) => page.entries)
  const actorName = entries?.find(({ actorId }) => actorId === filter.actorId)?.actorName
  return (
    <>
      <PageHead
        title={i18n.t('console.record.title')}
        text={i18n.t('console.record.about')}
        tools={
          <CsvButton
            label={i18n.t('console.record.download')}
            name={['record of actions']}
            off={entries?.length === 0 ? i18n.t('console.record.nothingToDownload') : null}
            rows={(onRead) => recordAsCsv(filter, onRead)}
          />
        }
      />
      <Filters filter={filter} tenants={tenants} actorName={actorName} onFilter={show} />
      <ReadState
        error={pages.error}
        hasData={entries !== undefined}
        what={i18n.t('console.record.notRead')}
        reading={i18n.t('console.record.reading')}
        onRetry={pages.refetch}
      />
      {entries?.length === 0 && <Nothing />}
      {entries && entries.length > 0 && (
        <PagedLines label={i18n.t('console.record.title')} shown={entries.length} pages={pages}>
          {entries.map((entry) => (
            <RecordLine
              key={entry.id}
              entry={entry}
              filter={filter}
              tenantName={tenants.find(({ id }) => id === entry.tenantId)?.name ?? ''}
            />
          ))}
        </PagedLines>
      )}
    </>
  )
}

const show = (filter: RecordFilter) => {
  location.hash = hashOf({ screen: 'record', filter })
}

function Nothing() {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.flash} size={32} />}
        title={i18n.t('console.record.nothing')}
        action={
          <a href={hashOf({ screen: 'record', filter: {} })}>{i18n.t('console.record.showEverything')}</a>
        }
      >
        {i18n.t('console.record.everyActionStandsHere')}
      </EmptyState>
    </div>
  )
}
