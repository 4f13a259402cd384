import { useEffect, useState } from 'preact/hooks'
import type { ClientInput, Output, PartnerCustomer, PartnerState } from '#shared/contract.ts'
import { useWrite } from '../../query.ts'
import { portions } from './portions.ts'
import type { Known } from './standing.ts'
import type { PartnerRead } from './use-partner.ts'

export type Apps = NonNullable<ClientInput<'partner.onboard'>['apps']>

/** Those that no request has taken up, and what they were to be taken in for. */
interface Left {
  tenantIds: readonly string[]
  apps: Apps
}
const nobody: Left = { tenantIds: [], apps: 'reader' }

interface Told {
  onTold: (answer: Output<'partner.onboard'>, tenantIds: string[]) => void
}

/**
 * Takes customers in and lets them go, some hundred a request. The first request that fails ends it: what was begun
 * until then goes on, and the rest is left as it was.
 */
export function useWork(partner: PartnerRead, { onTold }: Told) {
  const [apps, setApps] = useState<Apps>('reader')
  // The partner may have been disconnected elsewhere meanwhile: then these are refused.
  const changes = ['partner.customers', 'tenants.list', 'partner.get'] as const
  const onboard = useWrite('partner.onboard', changes)
  const offboard = useWrite('partner.offboard', changes)
  const [left, setLeft] = useState<Left>(nobody)
  const [strangers, setStrangers] = useState<readonly string[]>([])
  const takeIn = async (tenantIds: readonly string[], wanted = apps) => {
    setLeft(nobody)
    setStrangers([])
    for (const [at, some] of portions(tenantIds).entries()) {
      const answer = await onboard.mutateAsync({ tenantIds: some, apps: wanted }).catch(() => null)
      if (!answer) {
        setLeft({ tenantIds: portions(tenantIds).slice(at).flat(), apps: wanted })
        return false
      }
      onTold(answer, some)
      setStrangers((before) => [...before, ...answer.strangers])
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
    ...{ apps, setApps, takeIn, left, letGo, onboard },
    /** Who was chosen and is no customer any more. */
    strangers,
    /** Why a customer was not let go. */
    goError: (tenantId: string) => (offboard.variables?.tenantIds.includes(tenantId) ? offboard.error : null),
    isReadAnew: again.has,
    /** Its row is being tried again. */
    isBusy: (tenantId: string) =>
      again.has(tenantId) || isNamed(onboard, tenantId) || isNamed(offboard, tenantId),
    /** What failed, once more. What a customer lacked is read anew first: it may have been mended since. */
    tryAgain: ({ customer, job }: Known) => {
      if (job?.kind === 'offboard' && job.state === 'failed') return letGo(customer)
      const wanted = job?.state === 'failed' ? job.apps : apps
      return customer.ready ? takeIn([customer.tenantId], wanted) : again.add(customer, wanted)
    },
  }
}
export type Work = ReturnType<typeof useWork>

const isNamed = (
  { isPending, variables }: { isPending: boolean; variables: { tenantIds: string[] } | undefined },
  tenantId: string,
) => isPending && variables?.tenantIds.includes(tenantId) === true

type TakeIn = (tenantIds: readonly string[], apps: Apps) => Promise<boolean>

/** Customers that are tried again once all customers have been read, each for what it was to be taken in for. */
function useAgain({ read, refresh }: PartnerRead, takeIn: TakeIn) {
  const [waiting, setWaiting] = useState<ReadonlyMap<string, Apps>>(new Map())
  const reading: PartnerState['reading'] | undefined = read.data?.reading
  const isOver = waiting.size > 0 && reading?.running === false
  useEffect(() => {
    if (!isOver) return
    setWaiting(new Map())
    if (!reading?.problem) void takeInEach(waiting, takeIn)
  }, [isOver])
  return {
    has: (tenantId: string) => waiting.has(tenantId),
    add: async ({ tenantId }: PartnerCustomer, apps: Apps) => {
      const answer = await refresh.mutateAsync({}).catch(() => null)
      if (answer) setWaiting((before) => new Map([...before, [tenantId, apps]]))
    },
  }
}

async function takeInEach(waiting: ReadonlyMap<string, Apps>, takeIn: TakeIn): Promise<void> {
  const byApps = Map.groupBy(waiting.keys(), (tenantId) => waiting.get(tenantId) ?? 'reader')
  // Another request would forget whom a failed one has left over.
  for (const [apps, tenantIds] of byApps) if (!(await takeIn(tenantIds, apps))) return
}
