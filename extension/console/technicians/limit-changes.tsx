import { i18n } from '#i18n'
import type { Output, TenantSummary } from '#shared/contract.ts'
import { joinForeign } from '../../ui/join-foreign.ts'
import { countText } from '../../ui/number.ts'
import { momentInFull } from '../../ui/time.ts'
import { woven } from '../../ui/woven.tsx'

interface LimitChangesProps {
  changes: Output<'access.list'>['changes']
  tenants: readonly TenantSummary[]
}

/** Who changed which limit: the newest 100. */
export function LimitChanges({ changes, tenants }: LimitChangesProps) {
  if (changes.length === 0) return null
  return (
    <details class="surface changes">
      <summary>{i18n.t('console.technicians.whatChanged')}</summary>
      <ul class="lines" aria-label={i18n.t('console.technicians.changesLimits')}>
        {changes.map(({ id, at, actorName, subject, tenantIds }) => (
          <li key={id} class="limit-change">
            <time class="quiet" dateTime={at}>
              {momentInFull(at)}
            </time>
            <span>
              {woven(
                tenantIds === null
                  ? i18n.t('console.technicians.liftedLimit', { actor: '{actor}', subject: '{subject}' })
                  : i18n.t('console.technicians.limitedTo', {
                      actor: '{actor}',
                      subject: '{subject}',
                      tenants: '{tenants}',
                    }),
                {
                  actor: <bdi>{actorName}</bdi>,
                  subject: <bdi>{subject.name}</bdi>,
                  tenants: tenantIds && namesOf(tenantIds, tenants),
                },
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const mostNames = 5
function namesOf(ids: readonly string[], tenants: readonly TenantSummary[]): string {
  if (ids.length === 0) return i18n.t('console.technicians.noTenant')
  const names = ids.map(
    (id) => tenants.find((tenant) => tenant.id === id)?.name ?? i18n.t('console.technicians.formerTenant'),
  )
  const more = names.length - mostNames
  return joinForeign(
    [...names.slice(0, mostNames), more > 0 && i18n.t('console.technicians.more', { more: countText(more) })],
    ', ',
  )
}
