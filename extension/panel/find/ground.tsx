import { i18n } from '#i18n'
import type { PersonHit } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { isolate } from '../../ui/isolate.ts'
import { countText } from '../../ui/number.ts'
import { fewest } from './use-search.ts'

interface GroundProps {
  text: string
  /** null = nothing was searched for, or not found yet. */
  found: PersonHit[] | null
  more: boolean
}

/** How many there are, and why there may be others: said politely with each answer. */
export function Ground({ text, found, more }: GroundProps) {
  const { data } = useRead('session.get', {}, { freshFor: 10 * 60_000 })
  const isLimited = data?.limited ?? false
  return (
    <div>
      <p class="quiet" role="status">
        {wordsOf(text, found, more)}
      </p>
      {isLimited && <p class="quiet">{i18n.t('panel.find.administratorHasLimitedYouTo')}</p>}
    </div>
  )
}

function wordsOf(text: string, found: PersonHit[] | null, more: boolean): string {
  if (text.length === 0) return i18n.t('panel.find.twoLettersEnoughPhoneNumber')
  if (text.length < fewest) return i18n.t('panel.find.oneMoreLetter')
  if (!found) return i18n.t('panel.find.searching')
  if (found.length === 0) return i18n.t('panel.find.nobodyCalledTrySurnameAlone', { text: isolate(text) })
  const tenants = new Set(found.map(({ tenantId }) => tenantId)).size
  const count = found.length
  const persons = i18n.t('panel.find.persons', count, { count: countText(count) })
  if (tenants === 1)
    return more ? i18n.t('panel.find.bestLongerTextFindsFewer', { count: countText(count) }) : persons
  return more
    ? i18n.t('panel.find.bestInTenantsLongerText', { count: countText(count), tenants: countText(tenants) })
    : i18n.t('panel.find.inTenants', { persons, tenants: countText(tenants) })
}
