import type { Env } from '../env.ts'
import { cloudOf } from '../graph/clouds.ts'

/** Where people mend what is missing: pages of Partner Center and of the MSP's own admin centre. */
export function partnerLinks(env: Env, tenantId: string) {
  const customer = encodeURIComponent(tenantId)
  return {
    relationships: `https://partner.microsoft.com/dashboard/commerce2/customers/${customer}/adminrelationships`,
    group: (id: string) =>
      `${cloudOf(env).adminCentre}/#view/Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Members/groupId/${encodeURIComponent(id)}`,
  }
}
