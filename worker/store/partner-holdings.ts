import type { Deps } from '../env.ts'

/** What hangs on the partner's account. */
export interface PartnerHoldings {
  /** Tenants that are reached through the partner alone and go on */
  partnerOnly: number
  /** Those that stopped because their relationship ended */
  stopped: number
  /** Tenants that were taken in and have their own consent as well */
  both: number
  /** Jobs under way */
  running: number
}

export async function partnerHoldings({ env }: Deps): Promise<PartnerHoldings> {
  const ended = `problem_code IS 'partner.relationshipEnded'`
  const tenants = 'FROM tenant WHERE disconnected_at IS NULL AND reached_by'
  const row = await env.DB.prepare(
    `SELECT (SELECT COUNT(*) ${tenants} = 'partner' AND NOT ${ended}) AS partnerOnly,
       (SELECT COUNT(*) ${tenants} = 'partner' AND ${ended}) AS stopped,
       (SELECT COUNT(*) ${tenants} = 'consent'
          AND id IN (SELECT tenant_id FROM partner_customer WHERE onboarded_at IS NOT NULL)) AS both,
       (SELECT COUNT(*) FROM partner_job WHERE state = 'running') AS running`,
  ).first<PartnerHoldings>()
  return row ?? { partnerOnly: 0, stopped: 0, both: 0, running: 0 }
}
