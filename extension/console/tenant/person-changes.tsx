import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PersonChange } from '#shared/contract.ts'
import { usePages } from '../../query.ts'
import { Diff } from '../../ui/diff.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { isolate } from '../../ui/isolate.ts'
import { dateOf, timeOfDay } from '../../ui/time.ts'
import { MoreButton } from '../more-button.tsx'
import { ReadState } from '../read-state.tsx'
import { historyOf } from '../route.ts'

/** What readings found changed about persons; read when somebody asks. */
export function PersonChanges({ tenantId }: { tenantId: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="surface changes" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{i18n.t('console.tenant.whatChangedAboutPersonsIn')}</summary>
      {isOpen && <List tenantId={tenantId} />}
    </details>
  )
}

function List({ tenantId }: { tenantId: string }) {
  const pages = usePages('changes.list', { tenantId })
  const changes = pages.data?.pages.flatMap((page) => page.changes)
  return (
    <>
      <ReadState
        error={pages.error}
        hasData={changes !== undefined}
        what={i18n.t('console.tenant.changesCouldNotBeRead')}
        reading={i18n.t('console.tenant.readingChanges')}
        onRetry={pages.refetch}
        rows={3}
      />
      {changes?.length === 0 && (
        <p class="quiet surface-padded">{i18n.t('console.tenant.nothingHasChanged')}</p>
      )}
      {changes && changes.length > 0 && (
        <>
          <ul class="lines" aria-label={i18n.t('console.tenant.changesPersons')}>
            {changes.map((change) => (
              <ChangeLine key={change.id} change={change} tenantId={tenantId} />
            ))}
          </ul>
          <MoreButton
            shown={changes.length}
            more={pages.hasNextPage ? pages.fetchNextPage : null}
            busy={pages.isFetchingNextPage}
          />
        </>
      )}
    </>
  )
}

const kinds: Record<PersonChange['kind'], string> = {
  added: i18n.t('console.tenant.added'),
  changed: i18n.t('console.tenant.changed'),
  removed: i18n.t('console.tenant.removed'),
  restored: i18n.t('console.tenant.restored'),
}

function ChangeLine({ change, tenantId }: { change: PersonChange; tenantId: string }) {
  const { at, personId, displayName, kind, fields } = change
  return (
    <li class="person-change">
      <span class="row-text">
        <Foreign class="entry-name">{displayName}</Foreign>
        <time class="quiet" dateTime={at}>
          {dateOf(at)}, {timeOfDay(at)}
        </time>
      </span>
      <span>{kinds[kind]}</span>
      <Diff fields={fields} />
      <a
        class="link"
        href={historyOf(tenantId, personId)}
        aria-label={i18n.t('console.tenant.contactsHistory', { displayName: isolate(displayName) })}
      >
        {i18n.t('console.tenant.history')}
      </a>
    </li>
  )
}
