import { i18n } from '#i18n'
import { countText } from '../../ui/number.ts'
import { ListSearch } from '../list-search.tsx'
import type { Customers, Show } from './use-customers.ts'

const words: Record<Show, string> = {
  all: i18n.t('console.customers.filter.all'),
  ready: i18n.t('console.customers.filter.ready'),
  missing: i18n.t('console.customers.filter.missing'),
  connected: i18n.t('console.customers.filter.connected'),
  ending: i18n.t('console.customers.filter.ending'),
}
const shows = Object.keys(words) as Show[]

/** Narrows the list: by words on the server, and by how customers stand, with how many there are of each. */
export function Filters({ customers }: { customers: Customers }) {
  const { show, setShow, search, setSearch, pages } = customers
  const counts = pages.data?.pages.at(-1)?.counts
  return (
    <div class="customers-filters">
      <ListSearch label={i18n.t('console.customers.find')} value={search} onInput={setSearch} />
      <fieldset class="customers-shows" aria-label={i18n.t('console.customers.filters')}>
        {shows.map((name) => (
          <button key={name} type="button" aria-pressed={show === name} onClick={() => setShow(name)}>
            {words[name]} {counts && <span>{countText(counts[name])}</span>}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
