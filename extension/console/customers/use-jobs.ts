import { useQuery, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PartnerCustomer, PartnerJob } from '#shared/contract.ts'
import { call } from '../../api.ts'
import type { ApiError } from '../../api-error.ts'
import { portions } from './portions.ts'
import { useSometimes } from './use-sometimes.ts'

/**
 * How often jobs are asked for, by how long nothing has changed. One waits up to three hours for Microsoft, and hundreds
 * of them are thousands of rows a reading.
 */
const polls = [
  { quietFor: 120_000, milliseconds: 15_000 },
  { quietFor: 30_000, milliseconds: 5000 },
]
const pollMilliseconds = 2000
/** Hundreds end one after another, and each reads all customers that are shown, and all tenants. */
const rereadMilliseconds = 5000

interface Jobs {
  /** The last job of each customer, by its tenant id. */
  byTenant: ReadonlyMap<string, PartnerJob>
  /** Which job of each customer was asked for, by tenant id. */
  asked: ReadonlyMap<string, string>
  /** Ids of jobs that were seen running and are over. */
  over: ReadonlySet<string>
}
const nothing: Jobs = { byTenant: new Map(), asked: new Map(), over: new Set() }

/**
 * The last jobs of these customers, whoever began them, and of those that were begun here. Those that run are asked for
 * every two seconds, less often the longer nothing has changed; once none does, nothing is asked any more. While the
 * server is away the last known stays.
 */
export function useJobs(customers: readonly PartnerCustomer[]) {
  const [jobs, setJobs] = useState(nothing)
  const client = useQueryClient()
  const wanted = wantedOf(customers, jobs)
  const read = useQuery<PartnerJob[], ApiError>({
    queryKey: ['partner.jobs', wanted],
    queryFn: () => lastJobs(wanted.map(([tenantId]) => tenantId)),
    enabled: wanted.length > 0,
    refetchInterval: usePatience(),
  })
  const learn = (told: readonly PartnerJob[], asked: Wanted = []) =>
    setJobs((before) => merged(before, told, asked))
  useEffect(() => {
    if (read.data) learn(read.data, wanted)
  }, [read.data])
  const rereadSoon = useSometimes(rereadMilliseconds, () => {
    for (const name of ['partner.customers', 'tenants.list']) client.invalidateQueries({ queryKey: [name] })
  })
  useEffect(() => {
    // What a job has changed: how the customer is reached, and its tenant.
    if (jobs.over.size > 0) rereadSoon()
  }, [jobs.over])
  return {
    of: (tenantId: string) => jobs.byTenant.get(tenantId) ?? null,
    isJustOver: (job: PartnerJob | null) => job !== null && jobs.over.has(job.id),
    /** Whether its last job is known, or that there is none. */
    knows: ({ tenantId, jobId }: PartnerCustomer) => jobId === null || jobs.asked.has(tenantId),
    /** Jobs that were begun just now. */
    learn: (told: readonly PartnerJob[]) => learn(told),
    error: wanted.length > 0 ? read.error : null,
    refetch: read.refetch,
  }
}

/** Milliseconds between readings. Few different ones: each other one would begin the wait anew at every drawing. */
function usePatience() {
  const last = useRef<{ data: unknown; changedAt: number }>({ data: undefined, changedAt: 0 })
  return ({ state: { data } }: { state: { data: PartnerJob[] | undefined } }) => {
    // An answer like the one before is the same object.
    if (data !== last.current.data) last.current = { data, changedAt: Date.now() }
    const quiet = Date.now() - last.current.changedAt
    return polls.find(({ quietFor }) => quiet >= quietFor)?.milliseconds ?? pollMilliseconds
  }
}

/** Tenant id and job id. */
type Wanted = readonly (readonly [string, string])[]

/** Those whose job is not known yet or runs, in a fixed order. */
function wantedOf(customers: readonly PartnerCustomer[], { byTenant, asked }: Jobs): Wanted {
  const unknown = customers.flatMap(({ tenantId, jobId }) =>
    jobId !== null && asked.get(tenantId) !== jobId ? [[tenantId, jobId] as const] : [],
  )
  const running = [...byTenant.values()].filter(({ state }) => state === 'running')
  const wanted = new Map([...unknown, ...running.map(({ tenantId, id }) => [tenantId, id] as const)])
  return [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

async function lastJobs(tenantIds: readonly string[]): Promise<PartnerJob[]> {
  const answers = await Promise.all(
    portions(tenantIds).map((some) => call('partner.jobs', { tenantIds: some })),
  )
  return answers.flatMap(({ jobs }) => jobs)
}

function merged(before: Jobs, told: readonly PartnerJob[], about: Wanted): Jobs {
  const byTenant = new Map(before.byTenant)
  const ended = told.filter(({ id, tenantId, state }) => {
    const last = before.byTenant.get(tenantId)
    return state !== 'running' && last?.id === id && last.state === 'running'
  })
  for (const job of told) {
    const last = before.byTenant.get(job.tenantId)
    // An answer that was on the way longer than another one.
    const isOlder = last?.id === job.id && last.state !== 'running' && job.state === 'running'
    if (!isOlder) byTenant.set(job.tenantId, job)
  }
  const over = ended.length > 0 ? new Set([...before.over, ...ended.map(({ id }) => id)]) : before.over
  return { byTenant, asked: new Map([...before.asked, ...about]), over }
}
