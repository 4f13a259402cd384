import { i18n } from '#i18n'
import type { Mapping, Output } from '#shared/contract.ts'
import { openPopupAsTab } from '../../places.ts'
import { useWrite } from '../../query.ts'
import { popupRoute } from '../../settings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { CsvButton } from '../csv-button.tsx'
import { hashOf } from '../route.ts'
import { changesAsRows, untouchedAsRows } from './plan-csv.ts'

interface PlanToolsProps {
  tenantId: string
  mapping: Mapping
  tab: 'plan' | 'untouched'
  plan: Output<'plans.get'> | undefined
}
/** Ways on from the plan of an organisation. */
export function PlanTools({ tenantId, mapping, tab, plan }: PlanToolsProps) {
  const { id: mappingId, organisationName } = mapping
  const anew = useWrite('plans.get', ['plans.get', 'plans.untouched', 'plans.waiting', 'tenants.get'])
  const day = plan?.createdAt.slice(0, 10) ?? ''
  const isPlan = tab === 'plan'
  return (
    <>
      <CsvButton
        key={tab}
        label={
          isPlan
            ? i18n.t('console.plan.downloadChangesAsCsv')
            : i18n.t('console.plan.downloadThoseWhoStayUntouched')
        }
        name={[isPlan ? 'plan' : 'untouched', organisationName, day]}
        off={plan && plan.state !== 'building' ? null : i18n.t('console.plan.planNotThereYet')}
        rows={(onRead) => (isPlan ? changesAsRows(mappingId, onRead) : untouchedAsRows(mappingId, onRead))}
      />
      <Button icon={icons.filter} onClick={() => openRule(tenantId, mapping)}>
        {i18n.t('console.plan.changeRule')}
      </Button>
      <a class="button-link" href={hashOf({ screen: 'settings', tenantId, mappingId })}>
        {i18n.t('console.plan.settings')}
      </a>
      <a class="button-link" href={hashOf({ screen: 'history', filter: { tenantId, mappingId } })}>
        {i18n.t('console.plan.history')}
      </a>
      <IconButton
        icon={icons.refresh}
        label={i18n.t('console.plan.computePlanAnew')}
        off={anew.isPending ? i18n.t('console.plan.itBeingComputed') : null}
        onClick={() => anew.mutate({ mappingId, refresh: true })}
      />
    </>
  )
}

/** The rule's editor is a screen of the popup; it opens in a tab of its own. */
async function openRule(tenantId: string, mapping: Mapping): Promise<void> {
  const { connectionId, organisationId, organisationName } = mapping
  const place = { connectionId, organisationId, organisationName }
  await popupRoute.setValue({ screen: 'rule', tenantId, place, draft: null })
  await openPopupAsTab()
}
