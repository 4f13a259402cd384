import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { countText } from '../../ui/number.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { SkipToDecision } from '../skip-to-decision.tsx'
import type { Choice } from './use-choice.ts'
import type { Customers } from './use-customers.ts'

interface ListHeadProps {
  customers: Customers
  choice: Choice
}
/** Names of the columns, and choosing all that are ready, loaded or not. */
export function ListHead({ customers, choice }: ListHeadProps) {
  const { shown } = customers
  const ready = (shown ?? []).map(({ tenantId }) => tenantId).filter(choice.isReady)
  const areAll = ready.length > 0 && ready.every(choice.has)
  const isSome = choice.chosen.length > 0
  return (
    <>
      <div class="customers-columns">
        <span class="customer-choice">
          {(ready.length > 0 || isSome) && (
            <input
              type="checkbox"
              aria-label={
                customers.input.show === 'missing'
                  ? i18n.t('console.customers.chooseAllAgain')
                  : i18n.t('console.customers.chooseAllReady')
              }
              checked={areAll}
              indeterminate={isSome && !areAll}
              aria-busy={choice.isReading ? 'true' : undefined}
              onChange={areAll ? choice.clear : choice.chooseAll}
            />
          )}
        </span>
        <span aria-hidden="true">{i18n.t('console.customers.column.customer')}</span>
        <span aria-hidden="true">{i18n.t('console.customers.column.relationship')}</span>
        <span aria-hidden="true">{i18n.t('console.customers.column.status')}</span>
        <span aria-hidden="true">{i18n.t('console.customers.column.steps')}</span>
        <span />
      </div>
      {isSome && <SkipToDecision />}
      {choice.isReading && (
        <p class="customers-note" role="status">
          <Spinner /> {i18n.t('console.customers.choosingAll')}
        </p>
      )}
      {choice.error !== null && (
        <div class="customers-note">
          <ErrorNotice
            error={choice.error}
            what={i18n.t('console.customers.notAllChosen')}
            onRetry={choice.chooseAll}
          />
        </div>
      )}
      {areAll && <LeftOut customers={customers} />}
    </>
  )
}

/** Choosing all leaves out those that lack something. */
function LeftOut({ customers: { input, pages } }: Pick<ListHeadProps, 'customers'>) {
  const missing = pages.data?.pages.at(-1)?.counts.missing ?? 0
  if (input.search !== '' || input.show === 'missing' || missing === 0) return null
  return (
    <p class="customers-note quiet" role="status">
      {i18n.t('console.customers.leftOut', missing, { count: countText(missing) })}
    </p>
  )
}
