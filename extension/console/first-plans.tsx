import { i18n } from '#i18n'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'
import { hashOf } from './route.ts'
import { useFirstPlans } from './use-first-plans.ts'

/** After mapping: what comes of it, and where it is approved. Silent where nothing is under way. */
export function FirstPlans() {
  const plans = useFirstPlans()
  if (!plans || plans.waiting + plans.computing === 0) return null
  const { waiting, computing } = plans
  return (
    <Notice
      kind="info"
      title={
        computing > 0
          ? i18n.t('console.flow.firstPlansComputed', computing, { count: countText(computing) })
          : i18n.t('console.flow.firstPlansWait', waiting, { count: countText(waiting) })
      }
      actions={
        <a class="link" href={hashOf({ screen: 'plans' })}>
          {i18n.t('console.flow.toPlans')}
        </a>
      }
    >
      {computing > 0 &&
        waiting > 0 &&
        `${i18n.t('console.flow.firstPlansWait', waiting, { count: countText(waiting) })}. `}
      {i18n.t('console.flow.nothingBeforeApproval')}
    </Notice>
  )
}
