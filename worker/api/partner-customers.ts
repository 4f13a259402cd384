import type { HandlerInput, Output, PartnerCustomer } from '#shared/contract.ts'
import type { Deps } from '../env.ts'
import { partnerLinks } from '../partner/links.ts'
import { customerText, isLive, type RoleStanding } from '../partner/readiness.ts'
import { neededRoles } from '../partner/roles.ts'
import { findPartner } from '../store/partner.ts'
import { countCustomers, customerPage } from '../store/partner-customers.ts'
import { lastJobs } from '../store/partner-jobs.ts'
import { type RelationshipRow, relationships } from '../store/partner-relationships.ts'
import { problemOf } from '../store/problem.ts'
import type { Call } from './handlers.ts'
import { iso, readingView } from './partner-view.ts'

/** D1 takes 100 parameters a statement. */
const pageSize = 90
type Row = Awaited<ReturnType<typeof customerPage>>[number]

export async function listCustomers(
  { search, show, after }: HandlerInput<'partner.customers'>,
  call: Call,
): Promise<Output<'partner.customers'>> {
  const rows = await customerPage(call, { search, show, after: after ?? null, limit: pageSize })
  const ids = rows.map(({ customer }) => customer.tenantId)
  const all = Map.groupBy(await relationships(call, ids), ({ tenantId }) => tenantId)
  const jobs = new Map((await lastJobs(call, ids)).map(({ job }) => [job.tenantId, job.id]))
  return {
    customers: rows.map((row) =>
      customerView(call, row, all.get(row.customer.tenantId) ?? [], jobs.get(row.customer.tenantId) ?? null),
    ),
    next: rows.length < pageSize ? null : (rows.at(-1)?.order ?? null),
    counts: await countCustomers(call),
    reading: readingView(await findPartner(call)),
  }
}

function customerView(
  { env, now }: Deps,
  { customer, tenant }: Row,
  all: readonly RelationshipRow[],
  jobId: string | null,
): PartnerCustomer {
  const { tenantId, name, domain, standing, endsAt } = customer
  const isReady = customer.ready === 1 && isLive(standing)
  const isWell = isReady && standing === 'active'
  return {
    ...{ tenantId, name, domain, standing, endsAt: iso(endsAt), ready: isReady, jobId },
    text: customerText(standing, endsAt, isReady, now()),
    link: isWell ? null : partnerLinks(env, tenantId).relationships,
    roles: customer.roles as RoleStanding[],
    relationships: all.map((one) => ({
      ...{ id: one.id, name: one.name, status: one.status, endsAt: iso(one.endsAt) },
      autoExtends: one.autoExtends === 1,
      roles: one.roles.map(roleName),
    })),
    tenant: tenant && tenantView(tenant, customer.onboardedAt !== null),
  }
}

function tenantView(
  row: NonNullable<Row['tenant']>,
  isOnboarded: boolean,
): NonNullable<PartnerCustomer['tenant']> {
  const isBoth = row.reachedBy === 'consent' && isOnboarded
  return { state: row.state, reachedBy: isBoth ? 'both' : row.reachedBy, problem: problemOf(row) }
}

/** Roles of ours by name; others by their id, which every admin centre shows. */
function roleName(id: string): string {
  const known = neededRoles.flatMap((role) => [role, ...role.alternatives]).find((role) => role.id === id)
  return known?.name ?? id
}
