import type { Deps } from '../env.ts'
import { type AlertRow, selectOpen } from './alerts.ts'

interface OfTenant {
  tenantId: string
  tenantName: string
}
interface OfMapping extends OfTenant {
  mappingId: string
  organisationName: string
}
interface Trouble {
  code: string | null
  detail: string | null
}

/** What is so in the database that people should hear of, and the alerts that are open. */
export interface Causes {
  /** Tenants whose last two runs failed, or that stopped. */
  tenants: (OfTenant & Trouble & { isStopped: 0 | 1 })[]
  /** Connected tenants of which something cannot be read without another consent. */
  consents: (OfTenant & Trouble)[]
  /** Mappings whose last two runs failed. */
  mappings: (OfMapping & Trouble)[]
  /** Mappings whose plan waits because it would deactivate too many. */
  stopped: OfMapping[]
  /** Mappings with persons to decide about. */
  reviews: (OfMapping & { count: number })[]
  /** The partner's sign-in where it fails. */
  partners: (Trouble & { failures: number; lapsesAt: number; daysLeft: number })[]
  /** How many tenants are reached through the partner alone while nobody watches their relationships, if there are any. */
  unwatched: (Trouble & { count: number; isConnected: 0 | 1; readAt: number | null })[]
  /** Tenants reached through the partner alone whose last relationship ends; days: whole ones that are left. */
  ending: (OfTenant & { endsAt: number; days: number; isWatched: 0 | 1 })[]
  /** The same where a role is missing that was there. */
  lacking: OfTenant[]
  open: AlertRow[]
}

/** The second failure in a row. */
const failuresInARow = 2
/** What was disconnected was so by somebody's decision, and so it is with what is paused. */
const isConnected = 'tenant.disconnected_at IS NULL'
const isKept = `${isConnected} AND mapping.sync = 'on'`
const tenantColumns = 'tenant.id AS tenantId, tenant.name AS tenantName'
const mappingColumns = `${tenantColumns}, mapping.id AS mappingId, mapping.organisation_name AS organisationName`
const withTenant = 'JOIN tenant ON tenant.id = mapping.tenant_id'

const dayMs = 24 * 3_600_000
/** Microsoft ends a refresh token that is not used for 90 days (AADSTS700082). */
const lapsesMs = 90 * dayMs
const throughPartner = `partner_customer AS customer JOIN tenant ON tenant.id = customer.tenant_id
  WHERE tenant.reached_by = 'partner' AND ${isConnected} AND onboarded_at IS NOT NULL
    AND standing IN ('active', 'expiring')`
const isPartnerConnected = `EXISTS (SELECT 1 FROM partner WHERE sealed <> '')`
const partnerOnly = `(SELECT COUNT(*) FROM tenant WHERE reached_by = 'partner' AND ${isConnected})`

/**
 * Reads the causes of alerts, of one tenant or of all, in one trip. `resources`: those that this version reads; what
 * another one has left behind is no cause.
 */
export async function readCauses(
  deps: Deps,
  tenantId: string | null,
  resources: readonly string[],
): Promise<Causes> {
  const { DB } = deps.env
  const only = (column: string) => (tenantId === null ? '' : `AND ${column} = ?1`)
  const select = (sql: string, ...more: string[]) =>
    DB.prepare(sql).bind(...(tenantId === null ? [] : [tenantId]), ...more)
  const [tenants, consents, mappings, stopped, reviews, partners, unwatched, ending, lacking, open] =
    await DB.batch([
      select(
        `SELECT ${tenantColumns}, problem_code AS code, problem_detail AS detail, state = 'stopped' AS isStopped
       FROM tenant WHERE ${isConnected} AND (failures >= ${failuresInARow} OR state = 'stopped') ${only('id')}`,
      ),
      select(
        `SELECT ${tenantColumns}, cursor.problem_code AS code, MIN(cursor.problem_detail) AS detail
       FROM cursor JOIN tenant ON tenant.id = cursor.tenant_id
       WHERE cursor.problem_code = 'tenant.consentAgain' AND ${isConnected} AND tenant.state = 'connected'
         ${only('cursor.tenant_id')} AND cursor.resource IN (SELECT value FROM json_each(?))
       GROUP BY tenant.id`,
        JSON.stringify(resources),
      ),
      select(
        `SELECT ${mappingColumns}, mapping.problem_code AS code, mapping.problem_detail AS detail
       FROM mapping ${withTenant}
       WHERE mapping.failures >= ${failuresInARow} AND ${isKept} ${only('mapping.tenant_id')}`,
      ),
      // The partial indexes hold nothing else: neither looks through a mapping's plans or changes.
      select(
        `SELECT DISTINCT ${mappingColumns} FROM mapping ${withTenant}
       CROSS JOIN plan INDEXED BY plan_waiting ON plan.mapping_id = mapping.id
       WHERE plan.state = 'waiting' AND plan.waits_for = 'stopped' AND ${isKept} ${only('mapping.tenant_id')}`,
      ),
      select(
        `SELECT ${mappingColumns}, COUNT(*) AS count FROM mapping ${withTenant}
       CROSS JOIN change INDEXED BY change_review ON change.mapping_id = mapping.id
       WHERE change.kind = 'review' AND change.state = 'proposed' AND ${isKept} ${only('mapping.tenant_id')}
       GROUP BY mapping.id`,
      ),
      DB.prepare(
        `SELECT problem_code AS code, problem_detail AS detail, failures, refreshed_at + ${lapsesMs} AS lapsesAt,
         (refreshed_at + ${lapsesMs} - ${deps.now()}) / ${dayMs} AS daysLeft FROM partner
       WHERE sealed <> '' AND problem_code IS NOT NULL`,
      ),
      // Readings come every six hours: after a day without a whole one nobody knows how relationships stand.
      DB.prepare(
        `SELECT read_problem_code AS code, read_problem_detail AS detail, read_at AS readAt,
         sealed <> '' AS isConnected, ${partnerOnly} AS count FROM partner
       WHERE (sealed = '' OR (problem_code IS NULL AND MAX(COALESCE(read_at, 0), connected_at) < ${deps.now() - dayMs}))
         AND ${partnerOnly} > 0`,
      ),
      select(
        `SELECT ${tenantColumns}, ends_at AS endsAt, (ends_at - ${deps.now()} + ${dayMs - 1}) / ${dayMs} AS days,
         ${isPartnerConnected} AS isWatched
       FROM ${throughPartner} AND ends_at IS NOT NULL ${only('tenant.id')}`,
      ),
      select(`SELECT ${tenantColumns} FROM ${throughPartner} AND ready = 0 ${only('tenant.id')}`),
      selectOpen(deps, tenantId),
    ])
  return {
    tenants: rowsOf(tenants),
    consents: rowsOf(consents),
    mappings: rowsOf(mappings),
    stopped: rowsOf(stopped),
    reviews: rowsOf(reviews),
    partners: rowsOf(partners),
    unwatched: rowsOf(unwatched),
    ending: rowsOf(ending),
    lacking: rowsOf(lacking),
    open: rowsOf(open),
  }
}

function rowsOf<Row>(result: D1Result | undefined): Row[] {
  return (result?.results ?? []) as Row[]
}
