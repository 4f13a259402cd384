import { i18n } from '#i18n'
import type { WaitingPlan } from '#shared/contract.ts'
import { changesIn } from '../../plan/kinds.ts'
import { countText } from '../../ui/number.ts'

/** Less than this is not many for anybody. */
const fewest = 20
/** So many times what the others create is unusual; with fewer plans than that nothing is usual. */
const times = 3
const fewestPlans = 3
/** So many contacts that fit nobody may be the same persons under other addresses. */
const fewestUnmatched = 5

const isFirst = ({ waitsFor }: WaitingPlan) => waitsFor === 'first'

/** How many contacts a first plan of these creates usually: the middle one; null = too few to say. */
export function usualOf(plans: readonly WaitingPlan[]): number | null {
  const creates = plans.filter(isFirst).map(({ counts }) => counts.create)
  if (creates.length < fewestPlans) return null
  return creates.toSorted((a, b) => a - b)[Math.floor((creates.length - 1) / 2)] ?? null
}

/** What to look at before a first plan is approved with others, in words. */
export function outliersOf(plan: WaitingPlan, usual: number | null): string[] {
  if (!isFirst(plan)) return []
  const { counts, withoutMail, unmatched } = plan
  const { create } = counts
  const found: string[] = []
  if (changesIn(counts) === 0)
    found.push(
      counts.unchanged + counts.review > 0
        ? i18n.t('console.plans.changesNothing')
        : i18n.t('console.plans.takesNobody'),
    )
  if (usual !== null && create >= fewest && create > times * usual)
    found.push(i18n.t('console.plans.createsMany', { create: countText(create), usual: countText(usual) }))
  if (unmatched >= fewestUnmatched && create >= fewestUnmatched)
    found.push(
      i18n.t('console.plans.mayBeTwice', { unmatched: countText(unmatched), create: countText(create) }),
    )
  if (withoutMail > 0)
    found.push(i18n.t('console.plans.withoutMail', withoutMail, { count: countText(withoutMail) }))
  return found
}
