import { i18n } from '#i18n'
import type { Mapping, Output } from '#shared/contract.ts'
import { useWrite } from '../../query.ts'
import { placeOf } from '../../rule/use-rule.ts'
import { IconButton } from '../../ui/button.tsx'
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
      <a class="button-link" href={hashOf({ screen: 'rule', tenantId, place: placeOf(mapping) })}>
        {i18n.t('console.plan.rule')}
      </a>
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
