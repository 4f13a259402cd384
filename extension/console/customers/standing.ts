import { i18n } from '#i18n'
import type { PartnerCustomer, PartnerJob, TenantSummary } from '#shared/contract.ts'
import { errorSaid } from '../../error-said.ts'
import { isDisconnected } from '../../tenant/tenant-tags.tsx'
import { isolate } from '../../ui/isolate.ts'
import { countText } from '../../ui/number.ts'
import { lackOf, problemTitle } from './lacks.ts'

/** needs: a person does something first · already: by its own consent · in the order in which they are listed */
export const kinds = ['needs', 'running', 'ready', 'done', 'already'] as const
export type Kind = (typeof kinds)[number]

export interface Standing {
  kind: Kind
  /** A few words. */
  title: string
  /** One sentence; it may hold foreign text. */
  text: string
}

/** All that is known of a customer. */
export interface Known {
  customer: PartnerCustomer
  /** Its last job. */
  job: PartnerJob | null
  /** It was seen coming to its end, so the customer may be older than it. */
  isJustOver: boolean
  tenant: TenantSummary | null
}

/** How a customer stands: what runs, else what failed, else whether it is connected, else what it lacks. */
export function standingOf(known: Known): Standing {
  const { job, customer } = known
  if (job?.state === 'running') return running(job)
  const failed = job?.state === 'failed' ? job.problem : null
  if (job && failed && !isMended(job, customer)) {
    const text = errorSaid(failed.code, failed.text)
    return { kind: 'needs', title: problemTitle(failed.code, job.kind, customer), text }
  }
  if (isConnected(known)) return connected(known)
  if (customer.tenant?.state === 'pending')
    return {
      kind: 'running',
      title: i18n.t('console.customers.waitingForMicrosoft'),
      text: i18n.t('console.customers.consentSpreads'),
    }
  if (!customer.ready) return lackOf(customer)
  const title = failed ? i18n.t('console.customers.mended') : i18n.t('console.customers.ready')
  return { kind: 'ready', title, text: customer.text }
}

/** What the first look found missing has been there since a later reading; no reading tells of later steps. */
const isMended = ({ kind, steps }: PartnerJob, { ready }: PartnerCustomer) =>
  ready && kind === 'onboard' && steps[0]?.state === 'failed'

function running(job: PartnerJob): Standing {
  const step = job.steps.find(({ state }) => state === 'running' || state === 'waiting')
  // A step says something before its end only while it waits.
  if (step?.text)
    return { kind: 'running', title: i18n.t('console.customers.waitingForMicrosoft'), text: step.text }
  const title =
    job.kind === 'onboard' ? i18n.t('console.customers.takingIn') : i18n.t('console.customers.lettingGo')
  return { kind: 'running', title, text: i18n.t('console.customers.begunBy', { by: isolate(job.by) }) }
}

export function isConnected({ customer: { tenant }, job, isJustOver }: Known): boolean {
  if (isJustOver && job?.state === 'done') return job.kind === 'onboard' || tenant?.reachedBy === 'both'
  return tenant !== null && tenant.state !== 'pending' && !isDisconnected(tenant)
}

function connected({ customer, tenant }: Known): Standing {
  const reachedBy = customer.tenant?.reachedBy
  const { problem } = tenant ?? customer.tenant ?? { problem: null }
  if (problem && !isDisconnected({ problem }))
    return {
      kind: 'needs',
      title: i18n.t('console.customers.readingStopped'),
      text: errorSaid(problem.code, problem.text),
    }
  if (reachedBy === 'consent')
    return {
      kind: 'already',
      title: i18n.t('console.customers.already'),
      text: i18n.t('console.customers.staysOneTenant'),
    }
  const text = peopleText(tenant)
  if (reachedBy === 'both')
    return {
      kind: 'done',
      title: i18n.t('console.customers.bothWays'),
      text: i18n.t('console.customers.oneTenantReadOnce', { text }),
    }
  const title = isFirstRead(tenant) ? i18n.t('console.customers.firstRead') : i18n.t('console.customers.done')
  return { kind: 'done', title, text }
}

/** Its people have not been read to the end yet. */
export const isFirstRead = (tenant: TenantSummary | null) =>
  tenant !== null && tenant.lastSyncAt === null && tenant.problem === null

function peopleText(tenant: TenantSummary | null): string {
  if (tenant === null || (isFirstRead(tenant) && tenant.persons === 0))
    return i18n.t('console.customers.peopleComeSoon')
  const people = i18n.t('console.customers.people', tenant.persons, { count: countText(tenant.persons) })
  if (isFirstRead(tenant)) return i18n.t('console.customers.peopleSoFar', { people })
  const { length } = tenant.mappings
  return length === 0
    ? i18n.t('console.customers.notMapped', { people })
    : i18n.t('console.customers.mapped', length, { people, count: countText(length) })
}
