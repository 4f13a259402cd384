import { useState } from 'preact/hooks'
import { allPages } from '../all-pages.ts'
import { whyNotChosen } from './may-choose.ts'
import { standingOf } from './standing.ts'
import type { Customers } from './use-customers.ts'

/** Whom to take in. The choice stays whatever is searched for or filtered by, until a request has taken it up. */
export function useChoice(customers: Customers) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState<{ isReading: boolean; error: unknown }>({ isReading: false, error: null })
  const { seen, see, knownOf, input, pages } = customers
  const mayBe = (tenantId: string) => {
    const customer = seen.get(tenantId)
    return customer !== undefined && whyNotChosen(knownOf(customer)) === null
  }
  const chosen = [...ids].filter(mayBe)
  /** Among those that miss something, also whoever failed and can be tried again: one cause often stops many. */
  const isReady = (tenantId: string) => {
    const customer = seen.get(tenantId)
    if (customer === undefined || !mayBe(tenantId)) return false
    const { kind } = standingOf(knownOf(customer))
    return kind === 'ready' || (kind === 'needs' && input.show === 'missing')
  }
  const add = (tenantIds: readonly string[]) => setIds((before) => new Set([...before, ...tenantIds]))
  const drop = (tenantIds: readonly string[]) =>
    setIds((before) => new Set([...before].filter((id) => !tenantIds.includes(id))))
  /** Every one that is ready, on pages that were not loaded yet too. */
  const chooseAll = async () => {
    setAll({ isReading: true, error: null })
    try {
      const show = input.show === 'all' ? 'ready' : input.show
      const read = pages.hasNextPage
        ? (await allPages('partner.customers', { ...input, show })).flatMap((page) => page.customers)
        : (pages.data?.pages ?? []).flatMap((page) => page.customers)
      see(read)
      add(read.map(({ tenantId }) => tenantId).filter(isReady))
      setAll({ isReading: false, error: null })
    } catch (error) {
      setAll({ isReading: false, error })
    }
  }
  return {
    ...{ chosen, add, drop, chooseAll, isReady, ...all },
    has: (tenantId: string) => ids.has(tenantId) && mayBe(tenantId),
    clear: () => setIds(new Set()),
  }
}
export type Choice = ReturnType<typeof useChoice>
