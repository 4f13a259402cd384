import type { Ref } from 'preact'
import { i18n } from '#i18n'
import { countText } from '../../ui/number.ts'
import { hashOf } from '../route.ts'
import { type Kind, standingOf } from './standing.ts'
import type { Customers } from './use-customers.ts'

const counted: Record<Kind, (count: number) => string> = {
  done: (count) => i18n.t('console.customers.count.done', { count: countText(count) }),
  running: (count) => i18n.t('console.customers.count.running', { count: countText(count) }),
  needs: (count) => i18n.t('console.customers.count.needs', count, { count: countText(count) }),
  already: (count) => i18n.t('console.customers.count.already', { count: countText(count) }),
  ready: (count) => i18n.t('console.customers.count.ready', { count: countText(count) }),
}
const inOrder: Kind[] = ['done', 'running', 'needs', 'already', 'ready']

interface SummaryProps {
  /** Takes the focus when what had it is gone. */
  place: Ref<HTMLElement>
  customers: Customers
}
/** How far all that were seen are, and the way on once some are done. */
export function Summary({ place, customers }: SummaryProps) {
  const { seen, knownOf, pages } = customers
  const known = [...seen.values()].map(knownOf)
  const standings = known.map((one) => standingOf(one).kind)
  const counts = inOrder.map((kind) => ({ kind, count: standings.filter((other) => other === kind).length }))
  const present = counts.filter(({ count }) => count > 0)
  const all = pages.data?.pages[0]?.counts.all ?? seen.size
  if (known.length === 0) return null
  const isUnmapped = known.some(
    (one, at) =>
      (standings[at] === 'done' || standings[at] === 'already') && (one.tenant?.mappings.length ?? 0) === 0,
  )
  return (
    <section
      ref={place}
      tabIndex={-1}
      class="surface customers-summary"
      aria-label={i18n.t('console.customers.howFar')}
    >
      <div class="customers-far">
        <p role="status">
          <strong>{present.map(({ kind, count }) => counted[kind](count)).join(', ')}</strong>
          {seen.size < all && (
            <span class="quiet">
              {' '}
              {i18n.t('console.customers.ofThoseSeen', { count: countText(seen.size), all: countText(all) })}
            </span>
          )}
        </p>
        <div class="customers-bar" aria-hidden="true">
          {present.map(({ kind, count }) => (
            <span key={kind} class={`customers-part is-${kind}`} style={{ flexGrow: count }} />
          ))}
        </div>
      </div>
      {isUnmapped && (
        <a class="button-link customers-onward" href={hashOf({ screen: 'suggestions' })}>
          {i18n.t('console.customers.findOrganisations')}
        </a>
      )}
    </section>
  )
}
