import { usePages } from '../../query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { MoreButton } from '../more-button.tsx'
import { PersonName } from '../person-name.tsx'
import { ReadState } from '../read-state.tsx'
import { historyOf } from '../route.ts'

/** Who stays as they are, and why. */
export function Untouched({ tenantId, mappingId }: { tenantId: string; mappingId: string }) {
  const pages = usePages('plans.untouched', { mappingId })
  const persons = pages.data?.pages.flatMap((page) => page.persons)
  return (
    <>
      <ReadState
        error={pages.error}
        hasData={persons !== undefined}
        what="Those who stay untouched could not be read."
        reading="Reading who stays untouched"
        onRetry={pages.refetch}
      />
      {persons?.length === 0 && (
        <div class="surface">
          <EmptyState picture={<Icon of={icons.people} size={32} />} title="Nobody stays untouched">
            Every person of the rule has a change in this plan.
          </EmptyState>
        </div>
      )}
      {persons && persons.length > 0 && (
        <div class="surface">
          <ul class="lines" aria-label="Persons who stay untouched">
            {persons.map((person) => (
              <li key={person.personId} class="untouched-line">
                <PersonName person={person} href={historyOf(tenantId, person.personId)} />
                <span class="quiet">{person.contactId ? `Contact ${person.contactId}` : 'No contact'}</span>
                <span>{person.reason}</span>
              </li>
            ))}
          </ul>
          <MoreButton
            shown={persons.length}
            more={pages.hasNextPage ? pages.fetchNextPage : null}
            busy={pages.isFetchingNextPage}
          />
        </div>
      )}
    </>
  )
}
