import { i18n } from '#i18n'
import { usePages } from '../../query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { PagedLines } from '../paged-lines.tsx'
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
        what={i18n.t('console.plan.thoseWhoStayUntouchedCould')}
        reading={i18n.t('console.plan.readingWhoStaysUntouched')}
        onRetry={pages.refetch}
      />
      {persons?.length === 0 && (
        <div class="surface">
          <EmptyState
            picture={<Icon of={icons.people} size={32} />}
            title={i18n.t('console.plan.nobodyStaysUntouched')}
          >
            {i18n.t('console.plan.everyPersonRuleHasChange')}
          </EmptyState>
        </div>
      )}
      {persons && persons.length > 0 && (
        <PagedLines
          label={i18n.t('console.plan.personsWhoStayUntouched')}
          shown={persons.length}
          pages={pages}
        >
          {persons.map((person) => (
            <li key={person.personId} class="untouched-line">
              <PersonName person={person} href={historyOf(tenantId, person.personId)} />
              <span class="quiet">
                {person.contactId
                  ? i18n.t('console.plan.contact2', { contactId: person.contactId })
                  : i18n.t('console.plan.noContact')}
              </span>
              <span>{person.reason}</span>
            </li>
          ))}
        </PagedLines>
      )}
    </>
  )
}
