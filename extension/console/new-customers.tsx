import { i18n } from '#i18n'
import { useRead } from '../query.ts'
import { useOff } from '../role.ts'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { isUnfinished, type Step, type StepPage, stepsOf } from './new-customers-steps.ts'
import { hashOf } from './route.ts'
import { useFirstPlans } from './use-first-plans.ts'

const freshMilliseconds = 60_000

/**
 * The way from the partner to the first plans, above its four pages, as long as something of it is unfinished. Only for
 * those who can go it, and only where a partner is connected or about to be.
 */
export function NewCustomers({ here }: { here: StepPage }) {
  const steps = useSteps()
  if (!steps || !isUnfinished(steps, here)) return null
  return (
    <nav class="new-customers" aria-label={i18n.t('console.flow.newCustomers')}>
      <ol>
        {steps.map((step, index) => (
          <StepLine key={step.page} step={step} number={index + 1} isHere={step.page === here} />
        ))}
      </ol>
    </nav>
  )
}

/** Null: not known yet, or nobody's business. Only what reads the mirror is asked. */
function useSteps(): Step[] | null {
  const isAdmin = useOff('partner.get') === null
  const partner = useRead('partner.get', {}, { enabled: isAdmin, freshFor: freshMilliseconds }).data
  const isConnected = partner !== undefined && partner.state !== 'none'
  const isThere = isConnected || partner?.attempt?.state === 'waiting'
  const customers = useRead(
    'partner.customers',
    { search: '', show: 'all' },
    {
      enabled: isConnected,
      freshFor: freshMilliseconds,
    },
  ).data
  const tenants = useRead('tenants.list', {}, { enabled: isThere }).data?.tenants
  const plans = useFirstPlans(isThere)
  if (!partner || !isThere || !tenants || !plans || (isConnected && !customers)) return null
  return stepsOf({ partner, counts: customers?.counts ?? null, tenants, plans })
}

const words: Record<Step['state'], string> = {
  done: i18n.t('console.flow.stepDone'),
  open: i18n.t('console.flow.stepOpen'),
  later: i18n.t('console.flow.stepLater'),
}

interface StepLineProps {
  step: Step
  number: number
  isHere: boolean
}
function StepLine({ step: { page, title, text, state }, number, isHere }: StepLineProps) {
  return (
    <li class={`way-step is-${state}`}>
      <a href={hashOf({ screen: page })} aria-current={isHere ? 'step' : undefined}>
        <span class="way-mark" aria-hidden="true">
          {state === 'done' ? <Icon of={icons.check} size={16} /> : number}
        </span>
        <span class="way-text">
          <span class="way-title">{title}</span>
          <span class="way-standing">{text}</span>
        </span>
        <span class="only-spoken">({words[state]})</span>
      </a>
    </li>
  )
}
