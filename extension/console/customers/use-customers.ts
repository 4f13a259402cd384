import { useRef, useState } from 'preact/hooks'
import type { ClientInput, Output, PartnerCustomer, TenantSummary } from '#shared/contract.ts'
import { useSettled } from '../../mapping/use-settled.ts'
import { usePages, useRead } from '../../query.ts'
import { isFirstRead, type Known } from './standing.ts'
import { useJobs } from './use-jobs.ts'

export type Show = NonNullable<ClientInput<'partner.customers'>['show']>

const tenantPollMilliseconds = 5000

/** The customers that are shown, and all that were seen so far, each with its last job and its tenant. */
export function useCustomers() {
  const [show, setShow] = useState<Show>('all')
  const [search, setSearch] = useState('')
  const [round, setRound] = useState(0)
  const input = { show, search: useSettled(search.trim()) }
  const pages = usePages('partner.customers', input, { keep: true })
  const shown = pages.data?.pages.flatMap(({ customers }) => customers)
  const seen = useRef(new Map<string, PartnerCustomer>())
  const isWhole = input.show === 'all' && !input.search && !pages.isPlaceholderData && !pages.hasNextPage
  // Customers that are none any more leave what was seen.
  if (shown && isWhole) seen.current.clear()
  for (const customer of shown ?? []) seen.current.set(customer.tenantId, customer)
  const jobs = useJobs(shown ?? [])
  const tenants = useRead('tenants.list', {}, { poll: (last) => isReadFirst(last) && tenantPollMilliseconds })
  const byId = new Map(tenants.data?.tenants.map((tenant) => [tenant.id, tenant]))
  const order = useKeptKey(`${input.show} ${input.search} ${round}`, pages.isPlaceholderData)
  const isFirst = useRef(true)
  if (shown && (jobs.error || shown.every(jobs.knows))) isFirst.current = false
  return {
    ...{ show, search, setSearch, input, pages, jobs, tenants, order },
    /** Choosing a filter once more orders anew. */
    setShow: (next: Show) => {
      setShow(next)
      setRound(round + 1)
    },
    /** Null until the first customers and their jobs are there, so that rows come in their order at once. */
    shown: shown && !isFirst.current ? shown : null,
    seen: seen.current as ReadonlyMap<string, PartnerCustomer>,
    see: (customers: readonly PartnerCustomer[]) => {
      for (const customer of customers) seen.current.set(customer.tenantId, customer)
    },
    knownOf: (customer: PartnerCustomer): Known => knownOf(customer, jobs, byId),
  }
}
export type Customers = ReturnType<typeof useCustomers>

function knownOf(
  customer: PartnerCustomer,
  jobs: ReturnType<typeof useJobs>,
  tenants: ReadonlyMap<string, TenantSummary>,
): Known {
  const job = jobs.of(customer.tenantId)
  const tenant = tenants.get(customer.tenantId) ?? null
  return { customer, job, isJustOver: jobs.isJustOver(job), tenant }
}

/** Tenants of the partner whose people are being read for the first time. */
const isReadFirst = (last: Output<'tenants.list'> | undefined) =>
  (last?.tenants ?? []).some(
    (tenant) => tenant.reachedBy === 'partner' && tenant.state === 'connected' && isFirstRead(tenant),
  )

/** The key of what is on the screen: the former one while another is read. */
function useKeptKey(key: string, isFormer: boolean): string {
  const kept = useRef(key)
  if (!isFormer) kept.current = key
  return kept.current
}
