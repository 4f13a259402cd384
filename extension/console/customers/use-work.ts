import { useEffect, useState } from 'preact/hooks'
import type { ClientInput, Output, PartnerCustomer, PartnerState } from '#shared/contract.ts'
import { useWrite } from '../../query.ts'
import { portions } from './portions.ts'
import type { Known } from './standing.ts'
import type { PartnerRead } from './use-partner.ts'

export type Apps = NonNullable<ClientInput<'partner.onboard'>['apps']>

interface Told {
  onTold: (answer: Output<'partner.onboard'>, tenantIds: string[]) => void
}

/**
 * Takes customers in and lets them go, some hundred a request. The first request that fails ends it: what was begun
 * until then goes on, and the rest is left as it was.
 */
export function useWork(partner: PartnerRead, { onTold }: Told) {
  const [apps, setApps] = useState<Apps>('reader')
  const changes = ['partner.customers', 'tenants.list'] as const
  const onboard = useWrite('partner.onboard', changes)
  const offboard = useWrite('partner.offboard', changes)
  const takeIn = async (tenantIds: readonly string[]) => {
    for (const some of portions(tenantIds)) {
      const answer = await onboard.mutateAsync({ tenantIds: some, apps }).catch(() => null)
      if (!answer) return false
      onTold(answer, some)
    }
    return true
  }
  const letGo = async ({ tenantId }: PartnerCustomer) => {
    const answer = await offboard.mutateAsync({ tenantIds: [tenantId] }).catch(() => null)
    if (answer) onTold(answer, [tenantId])
    return answer !== null
  }
  const again = useAgain(partner, takeIn)
  return {
    ...{ apps, setApps, takeIn, letGo, onboard, offboard },
    isReadAnew: again.has,
    /** Its row is being tried again. */
    isBusy: (tenantId: string) =>
      again.has(tenantId) || isNamed(onboard, tenantId) || isNamed(offboard, tenantId),
    /** What failed, once more. What a customer lacked is read anew first: it may have been mended since. */
    tryAgain: ({ customer, job }: Known) => {
      if (job?.kind === 'offboard') return letGo(customer)
      return customer.ready ? takeIn([customer.tenantId]) : again.add(customer)
    },
  }
}
export type Work = ReturnType<typeof useWork>

const isNamed = (
  { isPending, variables }: { isPending: boolean; variables: { tenantIds: string[] } | undefined },
  tenantId: string,
) => isPending && variables?.tenantIds.includes(tenantId) === true

/** Customers that are tried again once all customers have been read. */
function useAgain({ read, refresh }: PartnerRead, takeIn: (tenantIds: readonly string[]) => unknown) {
  const [ids, setIds] = useState<readonly string[]>([])
  const reading: PartnerState['reading'] | undefined = read.data?.reading
  const isOver = ids.length > 0 && reading?.running === false
  useEffect(() => {
    if (!isOver) return
    setIds([])
    if (!reading?.problem) takeIn(ids)
  }, [isOver])
  return {
    has: (tenantId: string) => ids.includes(tenantId),
    add: async ({ tenantId }: PartnerCustomer) => {
      const answer = await refresh.mutateAsync({}).catch(() => null)
      if (answer) setIds((before) => [...new Set([...before, tenantId])])
    },
  }
}
