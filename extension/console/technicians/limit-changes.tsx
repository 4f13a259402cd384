import type { Output, TenantSummary } from '#shared/contract.ts'
import { joinForeign } from '../../ui/join-foreign.ts'
import { dateOf, timeOfDay } from '../../ui/time.ts'

interface LimitChangesProps {
  changes: Output<'access.list'>['changes']
  tenants: readonly TenantSummary[]
}

/** Who changed which limit: the newest 100. */
export function LimitChanges({ changes, tenants }: LimitChangesProps) {
  if (changes.length === 0) return null
  return (
    <details class="surface changes">
      <summary>What was changed</summary>
      <ul class="lines" aria-label="Changes of limits">
        {changes.map(({ id, at, actorName, subject, tenantIds }) => (
          <li key={id} class="limit-change">
            <time class="quiet" dateTime={at}>
              {dateOf(at)}, {timeOfDay(at)}
            </time>
            <span>
              <bdi>{actorName}</bdi> {tenantIds === null ? 'lifted the limit of' : 'limited'}{' '}
              <bdi>{subject.name}</bdi>
              {tenantIds !== null && ` to ${namesOf(tenantIds, tenants)}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const mostNames = 5
function namesOf(ids: readonly string[], tenants: readonly TenantSummary[]): string {
  if (ids.length === 0) return 'no tenant'
  const names = ids.map((id) => tenants.find((tenant) => tenant.id === id)?.name ?? 'a former tenant')
  const more = names.length - mostNames
  return joinForeign([...names.slice(0, mostNames), more > 0 && `${more} more`], ', ')
}
