import { i18n } from '#i18n'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { useNow } from '../../ui/use-now.ts'
import { MoreButton } from '../more-button.tsx'
import { CustomerRow } from './customer-row.tsx'
import { Filters } from './filters.tsx'
import { ListHead } from './list-head.tsx'
import { kinds, standingOf } from './standing.ts'
import type { Choice } from './use-choice.ts'
import type { Customers } from './use-customers.ts'
import { useOrder } from './use-order.ts'
import type { Work } from './use-work.ts'

interface ListProps {
  customers: Customers
  choice: Choice
  work: Work
  /** All customers are being read. */
  isReading: boolean
}

/** Those who need a person first, then those that run, then the others; they keep their places while it is watched. */
export function List({ customers, choice, work, isReading }: ListProps) {
  const { pages, shown, knownOf, jobs, order } = customers
  const items = (shown ?? []).map((customer) => {
    const known = knownOf(customer)
    const standing = standingOf(known)
    const rank = kinds.indexOf(standing.kind)
    return { id: customer.tenantId, known, standing, rank, isSettled: jobs.knows(customer) }
  })
  const rows = useOrder(items, order)
  const now = useNow(600)
  return (
    <>
      <Filters customers={customers} />
      {rows.length === 0 ? (
        <Nobody customers={customers} isReading={isReading} />
      ) : (
        <div class="surface" aria-busy={pages.isPlaceholderData ? 'true' : undefined}>
          <ListHead customers={customers} choice={choice} />
          <ul class="lines" aria-label={i18n.t('console.customers.title')}>
            {rows.map(({ id, known, standing }) => (
              <CustomerRow key={id} {...{ known, standing, choice, work, now }} />
            ))}
          </ul>
          <MoreButton
            shown={rows.length}
            more={pages.hasNextPage ? pages.fetchNextPage : null}
            busy={pages.isFetchingNextPage}
          />
        </div>
      )}
    </>
  )
}

function Nobody({ customers, isReading }: Pick<ListProps, 'customers' | 'isReading'>) {
  const { show, search, setShow, setSearch } = customers
  const isNarrowed = show !== 'all' || search !== ''
  const whole = () => {
    setSearch('')
    setShow('all')
  }
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.customers} size={32} />}
        title={
          isNarrowed
            ? i18n.t('console.customers.nobodyLikeThat')
            : isReading
              ? i18n.t('console.customers.firstReading')
              : i18n.t('console.customers.nobody')
        }
        action={
          isNarrowed && <LinkButton onClick={whole}>{i18n.t('console.customers.showEveryone')}</LinkButton>
        }
      >
        {!isNarrowed &&
          (isReading ? i18n.t('console.customers.appearSoon') : i18n.t('console.customers.nobodyWhy'))}
      </EmptyState>
    </div>
  )
}
