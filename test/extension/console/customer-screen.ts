import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import type { Output, PartnerJob, TenantSummary } from '#shared/contract.ts'
import { tenantWith } from '../fixtures.ts'
import { byPartner, customerAt, idAt, jobAt, pageOf, partnerWith } from './customer-fixtures.ts'

/** A connected partner with two customers that are ready. */
export const base = {
  'partner.get': () => partnerWith(),
  'partner.customers': (): Output<'partner.customers'> => pageOf([customerAt(1), customerAt(2)]),
  'tenants.list': (): Output<'tenants.list'> => ({ tenants: [] }),
}

export const readTenant = (at: number, changes: Partial<TenantSummary> = {}) =>
  tenantWith({
    ...{ id: idAt(at), name: `Customer ${at}`, reachedBy: 'partner', operator: false, mappings: [] },
    ...changes,
  })

/** Time that passes by itself and can be hurried, by the clock too where that is asked for. */
export const hurried = ({ clock = false } = {}) =>
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      ...(clock ? ['Date' as const] : []),
    ],
    shouldAdvanceTime: true,
  })
export const pass = (milliseconds: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds)
  })

export const box = (host: HTMLElement, name: string) =>
  host.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)
export const tick = (host: HTMLElement, name: string) => act(async () => box(host, name)?.click())

interface Asked {
  name: string
  input: unknown
}
export const inputsOf = (asked: readonly Asked[], name: string) =>
  asked.filter((request) => request.name === name).map(({ input }) => input)
export const countOf = (asked: readonly Asked[], name: string) => inputsOf(asked, name).length

/** The names of the customers in their order on the screen. */
export const namesOn = (host: HTMLElement) =>
  [...host.querySelectorAll('.customer .entry-name')].map((name) => name.textContent)

export interface Named {
  tenantIds: string[]
}
const numberOf = (tenantId: string) => Number(tenantId.slice(-12))
/** A job that runs for each of them. */
export const jobsOf = ({ tenantIds }: Named) => begun(tenantIds.map((id) => jobAt(numberOf(id), 1)))

/** What taking in or letting go answers. */
export const begun = (jobs: PartnerJob[], strangers: string[] = []) => ({ jobs, strangers })

/** One customer that was taken in. */
export const taken = {
  ...base,
  'partner.customers': () => pageOf([customerAt(1, { tenant: byPartner, jobId: 'job-1' })]),
  'partner.jobs': () => ({ jobs: [jobAt(1, 6)], next: null }),
  'tenants.list': () => ({ tenants: [readTenant(1)] }),
}
