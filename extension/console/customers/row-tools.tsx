import { i18n } from '#i18n'
import { Button } from '../../ui/button.tsx'
import { isolate } from '../../ui/isolate.ts'
import { hashOf } from '../route.ts'
import { isConnected, type Known, type Standing } from './standing.ts'
import type { Work } from './use-work.ts'

interface RowToolsProps {
  known: Known
  standing: Standing
  work: Work
  holdFocus: () => void
  details: { id: string; isOpen: boolean; onToggle: () => void }
}

/** The way on from here: what mends it, once more, or its tenant. */
export function RowTools({ known, standing, work, holdFocus, details }: RowToolsProps) {
  const { customer, job } = known
  const name = isolate(customer.name)
  const needs = standing.kind === 'needs'
  const more = needs
    ? {
        words: i18n.t('console.customers.howToMend'),
        label: i18n.t('console.customers.howToMendOf', { name }),
      }
    : { words: i18n.t('console.customers.details'), label: i18n.t('console.customers.detailsOf', { name }) }
  return (
    <span class="customer-tools">
      {job?.state === 'failed' && standing.kind !== 'done' && standing.kind !== 'running' && (
        <Button
          size="small"
          busy={work.isBusy(customer.tenantId)}
          label={i18n.t('console.customers.tryAgainFor', { name })}
          onClick={() => {
            holdFocus()
            work.tryAgain(known)
          }}
        >
          {i18n.t('console.customers.tryAgain')}
        </Button>
      )}
      {isConnected(known) && (
        <a
          class="button-link customer-button"
          href={hashOf({ screen: 'tenant', tenantId: customer.tenantId })}
          aria-label={i18n.t('console.customers.openTenantOf', { name })}
        >
          {i18n.t('console.customers.openTenant')}
        </a>
      )}
      <button
        type="button"
        class="button-link customer-button"
        aria-label={more.label}
        aria-expanded={details.isOpen ? 'true' : 'false'}
        aria-controls={details.isOpen ? details.id : undefined}
        onClick={details.onToggle}
      >
        {more.words}
      </button>
    </span>
  )
}
